import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  mintReplyToken,
  openReplyToken,
  type ReplyKey,
  type ReplyPath,
  type ReplyPlace,
} from "../../src/crypto/reply-token.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import { CASE, idOf, keyOf, NOW, random, sodium, spoilt } from "./fixtures.ts";

const KEY = keyOf<ReplyKey>(31);
const PLACE: ReplyPlace = { caseId: CASE.caseId, organisationId: idOf(8) };
const PATH: ReplyPath = {
  policy: "when-she-writes",
  expiresAt: (NOW + 1_000) as UnixMs,
  chat: { channel: "telegram", id: "7001234567" },
};
const mint = (path: ReplyPath = PATH) => mintReplyToken(sodium, random, KEY, PLACE, path);
const open = (token: Uint8Array, place: ReplyPlace = PLACE, now: UnixMs = NOW) =>
  openReplyToken(sodium, KEY, place, token, now);

describe("a reply token", () => {
  it("is 185 bytes for every address and leads back to it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("telegram" as const, "whatsapp" as const, "web" as const, "terminal" as const),
        fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 1, maxLength: 117 }),
        fc.constantFrom("never" as const, "when-she-writes" as const, "in-her-hours" as const, "any-time" as const),
        (channel, id, policy) => {
          const path = { ...PATH, policy, chat: { channel, id } };
          const token = mint(path);
          expect(token.length).toBe(185);
          expect(open(token)).toEqual(path);
        },
      ),
    );
  });

  it("does not open for another case, another organisation or with another key", () => {
    expect(() => open(mint(), { ...PLACE, caseId: idOf(60) })).toThrow("crypto/cannot-open");
    expect(() => open(mint(), { ...PLACE, organisationId: idOf(80) })).toThrow("crypto/cannot-open");
    expect(() => openReplyToken(sodium, keyOf(99), PLACE, mint(), NOW)).toThrow("crypto/cannot-open");
  });

  it("ends at its time", () => {
    expect(open(mint(), PLACE, (PATH.expiresAt - 1) as UnixMs)).toEqual(PATH);
    expect(() => open(mint(), PLACE, PATH.expiresAt)).toThrow("reply/contact-ended");
  });

  it("does not open after any one byte changes", () => {
    const token = mint();
    for (let at = 0; at < token.length; at += 1) {
      expect(() => open(spoilt(token, at))).toThrow(/^crypto\/(cannot-open|malformed)$/);
    }
    expect(() => open(token.slice(1))).toThrow("crypto/malformed");
  });

  it("differs each time, so that two tokens for one chat are not seen to belong together", () => {
    expect(mint()).not.toEqual(mint());
  });

  it("refuses an address that does not fit", () => {
    expect(() => mint({ ...PATH, chat: { channel: "web", id: "x".repeat(118) } })).toThrow("crypto/bad-length");
  });
});
