import { describe, expect, it } from "vitest";
import { derive } from "../../src/crypto/hash.ts";
import { asKey, boxKeypair, newSeed, type Seed, signKeypair } from "../../src/crypto/keypairs.ts";
import { memberKeys } from "../../src/crypto/member-keys.ts";
import { fill, random, sodium } from "./fixtures.ts";

describe("key pairs", () => {
  it("come back from their seed, and differ by seed", () => {
    const seed = newSeed(random);
    expect(signKeypair(sodium, seed)).toEqual(signKeypair(sodium, seed));
    expect(boxKeypair(sodium, seed).publicKey).not.toEqual(boxKeypair(sodium, newSeed(random)).publicKey);
    expect(signKeypair(sodium, seed).publicKey).not.toEqual(boxKeypair(sodium, seed).publicKey);
  });

  it("are not made from seeds and keys of another length", () => {
    for (const length of [0, 16, 31, 33, 64]) {
      const wrong = fill(1, length) as Seed;
      for (const use of [
        asKey,
        (bytes: Seed) => signKeypair(sodium, bytes),
        (bytes: Seed) => boxKeypair(sodium, bytes),
      ]) {
        expect(() => use(wrong)).toThrow("crypto/bad-length");
      }
      expect(() => memberKeys(sodium, wrong)).toThrow("crypto/bad-length");
      expect(() => derive(sodium, wrong, "seen")).toThrow("crypto/bad-length");
    }
  });
});
