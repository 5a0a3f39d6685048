import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, enc, u8, u16, u32, u64, utf8 } from "../../src/crypto/encoding.ts";
import {
  type EntryContent,
  type EntryHash,
  type EntryPlace,
  looksLikeEntry,
  openEntry,
  sealEntry,
} from "../../src/crypto/entry.ts";
import { sealEnvelope } from "../../src/crypto/envelope.ts";
import { keyId } from "../../src/crypto/keypairs.ts";
import { isBucket, padToBucket } from "../../src/crypto/padding.ts";
import {
  BOT,
  CASE_KEYS,
  FIRST_ENTRY,
  idOf,
  keyOf,
  knows,
  NOW,
  ORG_KEYS,
  PERSON,
  random,
  STAFF,
  STRANGER,
  sodium,
  spoilt,
} from "./fixtures.ts";

const TEXT: EntryContent = { type: "text", at: NOW, body: utf8("көмек керек") };
const seal = (content: EntryContent = TEXT, least = 0) => sealEntry(sodium, random, FIRST_ENTRY, BOT, content, least);
const open = (sealed: Uint8Array, place: EntryPlace = FIRST_ENTRY, known = knows(BOT)) =>
  openEntry(sodium, CASE_KEYS, place, sealed, known);

describe("an entry", () => {
  it("gives back what was said, by whom and when", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.constantFrom(BOT, STAFF, PERSON), (body, author) => {
        const sealed = sealEntry(sodium, random, FIRST_ENTRY, author, { type: "note", at: NOW, body });
        const opened = open(sealed, FIRST_ENTRY, knows(author));
        expect(opened).toEqual({
          type: "note",
          at: NOW,
          body,
          authorKind: author.kind,
          authorId: keyId(sodium, author.keys.publicKey),
        });
        expect(isBucket(sealed.length - 82)).toBe(true);
        expect(looksLikeEntry(sealed)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("does not open after any one byte changes", () => {
    const sealed = seal();
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(() => open(spoilt(sealed, at, flip))).toThrow(/^crypto\/(cannot-open|malformed)$/);
      }),
    );
  });

  it.each<[string, Partial<EntryPlace>]>([
    ["case", { caseId: idOf(60) }],
    ["deployment", { deployment: idOf(50) }],
    ["epoch", { epoch: 2 }],
    ["row", { entryId: idOf(90) }],
    ["number", { seq: 2 }],
    ["chain", { previous: keyOf<EntryHash>(1) }],
  ])("does not open in another %s", (_what, change) => {
    expect(() => open(seal(), { ...FIRST_ENTRY, ...change })).toThrow("crypto/wrong-context");
  });

  it("does not open with another key", () => {
    expect(() => openEntry(sodium, ORG_KEYS, FIRST_ENTRY, seal(), knows(BOT))).toThrow("crypto/cannot-open");
  });

  it("is refused from a stranger who knows the public key of the case", () => {
    const forged = sealEntry(sodium, random, FIRST_ENTRY, STRANGER, { ...TEXT, body: utf8("I withdraw my complaint") });
    expect(() => open(forged)).toThrow("crypto/unknown-signer");
  });

  it("is refused from a stranger who writes the bot's id over his own signature", () => {
    expect(() => open(handmade({ signer: STRANGER.keys.secretKey }))).toThrow("crypto/unknown-signer");
    expect(open(handmade({})).type).toBe("text");
  });

  it("is refused when its author was not in office at the time it names", () => {
    const until = (end: number) => (_kind: string, _id: Uint8Array, at: number | null) =>
      at !== null && at < end ? BOT.keys.publicKey : null;
    expect(open(seal(), FIRST_ENTRY, until(NOW + 1)).at).toBe(NOW);
    expect(() => open(seal(), FIRST_ENTRY, until(NOW))).toThrow("crypto/unknown-signer");
  });

  it("is refused when its parts do not fit together", () => {
    for (const wrong of [
      { version: 2 },
      { type: 22 },
      { type: 0 },
      { kind: 4 },
      { length: 4 },
      { length: 6 },
      { length: 2 ** 32 - 1 },
    ]) {
      expect(() => open(handmade(wrong))).toThrow("crypto/malformed");
    }
  });

  it("looks alike for short and long answers", () => {
    const lengths = (type: EntryContent["type"], sizes: readonly number[]) =>
      new Set(sizes.map((size) => seal({ ...TEXT, type, body: new Uint8Array(size) }).length - 82));
    expect(lengths("intake", [0, 100, 4_000])).toEqual(new Set([4_096]));
    expect(lengths("message", [0, 100, 900])).toEqual(new Set([1_024]));
    expect(lengths("summary", [0, 100, 900])).toEqual(new Set([1_024]));
    expect(lengths("text", [0, 160, 161, 928])).toEqual(new Set([256, 1_024]));
    expect(seal(TEXT, 4_096).length).toBe(4_096 + 82);
    expect(seal({ ...TEXT, type: "intake" }, 256).length).toBe(4_096 + 82);
  });

  it("refuses a summary that does not fit the list", () => {
    expect(() => seal({ ...TEXT, type: "summary", body: new Uint8Array(929) })).toThrow("crypto/bad-length");
  });

  it("is told by its shape from plain text that claims to be sealed", () => {
    for (const no of [utf8("plain"), new Uint8Array(338), seal().slice(1), concat(seal(), u8(0)), new Uint8Array(0)]) {
      expect(looksLikeEntry(no)).toBe(false);
    }
  });
});

interface Wrong {
  readonly version?: number;
  readonly type?: number;
  readonly kind?: number;
  readonly length?: number;
  readonly signer?: Uint8Array;
}

/** The entry of the bot put together here, so that any of its parts may be wrong. */
function handmade(wrong: Wrong): Uint8Array {
  const { deployment, caseId, epoch, entryId, seq, previous, casePublicKey } = FIRST_ENTRY;
  const context = enc("entry-ctx", deployment, caseId, u16(epoch), entryId, u32(seq), previous);
  const signed = concat(
    u8(wrong.version ?? 1),
    u8(wrong.type ?? 2),
    u8(wrong.kind ?? 1),
    keyId(sodium, BOT.keys.publicKey),
    u64(NOW),
    u32(wrong.length ?? 5),
    utf8("hello"),
  );
  const message = enc("entry", context, casePublicKey, signed);
  const signature = sodium.crypto_sign_detached(message, wrong.signer ?? BOT.keys.secretKey);
  return sealEnvelope(sodium, random, casePublicKey, context, padToBucket(concat(signed, signature)));
}
