import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/crypto/encoding.ts";
import {
  bucketFor,
  ENTRY_BUCKETS,
  isBucket,
  padmeChunks,
  padTo,
  padToBucket,
  unpad,
  unpadBucket,
} from "../../src/crypto/padding.ts";
import { sodium, spoilt } from "./fixtures.ts";

describe("padding", () => {
  it("is taken off again, whatever the text and the least size", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.constantFrom(0, 1_024, 4_096), (plain, least) => {
        const padded = padToBucket(plain, least);
        expect(padded.length).toBeGreaterThanOrEqual(least);
        expect(isBucket(padded.length)).toBe(true);
        expect(unpadBucket(padded)).toEqual(plain);
      }),
    );
  });

  it("gives libsodium's bytes at every border", () => {
    for (const length of [0, 1, 254, 255, 256, 257, 65_535, 65_536, 131_071, 131_072]) {
      const plain = new Uint8Array(length).fill(7);
      const padded = padToBucket(plain);
      expect(padded).toEqual(sodium.pad(plain, Math.min(padded.length, 65_536)));
      expect(unpadBucket(padded)).toEqual(plain);
    }
  });

  it.each([128, 256, 1_024, 4_096])("gives libsodium's bytes around every border of blocks of %d", (block) => {
    for (const length of [0, 1, block - 2, block - 1, block, block + 1, 2 * block - 1, 2 * block]) {
      const plain = new Uint8Array(length).fill(length % 2 === 0 ? 0x80 : 0);
      expect(padTo(plain, block)).toEqual(sodium.pad(plain, block));
      expect(unpad(sodium.pad(plain, block), block)).toEqual(plain);
    }
  });

  it("leaves only few lengths visible", () => {
    const seen = new Set(Array.from({ length: 70_000 }, (_, length) => bucketFor(length)));
    expect([...seen]).toEqual([...ENTRY_BUCKETS, 131_072]);
  });

  it("always adds at least one byte to a block", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(128, 256, 1_024), (plain, block) => {
        const padded = padTo(plain, block);
        expect(padded.length % block).toBe(0);
        expect(padded.length).toBeGreaterThan(plain.length);
        expect(unpad(padded, block)).toEqual(plain);
      }),
    );
  });

  it("refuses lengths and bytes that it cannot have made", () => {
    expect(() => unpadBucket(new Uint8Array(255))).toThrow("crypto/malformed");
    expect(() => unpadBucket(new Uint8Array(0))).toThrow("crypto/malformed");
    expect(() => unpadBucket(new Uint8Array(256))).toThrow("crypto/malformed");
    const marked = (length: number) => Uint8Array.from({ length }, (_, i) => (i === length - 1 ? 0x80 : 7));
    expect(() => unpadBucket(marked(300))).toThrow("crypto/malformed");
    expect(() => unpad(marked(200), 128)).toThrow("crypto/malformed");
    expect(() => unpad(new Uint8Array(100), 128)).toThrow("crypto/malformed");
    expect(() => unpadBucket(spoilt(padToBucket(utf8("көмек")), 255))).toThrow("crypto/malformed");
  });

  it("rounds chunks up by at most 12 %", () => {
    for (let chunks = 1; chunks <= 100_000; chunks += 7) {
      const rounded = padmeChunks(chunks);
      expect(rounded >= chunks && rounded <= chunks * 1.12).toBe(true);
    }
  });
});
