import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxKeypair, type Seed } from "../../src/crypto/keypairs.ts";
import { joinSheets, splitSecret } from "../../src/crypto/recovery-kit.ts";
import { fixedRandom, random, sodium } from "./fixtures.ts";

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytes as Uint8Array as Seed);
/** The letters of a sheet without gaps. */
const lettersOf = (sheet: string) => sheet.replaceAll(" ", "");

describe("a secret on three sheets", () => {
  it("comes back from any two of them, in either order and however they are typed", () => {
    fc.assert(
      fc.property(seeds, (secret) => {
        const [a, b, c] = splitSecret(sodium, random, secret);
        for (const [one, another] of [
          [a, b],
          [b, a],
          [a, c],
          [c, a],
          [b, c],
          [c, b],
        ] as const) {
          expect(joinSheets(sodium, one.toLowerCase().replaceAll("0", "o"), another.replaceAll(" ", ""))).toEqual(
            secret,
          );
        }
      }),
    );
  });

  it("does not come back from one sheet alone, nor from the same one twice", () => {
    const sheets = splitSecret(sodium, random, random(32) as Seed);
    for (const sheet of sheets) expect(() => joinSheets(sodium, sheet, sheet)).toThrow("crypto/malformed");
  });

  it("is told by no single sheet: each of them fits any other secret as well", () => {
    fc.assert(
      fc.property(seeds, seeds, (secret, other) => {
        const halves = [random(32), random(32), random(32)];
        const turned = halves.map((half) => half.map((byte, i) => byte ^ (secret[i] ?? 0) ^ (other[i] ?? 0)));
        const from = (chosen: readonly (Uint8Array | undefined)[]) => {
          const left = [...chosen];
          return () => left.shift() ?? new Uint8Array(32);
        };
        const [a, b, c] = splitSecret(sodium, from(halves), secret);
        expect(splitSecret(sodium, from(halves), other)[0]).toBe(a);
        expect(splitSecret(sodium, from([turned[0], halves[1], halves[2]]), other)[1]).toBe(b);
        expect(splitSecret(sodium, from([halves[0], turned[1], turned[2]]), other)[2]).toBe(c);
      }),
    );
  });

  it("is refused when a letter is missing, added or wrong", () => {
    // Two check bytes miss one mistake in 65,536: the same mistakes at every run.
    const [a, b] = splitSecret(sodium, fixedRandom(3), new Uint8Array(32).fill(5) as Uint8Array as Seed);
    const letters = lettersOf(a);
    fc.assert(
      fc.property(fc.nat(letters.length - 2), fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"), (at, letter) => {
        fc.pre(letters[at] !== letter);
        const wrong = letters.slice(0, at) + letter + letters.slice(at + 1);
        expect(() => joinSheets(sodium, wrong, b)).toThrow("crypto/malformed");
      }),
      { seed: 1 },
    );
    for (const wrong of ["", letters.slice(1), `${letters}0`, letters.replace(/.$/, "U")]) {
      expect(() => joinSheets(sodium, wrong, b)).toThrow("crypto/malformed");
    }
  });

  it("is another one when the sheets are of two kits: its public key tells", () => {
    const secret = random(32) as Seed;
    const [a] = splitSecret(sodium, random, secret);
    const [, other] = splitSecret(sodium, random, secret);
    const joined = joinSheets(sodium, a, other);
    expect(boxKeypair(sodium, joined).publicKey).not.toEqual(boxKeypair(sodium, secret).publicKey);
  });
});
