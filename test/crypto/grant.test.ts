import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, enc, u8, u64 } from "../../src/crypto/encoding.ts";
import { sealEnvelope } from "../../src/crypto/envelope.ts";
import { type GrantPlace, openGrant, sealGrant } from "../../src/crypto/grant.ts";
import { boxKeypair, keyId, newSeed, type Seed } from "../../src/crypto/keypairs.ts";
import { type OrgGrantPlace, openOrgGrant, sealOrgGrant } from "../../src/crypto/org-grant.ts";
import type { GrantContent, Recipient } from "../../src/crypto/seed-grant.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import {
  BOT,
  CASE,
  CASE_KEYS,
  CASE_SEED,
  idOf,
  keyOf,
  knows,
  NOW,
  ORG_KEYS,
  ORG_SEED,
  random,
  STAFF,
  STRANGER,
  sodium,
  spoilt,
  TO_ORGANISATION,
} from "./fixtures.ts";

const CONTENT: GrantContent = { at: NOW, scope: "full", seed: CASE_SEED };
const seal = () => sealGrant(sodium, random, TO_ORGANISATION, BOT, CONTENT);
const open = (grant: Uint8Array, place: GrantPlace = TO_ORGANISATION, known = knows(BOT)) =>
  openGrant(sodium, ORG_KEYS, place, grant, known);
const toRecipient = (change: Partial<Recipient>): GrantPlace => ({
  ...TO_ORGANISATION,
  recipient: { ...TO_ORGANISATION.recipient, ...change },
});

describe("the grant of a case", () => {
  it("hands over the seed in 204 bytes", () => {
    for (const scope of ["full", "read-only", "packet"] as const) {
      const grant = sealGrant(sodium, random, TO_ORGANISATION, BOT, { ...CONTENT, scope });
      expect(grant.length).toBe(204);
      expect(open(grant)).toMatchObject({ ...CONTENT, scope, granterKind: "bot" });
    }
  });

  it("does not open after any one byte changes", () => {
    const grant = seal();
    fc.assert(
      fc.property(fc.nat(203), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(() => open(spoilt(grant, at, flip))).toThrow(/^crypto\/(cannot-open|malformed)$/);
      }),
    );
  });

  it.each<[string, GrantPlace]>([
    ["another case", { ...TO_ORGANISATION, caseId: idOf(60) }],
    ["another deployment", { ...TO_ORGANISATION, deployment: idOf(50) }],
    ["another epoch of the case", { ...TO_ORGANISATION, epoch: 2 }],
    ["another case key", { ...TO_ORGANISATION, casePublicKey: ORG_KEYS.publicKey }],
    ["another recipient", toRecipient({ id: idOf(80) })],
    ["another kind of recipient", toRecipient({ kind: "team" })],
    ["another epoch of the recipient", toRecipient({ epoch: 2 })],
  ])("does not open as that of %s", (_what, place) => {
    expect(() => open(seal(), place)).toThrow("crypto/wrong-context");
  });

  it("does not open with another key", () => {
    expect(() => openGrant(sodium, CASE_KEYS, TO_ORGANISATION, seal(), knows(BOT))).toThrow("crypto/cannot-open");
  });

  it("is refused from somebody who is not in office", () => {
    expect(() => open(seal(), TO_ORGANISATION, knows(STAFF))).toThrow("crypto/unknown-signer");
    expect(() => open(seal(), TO_ORGANISATION, (_kind, _id, at) => (at === NOW ? null : BOT.keys.publicKey))).toThrow(
      "crypto/unknown-signer",
    );
    const asBot = { kind: "bot", keys: STRANGER.keys } as const;
    const impostor = sealGrant(sodium, random, TO_ORGANISATION, asBot, CONTENT);
    expect(() => open(impostor, TO_ORGANISATION, () => BOT.keys.publicKey)).toThrow("crypto/unknown-signer");
  });

  it("cannot be made with a seed of another case", () => {
    const seed = newSeed(random);
    expect(() => sealGrant(sodium, random, TO_ORGANISATION, BOT, { ...CONTENT, seed })).toThrow(
      "crypto/grant-key-mismatch",
    );
  });

  it("is refused when a signer in office handed out another seed", () => {
    expect(() => open(handmade(keyOf<Seed>(66), 1))).toThrow("crypto/grant-key-mismatch");
    expect(open(handmade(CASE_SEED, 1)).scope).toBe("full");
  });

  it("is refused with a scope that does not exist, or with something behind it", () => {
    expect(() => open(handmade(CASE_SEED, 4))).toThrow("crypto/malformed");
    expect(() => open(handmade(CASE_SEED, 0))).toThrow("crypto/malformed");
    expect(() => open(handmade(CASE_SEED, 1, 1))).toThrow("crypto/malformed");
  });
});

