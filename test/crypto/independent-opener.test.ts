import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/crypto/encoding.ts";
import { sealEntry } from "../../src/crypto/entry.ts";
import { makeGenesis } from "../../src/crypto/genesis.ts";
import { sealGrant } from "../../src/crypto/grant.ts";
import { sealLink } from "../../src/crypto/link-row.ts";
import { mintReplyToken } from "../../src/crypto/reply-token.ts";
import { lockRow } from "../../src/crypto/row-lock.ts";
import { sealState } from "../../src/crypto/state-row.ts";
import { printHex } from "../../src/domain/ids.ts";
import type { DayNumber, WeekNumber } from "../../src/domain/time.ts";
import vectors from "../vectors/sealing-v1.json" with { type: "json" };
import {
  BOT,
  CASE,
  CASE_KEYS,
  CASE_SEED,
  FIRST_ENTRY,
  fill,
  hex,
  idOf,
  keyOf,
  NOW,
  ORG_KEYS,
  random,
  sodium,
  spoilt,
  TO_ORGANISATION,
} from "./fixtures.ts";
import * as independent from "./independent-opener.ts";
import { blake2b } from "./independent-primitives.ts";

const FACTS = { deployment: CASE.deployment, caseId: CASE.caseId, epoch: 1, publicKey: CASE.casePublicKey };
const SIGNER = BOT.keys.publicKey;
const SHE = { channel: "telegram", id: "7001234567" } as const;
const { recipient } = TO_ORGANISATION;
const TO = { kind: 1, id: recipient.id, epoch: 1, publicKey: recipient.publicKey };

describe("an opener written apart from the program", () => {
  it("has the same hash, with and without a key", () => {
    expect(printHex(blake2b(64, utf8("abc")))).toBe(createHash("blake2b512").update("abc").digest("hex"));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(null, fill(7, 32)), (message, key) => {
        expect(blake2b(32, message, key ?? new Uint8Array(0))).toEqual(sodium.crypto_generichash(32, message, key));
      }),
      { numRuns: 40 },
    );
  });

  it("agrees with the published values", () => {
    const { entry, grant } = vectors;
    const place = { id: hex(entry.id), seq: entry.seq, previous: hex(entry.prev) };
    const opened = independent.openEntry(hex(entry.blob), FACTS, place, CASE_KEYS.secretKey, SIGNER);
    expect(opened).toEqual({ type: 1, at: NOW, body: utf8(entry.opens_to) });
    const seed = independent.openGrant(hex(grant.blob), FACTS, TO, ORG_KEYS.secretKey, SIGNER);
    expect(printHex(seed)).toBe(grant.opens_to_seed);
    expect(printHex(independent.enc("a", fill(1, 2), new Uint8Array(0)))).toBe(vectors.enc_ab);
  });

  it("opens the program's entries of any length", () => {
    const place = { id: FIRST_ENTRY.entryId, seq: 1, previous: FIRST_ENTRY.previous };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (body) => {
        const sealed = sealEntry(sodium, random, FIRST_ENTRY, BOT, { type: "message", at: NOW, body });
        const opened = independent.openEntry(sealed, FACTS, place, CASE_KEYS.secretKey, SIGNER);
        expect(opened).toEqual({ type: 6, at: NOW, body });
        expect(() => independent.openEntry(spoilt(sealed, 90), FACTS, place, CASE_KEYS.secretKey, SIGNER)).toThrow();
      }),
      { numRuns: 15 },
    );
  });

  it("opens the program's grants and accepts its genesis", () => {
    const grant = sealGrant(sodium, random, TO_ORGANISATION, BOT, { at: NOW, scope: "full", seed: CASE_SEED });
    expect(independent.openGrant(grant, FACTS, TO, ORG_KEYS.secretKey, SIGNER)).toEqual(CASE_SEED);
    const genesis = makeGenesis(sodium, { ...CASE, charterHash: fill(7, 32) }, BOT);
    expect(independent.isGenesisOf(genesis, SIGNER)).toBe(true);
    expect(independent.isGenesisOf(spoilt(genesis, 40), SIGNER)).toBe(false);
  });

  it("opens the program's rows", () => {
    const body = utf8("көмек керек");
    const locked = lockRow(sodium, keyOf(11), idOf(12), random(24), body);
    expect(independent.openLockedRow(keyOf(11), idOf(12), locked)).toEqual(body);
    expect(() => independent.openLockedRow(keyOf(11), idOf(13), locked)).toThrow();
    const link = sealLink(sodium, random, keyOf(13), 2_800 as WeekNumber, SHE, body);
    expect(independent.openLink(keyOf(13), 2_800, 1, SHE.id, link)).toEqual(body);
    const state = sealState(sodium, random, keyOf(14), { day: 19_675 as DayNumber, version: 7 }, SHE, body);
    expect(independent.openState(keyOf(14), 19_675, 7, 1, SHE.id, state)).toEqual(body);
  });

  it("opens the program's reply tokens", () => {
    const organisationId = idOf<Parameters<typeof mintReplyToken>[3]["organisationId"]>(8);
    const path = { policy: "any-time", expiresAt: NOW, chat: SHE } as const;
    const token = mintReplyToken(sodium, random, keyOf(31), { caseId: CASE.caseId, organisationId }, path);
    expect(independent.openReply(keyOf(31), CASE.caseId, organisationId, token)).toEqual({
      policy: 3,
      expiresAt: NOW,
      channel: 1,
      id: SHE.id,
    });
  });
});
