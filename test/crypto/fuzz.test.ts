import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCharter, printCharter } from "../../src/crypto/charter.ts";
import { signCharter, verifyCharter } from "../../src/crypto/charter-file.ts";
import { concat } from "../../src/crypto/encoding.ts";
import { openEntry, sealEntry } from "../../src/crypto/entry.ts";
import { makeGenesis, parseAndVerifyGenesis } from "../../src/crypto/genesis.ts";
import { openGrant, sealGrant } from "../../src/crypto/grant.ts";
import { unwrapKey, wrapKey } from "../../src/crypto/kek-wrap.ts";
import { openLink, sealLink } from "../../src/crypto/link-row.ts";
import { unwrapSeed, wrapSeed } from "../../src/crypto/member-wrap.ts";
import { openOutbox, sealOutbox } from "../../src/crypto/outbox-row.ts";
import { padToBucket, unpadBucket } from "../../src/crypto/padding.ts";
import { parseRegistry, printRegistry } from "../../src/crypto/registry.ts";
import { signRegistry, verifyRegistry } from "../../src/crypto/registry-file.ts";
import { mintReplyToken, openReplyToken } from "../../src/crypto/reply-token.ts";
import { lockRow, openRow } from "../../src/crypto/row-lock.ts";
import { parseSignedFile } from "../../src/crypto/signed-file.ts";
import { openState, sealState } from "../../src/crypto/state-row.ts";
import { openTrace, sealTrace } from "../../src/crypto/trace-row.ts";
import { Fault } from "../../src/domain/faults.ts";
import { type DayNumber, later, type WeekNumber } from "../../src/domain/time.ts";
import {
  BOT,
  CASE,
  CASE_KEYS,
  CASE_SEED,
  FIRST_ENTRY,
  fill,
  idOf,
  keyOf,
  knows,
  NOW,
  ORG_KEYS,
  random,
  sodium,
  TO_ORGANISATION,
} from "./fixtures.ts";
import { ADMIN, CHARTER, REGISTRY, ROOTS, registryOf, TRUST } from "./trust-fixtures.ts";

const SHE = { channel: "telegram", id: "7001234567" } as const;
const DAY = 1 as DayNumber;
const WEEK = 1 as WeekNumber;
const known = knows(BOT);
const registry = registryOf();
const entry = sealEntry(sodium, random, FIRST_ENTRY, BOT, { type: "text", at: NOW, body: fill(1, 20) });
const grant = sealGrant(sodium, random, TO_ORGANISATION, BOT, { at: NOW, scope: "full", seed: CASE_SEED });
const genesis = makeGenesis(sodium, { ...CASE, charterHash: fill(7, 32) }, BOT);
const genesisCheck = { deployment: CASE.deployment, caseId: CASE.caseId, known, firstSight: true };
const place = { caseId: CASE.caseId, organisationId: idOf<typeof CHARTER.organisationId>(8) };

/** Everything that reads bytes from outside, with bytes it would accept. */
const READERS: Readonly<Record<string, readonly [read: (bytes: Uint8Array) => unknown, good: Uint8Array]>> = {
  openEntry: [(bytes) => openEntry(sodium, CASE_KEYS, FIRST_ENTRY, bytes, known), entry],
  openGrant: [(bytes) => openGrant(sodium, ORG_KEYS, TO_ORGANISATION, bytes, known), grant],
  parseAndVerifyGenesis: [(bytes) => parseAndVerifyGenesis(sodium, bytes, genesisCheck), genesis],
  parseSignedFile: [parseSignedFile, signRegistry(sodium, REGISTRY, ROOTS)],
  parseRegistry: [parseRegistry, printRegistry(REGISTRY)],
  verifyRegistry: [(bytes) => verifyRegistry(sodium, bytes, TRUST), signRegistry(sodium, REGISTRY, ROOTS)],
  parseCharter: [parseCharter, printCharter(CHARTER)],
  verifyCharter: [
    (bytes) => verifyCharter(sodium, bytes, { registry, previous: null }),
    signCharter(sodium, CHARTER, [ADMIN.sign]),
  ],
  openRow: [
    (bytes) => openRow(sodium, keyOf(1), idOf(1), bytes),
    lockRow(sodium, keyOf(1), idOf(1), random(24), fill(1, 20)),
  ],
  openLink: [
    (bytes) => openLink(sodium, keyOf(1), WEEK, SHE, bytes),
    sealLink(sodium, random, keyOf(1), WEEK, SHE, fill(1, 20)),
  ],
  openState: [
    (bytes) => openState(sodium, keyOf(1), { day: DAY, version: 1 }, SHE, bytes),
    sealState(sodium, random, keyOf(1), { day: DAY, version: 1 }, SHE, fill(1, 20)),
  ],
  openTrace: [
    (bytes) => openTrace(sodium, keyOf(1), DAY, SHE, bytes),
    sealTrace(sodium, random, keyOf(1), DAY, SHE, fill(1, 20)),
  ],
  openOutbox: [
    (bytes) => openOutbox(sodium, keyOf(1), DAY, idOf(1), bytes),
    sealOutbox(sodium, random, keyOf(1), DAY, idOf(1), fill(1, 20)),
  ],
  openReplyToken: [
    (bytes) => openReplyToken(sodium, keyOf(1), place, bytes, NOW),
    mintReplyToken(sodium, random, keyOf(1), place, { policy: "never", expiresAt: later(NOW, 1), chat: SHE }),
  ],
  unwrapSeed: [
    (bytes) => unwrapSeed(sodium, keyOf(1), idOf(1), bytes),
    wrapSeed(sodium, random, keyOf(1), { memberId: idOf(1), device: keyOf(2), kdf: 1, salt: fill(3, 16) }, keyOf(4)),
  ],
  unwrapKey: [
    (bytes) => unwrapKey(sodium, keyOf(1), { kind: 1, id: idOf(1) }, bytes),
    wrapKey(sodium, random, keyOf(1), { kind: 1, id: idOf(1) }, keyOf(2)),
  ],
  unpadBucket: [(bytes) => unpadBucket(bytes), padToBucket(fill(1, 20))],
};

/** Noise, and good bytes cut, lengthened, or with some of them overwritten. */
function damaged(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  const cut = fc.nat(good.length).map((length) => good.slice(0, length));
  const longer = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => concat(good, more));
  const overwritten = fc
    .tuple(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }))
    .map(([at, bytes]) => {
      const copy = new Uint8Array(good);
      copy.set(bytes.subarray(0, good.length - at), at);
      return copy;
    });
  return fc.oneof(fc.uint8Array({ maxLength: 300 }), cut, longer, overwritten);
}

describe("undamaged bytes", () => {
  it.each(Object.entries(READERS))("are read by %s", (_name, [read, good]) => {
    expect(() => read(good)).not.toThrow();
  });
});

describe("damaged bytes", () => {
  it.each(Object.entries(READERS))("make %s fail in a known way or not at all", (_name, [read, good]) => {
    fc.assert(
      fc.property(damaged(good), (bytes) => {
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          expect((error as Fault).code).toMatch(/^(crypto|registry)\//);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("are refused at any length", () => {
    const big = fill(255, 65_536);
    for (const [read] of Object.values(READERS)) expect(() => read(big)).toThrow(Fault);
  });
});
