import { printCharter } from "../../src/crypto/charter.ts";
import { signCharter } from "../../src/crypto/charter-file.ts";
import { utf8 } from "../../src/crypto/encoding.ts";
import { entryHash, sealEntry } from "../../src/crypto/entry.ts";
import { makeGenesis } from "../../src/crypto/genesis.ts";
import { sealGrant } from "../../src/crypto/grant.ts";
import { wrapKey } from "../../src/crypto/kek-wrap.ts";
import type { Seed } from "../../src/crypto/keypairs.ts";
import { addrTag, sealLink } from "../../src/crypto/link-row.ts";
import { wrapSeed } from "../../src/crypto/member-wrap.ts";
import { type OrgGrantPlace, sealOrgGrant } from "../../src/crypto/org-grant.ts";
import { sealOutbox } from "../../src/crypto/outbox-row.ts";
import { type DeviceSecret, loginKeypair, type PassphraseRoot, type Stretch } from "../../src/crypto/passphrase.ts";
import { signRegistry } from "../../src/crypto/registry-file.ts";
import { mintReplyToken, type ReplyPath, type ReplyPlace } from "../../src/crypto/reply-token.ts";
import { lockRow } from "../../src/crypto/row-lock.ts";
import { seenId } from "../../src/crypto/seen.ts";
import { sealState, stateTag } from "../../src/crypto/state-row.ts";
import { sealTrace, traceTag } from "../../src/crypto/trace-row.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { type EntryId, type MemberId, printHex } from "../../src/domain/ids.ts";
import { DAY_MS, type DayNumber, later, type WeekNumber } from "../../src/domain/time.ts";
import {
  BOT,
  CASE,
  CASE_SEED,
  FIRST_ENTRY,
  fill,
  fixedRandom,
  idOf,
  keyOf,
  NOW,
  ORG_KEYS,
  ORG_SEED,
  PERSON,
  STAFF,
  sodium,
  TO_ORGANISATION,
} from "./fixtures.ts";
import { ADMIN, CHARTER, ORGANISATION, REGISTRY, ROOTS, staffKeys } from "./trust-fixtures.ts";

/** The inputs of the frozen formats; every one of them is also told in words in the vector file. */
export const CHAT: ChatAddress = { channel: "telegram", id: "7001234567" };
export const BODY = utf8("көмек керек");
export const WEEK = 2_810 as WeekNumber;
export const DAY = 19_675 as DayNumber;
export const REPLY_PLACE: ReplyPlace = { caseId: CASE.caseId, organisationId: ORGANISATION };
export const REPLY_PATH: ReplyPath = { policy: "when-she-writes", expiresAt: later(NOW, 30 * DAY_MS), chat: CHAT };
/** й and ё are one code point each in NFC, two in NFD. */
export const PASSPHRASE = "тихий ёжик идёт домой".normalize("NFC");
export const STRETCH: Stretch = {
  memberId: idOf<MemberId>(41),
  device: keyOf<DeviceSecret>(43),
  kdf: 1,
  salt: fill(44, 16),
};
export const MEMBER_SEED = keyOf<Seed>(111);
export const MEMBER = staffKeys(111);
export const ORG_PLACE: OrgGrantPlace = {
  deployment: CASE.deployment,
  organisationId: ORGANISATION,
  epoch: 1,
  organisationPublicKey: ORG_KEYS.publicKey,
  recipient: { kind: "member", id: idOf(41), epoch: 1, publicKey: MEMBER.box.publicKey },
};

/** Every format once, from fixed inputs and fixed "randomness": the same bytes for ever. */
export function makeFrozen(root: PassphraseRoot): Readonly<Record<string, string>> {
  const random = fixedRandom(1);
  const first = sealEntry(sodium, random, FIRST_ENTRY, BOT, { type: "intake", at: NOW, body: BODY });
  const second = {
    ...FIRST_ENTRY,
    entryId: idOf<EntryId>(10),
    seq: 2,
    previous: entryHash(sodium, CASE.caseId, 1, first),
  };
  const nonce = fill(24, 24);
  const formats: Readonly<Record<string, Uint8Array>> = {
    genesis: makeGenesis(sodium, { ...CASE, charterHash: fill(7, 32) }, BOT),
    "genesis-person": makeGenesis(sodium, { ...CASE, charterHash: fill(7, 32) }, PERSON, ORG_KEYS.publicKey),
    grant: sealGrant(sodium, random, TO_ORGANISATION, BOT, { at: NOW, scope: "full", seed: CASE_SEED }),
    "org-grant": sealOrgGrant(sodium, random, ORG_PLACE, STAFF, { at: NOW, scope: "full", seed: ORG_SEED }),
    "entry-1": first,
    "entry-2": sealEntry(sodium, random, second, STAFF, { type: "message", at: NOW, body: BODY }),
    "locked-row": lockRow(sodium, keyOf(11), idOf(12), nonce, BODY),
    "addr-tag": addrTag(sodium, keyOf(13), CHAT),
    "link-row": sealLink(sodium, random, keyOf(13), WEEK, CHAT, BODY),
    "state-tag": stateTag(sodium, keyOf(14), CHAT),
    "state-row": sealState(sodium, random, keyOf(14), { day: DAY, version: 7 }, CHAT, BODY),
    "trace-tag": traceTag(sodium, keyOf(14), CHAT),
    "trace-row": sealTrace(sodium, random, keyOf(14), DAY, CHAT, BODY),
    seen: seenId(sodium, keyOf(14), "123456789"),
    "reply-token": mintReplyToken(sodium, random, keyOf(31), REPLY_PLACE, REPLY_PATH),
    "outbox-row": sealOutbox(sodium, random, keyOf(15), DAY, idOf(16), BODY),
    "wrapped-key": wrapKey(sodium, random, keyOf(17), { kind: 3, id: idOf(18) }, fill(55, 32)),
    "passphrase-root": root,
    "login-public-key": loginKeypair(sodium, root).publicKey,
    "wrapped-seed": wrapSeed(sodium, random, root, STRETCH, MEMBER_SEED),
    registry: signRegistry(sodium, REGISTRY, ROOTS.slice(0, 2)),
    charter: signCharter(sodium, CHARTER, [ADMIN.sign]),
    "charter-body": printCharter(CHARTER),
  };
  return Object.fromEntries(Object.entries(formats).map(([name, bytes]) => [name, printHex(bytes)]));
}
