import { describe, expect, it } from "vitest";
import { type CharterBody, charterHash } from "../../src/crypto/charter.ts";
import { verifyCharter } from "../../src/crypto/charter-file.ts";
import { openChain } from "../../src/crypto/entry-chain.ts";
import { parseAndVerifyGenesis } from "../../src/crypto/genesis.ts";
import { openGrant } from "../../src/crypto/grant.ts";
import { unwrapKey } from "../../src/crypto/kek-wrap.ts";
import { openLink } from "../../src/crypto/link-row.ts";
import { unwrapSeed } from "../../src/crypto/member-wrap.ts";
import { openOrgGrant } from "../../src/crypto/org-grant.ts";
import { openOutbox } from "../../src/crypto/outbox-row.ts";
import { stretchPassphrase } from "../../src/crypto/passphrase.ts";
import { verifyRegistry } from "../../src/crypto/registry-file.ts";
import { openReplyToken } from "../../src/crypto/reply-token.ts";
import { openRow } from "../../src/crypto/row-lock.ts";
import { openState } from "../../src/crypto/state-row.ts";
import { openTrace } from "../../src/crypto/trace-row.ts";
import { type EntryId, printHex } from "../../src/domain/ids.ts";
import frozen from "../vectors/pana-v1.json" with { type: "json" };
import {
  BOT,
  CASE,
  CASE_KEYS,
  CASE_SEED,
  fill,
  hex,
  idOf,
  keyOf,
  knows,
  NOW,
  ORG_KEYS,
  ORG_SEED,
  PERSON,
  STAFF,
  sodium,
  TO_ORGANISATION,
} from "./fixtures.ts";
import {
  BODY,
  CHAT,
  DAY,
  MEMBER,
  MEMBER_SEED,
  makeFrozen,
  ORG_PLACE,
  PASSPHRASE,
  REPLY_PATH,
  REPLY_PLACE,
  STRETCH,
  WEEK,
} from "./frozen-formats.ts";
import { CHARTER, REGISTRY, TRUST } from "./trust-fixtures.ts";

const { formats } = frozen;
const known = knows(BOT, STAFF);
const check = { deployment: CASE.deployment, caseId: CASE.caseId, known, firstSight: true };

describe("bytes that were stored by the first version", () => {
  it("are made again exactly, with the passphrase in either composition", async () => {
    const root = await stretchPassphrase(sodium, PASSPHRASE.normalize("NFD"), STRETCH);
    expect(makeFrozen(root)).toEqual(formats);
    expect(unwrapSeed(sodium, root, STRETCH.memberId, hex(formats["wrapped-seed"]))).toEqual(MEMBER_SEED);
  });

  it("still open: genesis and grants", () => {
    expect(parseAndVerifyGenesis(sodium, hex(formats.genesis), check)).toMatchObject(CASE);
    const own = parseAndVerifyGenesis(sodium, hex(formats["genesis-person"]), check);
    expect(own.person?.sign).toEqual(PERSON.keys.publicKey);
    expect(openGrant(sodium, ORG_KEYS, TO_ORGANISATION, hex(formats.grant), known).seed).toEqual(CASE_SEED);
    expect(openOrgGrant(sodium, MEMBER.box, ORG_PLACE, hex(formats["org-grant"]), known).seed).toEqual(ORG_SEED);
  });

  it("still open: a chain of entries", () => {
    const rows = [
      { entryId: idOf<EntryId>(9), seq: 1, sealed: hex(formats["entry-1"]) },
      { entryId: idOf<EntryId>(10), seq: 2, sealed: hex(formats["entry-2"]) },
    ];
    const { links } = openChain(sodium, CASE_KEYS, CASE, rows, known);
    expect(links.map((link) => link.ok && link.entry)).toMatchObject([
      { type: "intake", authorKind: "bot", at: NOW, body: BODY },
      { type: "message", authorKind: "staff", at: NOW, body: BODY },
    ]);
  });

  it("still open: rows", () => {
    const state = { day: DAY, version: 7 };
    expect(openRow(sodium, keyOf(11), idOf(12), hex(formats["locked-row"]))).toEqual(BODY);
    expect(openLink(sodium, keyOf(13), WEEK, CHAT, hex(formats["link-row"]))).toEqual(BODY);
    expect(openState(sodium, keyOf(14), state, CHAT, hex(formats["state-row"]))).toEqual(BODY);
    expect(openTrace(sodium, keyOf(14), DAY, CHAT, hex(formats["trace-row"]))).toEqual(BODY);
    expect(openOutbox(sodium, keyOf(15), DAY, idOf(16), hex(formats["outbox-row"]))).toEqual(BODY);
    expect(openReplyToken(sodium, keyOf(31), REPLY_PLACE, hex(formats["reply-token"]), NOW)).toEqual(REPLY_PATH);
    const place = { kind: 3, id: idOf(18) };
    expect(unwrapKey(sodium, keyOf(17), place, hex(formats["wrapped-key"]))).toEqual(fill(55, 32));
  });

  it("are still accepted: registry and charter", () => {
    const registry = verifyRegistry(sodium, hex(formats.registry), TRUST);
    expect(registry.registry).toEqual(REGISTRY);
    const charter = verifyCharter(sodium, hex(formats.charter), { registry, previous: null });
    expect(charter.charter).toEqual(CHARTER);
    expect(printHex(charter.hash)).toBe(printHex(charterHash(sodium, hex(formats["charter-body"]) as CharterBody)));
  });
});
