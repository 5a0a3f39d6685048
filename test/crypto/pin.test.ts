import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pinFits, pinVerifier } from "../../src/crypto/pin.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";

const sodium = await loadSodium();
const random = (length: number) => new Uint8Array(randomBytes(length));
const digits = fc.stringMatching(/^\d{4,8}$/);

describe("a PIN", () => {
  it("is known again by its own digits and by no others", () => {
    fc.assert(
      fc.property(digits, digits, (pin, other) => {
        const verifier = pinVerifier(sodium, random, pin);
        expect(pinFits(sodium, verifier, pin)).toBe(true);
        expect(pinFits(sodium, verifier, other)).toBe(other === pin);
      }),
    );
  });

  it("set twice is kept in two ways, and never as its digits", () => {
    const [one, two] = [pinVerifier(sodium, random, "48291730"), pinVerifier(sodium, random, "48291730")];
    expect(one).not.toBe(two);
    expect(one).not.toContain("48291730");
  });

  it("fits nothing when what is kept was cut, changed or is no hex", () => {
    const verifier = pinVerifier(sodium, () => new Uint8Array(8), "4829");
    const changed = verifier.slice(0, -1) + (verifier.endsWith("0") ? "1" : "0");
    for (const bad of ["", verifier.slice(2), `${verifier}00`, changed, "zz"]) {
      expect(pinFits(sodium, bad, "4829"), bad).toBe(false);
    }
    expect(pinFits(sodium, verifier, "4829")).toBe(true);
  });
});
