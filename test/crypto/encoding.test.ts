import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnc, parseEncList, readNumber, readUtf8 } from "../../src/crypto/byte-reader.ts";
import { concat, enc, u8, u16, u32, u64, utf8 } from "../../src/crypto/encoding.ts";
import { codeOf } from "../../src/domain/faults.ts";
import { printHex } from "../../src/domain/ids.ts";
import { spoilt } from "./fixtures.ts";

const parts = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
const label = fc.constantFrom("entry" as const, "entry-ctx" as const, "row" as const);

describe("the encoding of what is hashed and signed", () => {
  it("is read back part by part", () => {
    fc.assert(
      fc.property(label, parts, (name, list) => {
        expect(parseEnc(name, enc(name, ...list))).toEqual(list);
      }),
    );
  });

  it("never gives the same bytes for two different lists", () => {
    const keyOfList = (name: string, list: readonly Uint8Array[]) => JSON.stringify([name, list.map(printHex)]);
    fc.assert(
      fc.property(label, parts, label, parts, (nameA, a, nameB, b) => {
        const same = printHex(enc(nameA, ...a)) === printHex(enc(nameB, ...b));
        expect(same).toBe(keyOfList(nameA, a) === keyOfList(nameB, b));
      }),
      { numRuns: 1_000 },
    );
  });

  it("tells a moved border between two parts apart", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.nat(20), fc.nat(20), (bytes, i, j) => {
        const at = i % (bytes.length + 1);
        const other = j % (bytes.length + 1);
        const cut = (border: number) => printHex(enc("row", bytes.slice(0, border), bytes.slice(border)));
        expect(cut(at) === cut(other)).toBe(at === other);
      }),
    );
  });

  it("can be written one behind the other", () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 4 }), (lists) => {
        expect(parseEncList("member", concat(...lists.map((list) => enc("member", ...list))))).toEqual(lists);
      }),
    );
  });

  it("refuses another label, a cut and an addition", () => {
    const bytes = enc("entry", utf8("x"));
    for (const wrong of [bytes.slice(0, -1), concat(bytes, u8(0)), new Uint8Array(0), spoilt(bytes, 3)]) {
      expect(() => parseEnc("entry", wrong)).toThrow("crypto/malformed");
    }
    expect(() => parseEnc("grant", bytes)).toThrow("crypto/malformed");
  });

  it("reads any bytes without any other failure than its own", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        parts,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (noise, list, at, flip) => {
          for (const bytes of [noise, spoilt(enc("row", ...list), at, flip)]) {
            try {
              parseEnc("row", bytes);
            } catch (error) {
              expect(codeOf(error)).toBe("crypto/malformed");
            }
          }
        },
      ),
    );
  });
});

describe("numbers and text in bytes", () => {
  it("are big-endian and read back", () => {
    expect(printHex(concat(u8(1), u16(0x0203), u32(0x04050607), u64(0x08090a0b0c0d)))).toBe(
      `01${"0203"}${"04050607"}${"000008090a0b0c0d"}`,
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(readNumber(u64(n), 8)).toBe(n);
      }),
    );
  });

  it("refuse what does not fit", () => {
    for (const write of [() => u8(256), () => u16(-1), () => u32(2 ** 32), () => u64(2 ** 53), () => u8(1.5)]) {
      expect(write).toThrow("crypto/bad-length");
    }
    expect(() => readNumber(new Uint8Array(8).fill(255), 8)).toThrow("crypto/malformed");
    expect(() => readNumber(new Uint8Array(5), 4)).toThrow("crypto/malformed");
    expect(() => enc("row", ...Array.from({ length: 256 }, () => u8(0)))).toThrow("crypto/bad-length");
  });

  it("keep every well-formed text and refuse broken UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(readUtf8(utf8(text))).toBe(text);
      }),
    );
    expect(readUtf8(utf8("\uFEFFқыз"))).toBe("\uFEFFқыз");
    expect(() => readUtf8(Uint8Array.of(0xc3, 0x28))).toThrow("crypto/malformed");
  });
});