/** A grant by the bot, put together here so that its contents may be wrong. */
function handmade(seed: Seed, scope: number, surplus = 0): Uint8Array {
  const { recipient } = TO_ORGANISATION;
  const context = enc(
    "grant-ctx",
    CASE.deployment,
    CASE.caseId,
    Uint8Array.of(0, 1),
    CASE.casePublicKey,
    u8(1),
    recipient.id,
    Uint8Array.of(0, 0, 0, 1),
  );
  const head = concat(u8(1), keyId(sodium, BOT.keys.publicKey), u64(NOW), u8(scope));
  const message = enc("grant", context, recipient.publicKey, head, seed);
  const signature = sodium.crypto_sign_detached(message, BOT.keys.secretKey);
  return sealEnvelope(
    sodium,
    random,
    recipient.publicKey,
    context,
    concat(head, seed, signature, new Uint8Array(surplus)),
  );
}

describe("the grant of an organisation's key to a member", () => {
  const member = boxKeypair(sodium, keyOf(40));
  const place: OrgGrantPlace = {
    deployment: CASE.deployment,
    organisationId: idOf(8),
    epoch: 3,
    organisationPublicKey: ORG_KEYS.publicKey,
    recipient: { kind: "member", id: idOf(41), epoch: 1, publicKey: member.publicKey },
  };
  const content: GrantContent = { at: (NOW + 1) as UnixMs, scope: "full", seed: ORG_SEED };
  const sealed = sealOrgGrant(sodium, random, place, STAFF, content);
  const openAt = (where: OrgGrantPlace, known = knows(STAFF)) => openOrgGrant(sodium, member, where, sealed, known);

  it("hands over the organisation's seed", () => {
    expect(sealed.length).toBe(204);
    expect(openAt(place)).toMatchObject({ ...content, granterKind: "staff" });
  });

  it("opens for no other organisation, epoch or member, and from nobody else", () => {
    expect(() => openAt({ ...place, organisationId: idOf(9) })).toThrow("crypto/wrong-context");
    expect(() => openAt({ ...place, epoch: 4 })).toThrow("crypto/wrong-context");
    expect(() => openAt({ ...place, recipient: { ...place.recipient, id: idOf(42) } })).toThrow("crypto/wrong-context");
    expect(() => openAt(place, knows(BOT))).toThrow("crypto/unknown-signer");
  });

  it("is never taken for the grant of a case", () => {
    const asCase = {
      ...CASE,
      caseId: idOf<typeof CASE.caseId>(8),
      casePublicKey: ORG_KEYS.publicKey,
      recipient: place.recipient,
    };
    expect(() => openGrant(sodium, member, asCase, sealed, knows(STAFF))).toThrow("crypto/wrong-context");
  });

  it("cannot be made with another seed", () => {
    const wrong = { ...content, seed: CASE_SEED };
    expect(() => sealOrgGrant(sodium, random, place, STAFF, wrong)).toThrow("crypto/grant-key-mismatch");
  });
});
