import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enc, utf8 } from "../../src/crypto/encoding.ts";
import { ENVELOPE_OVERHEAD, openEnvelope, sealEnvelope } from "../../src/crypto/envelope.ts";
import { type BoxPublicKey, boxKeypair } from "../../src/crypto/keypairs.ts";
import { openBox, sealBox } from "../../src/crypto/sealed-box.ts";
import { CASE_KEYS, fill, fixedRandom, keyOf, ORG_KEYS, random, sodium, spoilt } from "./fixtures.ts";

const bytes = fc.uint8Array({ maxLength: 600 });
const HERE = enc("entry-ctx", utf8("here"));
const THERE = enc("entry-ctx", utf8("there"));

describe("the sealed box", () => {
  it("is opened by libsodium", () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        const sealed = sealBox(sodium, random, ORG_KEYS.publicKey, plain);
        expect(sodium.crypto_box_seal_open(sealed, ORG_KEYS.publicKey, ORG_KEYS.secretKey)).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });

  it("opens what libsodium sealed", () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        expect(openBox(sodium, ORG_KEYS, sodium.crypto_box_seal(plain, ORG_KEYS.publicKey))).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });

  it("differs each time, unless the randomness does not", () => {
    const once = () => sealBox(sodium, random, ORG_KEYS.publicKey, utf8("x"));
    const fixed = () => sealBox(sodium, fixedRandom(1), ORG_KEYS.publicKey, utf8("x"));
    expect(once()).not.toEqual(once());
    expect(fixed()).toEqual(fixed());
  });

  it("refuses keys that would make the secret predictable", () => {
    const one = fill(0, 32);
    one[0] = 1;
    for (const lowOrder of [fill(0, 32), one]) {
      expect(() => sealBox(sodium, random, lowOrder as BoxPublicKey, utf8("x"))).toThrow("crypto/bad-key");
    }
    expect(() => sealBox(sodium, random, fill(1, 31) as BoxPublicKey, utf8("x"))).toThrow("crypto/bad-length");
  });
});

describe("the envelope", () => {
  it("gives back what was sealed, 82 bytes longer on the way", () => {
    fc.assert(
      fc.property(bytes, (payload) => {
        const sealed = sealEnvelope(sodium, random, CASE_KEYS.publicKey, HERE, payload);
        expect(sealed.length).toBe(payload.length + ENVELOPE_OVERHEAD);
        expect(openEnvelope(sodium, CASE_KEYS, HERE, sealed)).toEqual(payload);
      }),
      { numRuns: 30 },
    );
    expect(ENVELOPE_OVERHEAD).toBe(82);
  });

  it("does not open after any one byte changes", () => {
    const sealed = sealEnvelope(sodium, random, CASE_KEYS.publicKey, HERE, utf8("көмек"));
    for (let at = 0; at < sealed.length; at += 1) {
      expect(() => openEnvelope(sodium, CASE_KEYS, HERE, spoilt(sealed, at))).toThrow(
        /crypto\/(cannot-open|malformed)/,
      );
    }
  });

  it("does not open elsewhere, nor for anybody else", () => {
    const sealed = sealEnvelope(sodium, random, CASE_KEYS.publicKey, HERE, utf8("көмек"));
    expect(() => openEnvelope(sodium, CASE_KEYS, THERE, sealed)).toThrow("crypto/wrong-context");
    expect(() => openEnvelope(sodium, ORG_KEYS, HERE, sealed)).toThrow("crypto/cannot-open");
    expect(() => openEnvelope(sodium, boxKeypair(sodium, keyOf(77)), HERE, sealed)).toThrow("crypto/cannot-open");
  });

  it("refuses other versions and suites", () => {
    const sealed = sealEnvelope(sodium, random, CASE_KEYS.publicKey, HERE, utf8("x"));
    for (const at of [0, 1])
      expect(() => openEnvelope(sodium, CASE_KEYS, HERE, spoilt(sealed, at, 3))).toThrow("crypto/malformed");
    expect(() => openEnvelope(sodium, CASE_KEYS, HERE, sealed.slice(0, 81))).toThrow("crypto/malformed");
  });
});
