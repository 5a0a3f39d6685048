import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetOldSeeds } from "../../src/app/desk/rotation.ts";
import type { DeskEvent } from "../../src/browser/desk/port.ts";
import { openDeskPort } from "../../src/browser/desk/worker/desk-port.ts";
import { organisationKeys } from "../../src/browser/desk/worker/keyring.ts";
import { membersPort } from "../../src/browser/desk/worker/members.ts";
import { followCharter } from "../../src/browser/desk/worker/next-charter.ts";
import { NOTHING } from "../../src/browser/desk/worker/received.ts";
import { refreshWork } from "../../src/browser/desk/worker/refresh-work.ts";
import { charterOf } from "../../src/browser/desk/worker/trust.ts";
import type { Workplace } from "../../src/browser/desk/worker/workplace.ts";
import type { Charter } from "../../src/crypto/charter.ts";
import { signCharter } from "../../src/crypto/charter-file.ts";
import { parseAndVerifyGenesis } from "../../src/crypto/genesis.ts";
import { openGrant } from "../../src/crypto/grant.ts";
import { boxKeypair } from "../../src/crypto/keypairs.ts";
import { openOrgGrant } from "../../src/crypto/org-grant.ts";
import { joinSheets } from "../../src/crypto/recovery-kit.ts";
import { printBase64 } from "../../src/domain/base64.ts";
import { type CaseId, type MemberId, type OrganisationId, printHex, sameBytes } from "../../src/domain/ids.ts";
import { DAY_MS, HOUR_MS, later } from "../../src/domain/time.ts";
import { keepCase } from "../app/make-cases.ts";
import { type DeskRig, openDeskRig } from "./desk-rig.ts";

let rig: DeskRig;
beforeEach(async () => {
  rig = await openDeskRig();
});
afterEach(() => rig.close());

const PASSPHRASE = "восемь лодок и одна луна";
const tokenIn = (link: string) => /#invitation=([\w-]{43})$/.exec(link)?.[1] ?? "";
const charter = (place: Workplace): Charter => charterOf(place.atWork().trusted, place.atWork().organisationId).charter;

/** Whether somebody at work can open a case of her organisation, with what the server has now. */
async function opens(place: Workplace, caseId: CaseId): Promise<number> {
  const { parts } = rig.house;
  const { trusted, organisationId } = place.atWork();
  const row = await parts.store.findCase(caseId);
  const grants = await parts.store.grantsOf(caseId);
  const grant = grants.find(({ recipientId }) => sameBytes(recipientId, organisationId));
  if (row === null || grant === undefined) throw new Error("there is no such case");
  const { deployment, known } = trusted;
  const genesis = parseAndVerifyGenesis(parts.sodium, row.genesis, { deployment, caseId, known, firstSight: false });
  const keys = organisationKeys(parts.sodium, place.atWork(), grant.recipientEpoch);
  const recipient = {
    kind: "organisation",
    id: organisationId,
    epoch: grant.recipientEpoch,
    publicKey: keys.publicKey,
  } as const;
  openGrant(
    parts.sodium,
    keys,
    { ...genesis, recipient },
    parts.keys.unlockRow(caseId, grant.grantId, grant.row),
    known,
  );
  return grant.recipientEpoch;
}

/** Puts a charter before the server as an administrator's browser would, past its own checks. */
const post = (place: Workplace, file: Uint8Array, grants: readonly object[] = []) =>
  place.api.post("/charter", { file: printBase64(file), grants, names: [], invitation: null }, NOTHING);

function successor(place: Workplace, change: Partial<Charter>): Charter {
  const { hash, charter: previous } = charterOf(place.atWork().trusted, place.atWork().organisationId);
  return {
    ...previous,
    version: previous.version + 1,
    previousHash: hash,
    issuedAt: later(previous.issuedAt, 1),
    ...change,
  };
}

describe("an invited member", () => {
  it("makes her keys herself, is compared, admitted, and works", async () => {
    const admin = await rig.atWork(rig.house.members.hotline);
    const house = membersPort(admin);
    const invited = await house.invite("Дана", "staff");
    if (invited.refused !== undefined) throw new Error(invited.refused);
    expect(invited.expiresAt).toBe(rig.house.clock.now() + 72 * HOUR_MS);
    const token = tokenIn(invited.link);

    const { door } = openDeskPort(rig.world());
    const look = { organisation: "Test Hotline", kind: "hotline", role: "staff", expiresAt: invited.expiresAt };
    expect(await door.lookAtInvitation(token)).toEqual(look);
    expect(await door.enrol(token, "Дана", "слишком коротко")).toHaveProperty("fingerprint");
    const listed = await house.members();
    if (listed.refused !== undefined) throw new Error(listed.refused);
    const dana = listed.members.find(({ standing }) => standing === "waiting-for-comparison");
    expect(dana).toMatchObject({ name: "Дана", role: "staff" });
    expect(await door.lookAtInvitation(token)).toEqual({ refused: "desk/bad-invitation" });

    const memberId = dana?.memberId ?? "";
    expect(await door.unlock(memberId, "слишком коротко")).toEqual({ refused: "desk/not-allowed" });
    expect(await house.admit(memberId)).toEqual({});
    expect(await door.unlock(memberId, "слишком коротко")).toMatchObject({
      session: { memberId, role: "staff", organisation: { name: "Test Hotline" } },
    });
    expect(await house.admit(memberId)).toEqual({ refused: "desk/not-found" });
  }, 20_000);

  it("shows the administrator the very fingerprint that she reads out, and a sheet for her other device", async () => {
    const house = membersPort(await rig.atWork(rig.house.members.hotline));
    const invited = await house.invite("Дана", "admin");
    if (invited.refused !== undefined) throw new Error(invited.refused);
    const { door } = openDeskPort(rig.world());
    const made = await door.enrol(tokenIn(invited.link), "Дана", PASSPHRASE);
    if (made.refused !== undefined) throw new Error(made.refused);
    const listed = await house.members();
    if (listed.refused !== undefined) throw new Error(listed.refused);
    const dana = listed.members.at(-1);
    expect(dana?.fingerprint).toBe(made.fingerprint);
    expect(made.fingerprint).toMatch(/^(\d{5} ){5}\d{5}$/);
    expect(made.sheet.qr).toBe(`${rig.base}/desk/#sheet=${made.sheet.code.replaceAll(" ", "")}`);
    await house.admit(dana?.memberId ?? "");
    const other = openDeskPort(rig.world()).door;
    await other.bringSheet(made.sheet.code, "телефон");
    expect(await other.unlock(dana?.memberId ?? "", PASSPHRASE)).toMatchObject({ session: { role: "admin" } });
  }, 20_000);

  it("comes too late after 72 hours, and with a weak passphrase not at all", async () => {
    const house = membersPort(await rig.atWork(rig.house.members.hotline));
    const invited = await house.invite("Дана", "staff");
    if (invited.refused !== undefined) throw new Error(invited.refused);
    const { door } = openDeskPort(rig.world());
    expect(await door.enrol(tokenIn(invited.link), "Дана", "qwertyuiopasdfghjkl")).toEqual({
      refused: "desk/weak-passphrase",
    });
    rig.house.clock.pass(72 * HOUR_MS);
    expect(await door.lookAtInvitation(tokenIn(invited.link))).toEqual({ refused: "desk/bad-invitation" });
    expect(await door.lookAtInvitation("x")).toEqual({ refused: "desk/bad-invitation" });
  });

  it("is invited by administrators only", async () => {
    const other = await rig.admitted(rig.house.members.hotline, "staff");
    const house = membersPort(await rig.atWork(other));
    expect(await house.invite("Дана", "staff")).toEqual({ refused: "desk/not-allowed" });
    expect(await house.renewCharter()).toHaveProperty("refused");
  });
});

describe("a member who is removed", () => {
  it("loses her sessions and her claims; the organisation gets a new key and its cases follow, and nobody else loses anything", async () => {
    const { hotline } = rig.house.members;
    const { parts } = rig.house;
    const gone = await rig.admitted(hotline, "staff");
    const stays = await rig.admitted(hotline, "reader");
    const colleague = await rig.atWork(stays);
    const cases: CaseId[] = [];
    for (let i = 0; i < 5; i += 1) cases.push(await keepCase(parts, `70${i}`));
    const [first] = cases;
    if (first === undefined) return;
    const now = parts.keys.time.now();
    const claim = { caseId: first, memberId: gone.id, orgId: hotline.organisation, until: later(now, HOUR_MS), now };
    expect(await parts.store.commit([{ write: "claim-case", ...claim }])).toBe("done");

    const admin = await rig.atWork(hotline);
    expect(await opens(admin, first)).toBe(1);
    const told: number[] = [];
    expect(await membersPort(admin).remove(printHex(gone.id), (left) => told.push(left))).toEqual({});
    expect(told).toEqual([0]);

    expect(charter(admin)).toMatchObject({ version: 4, epoch: 2 });
    expect((await parts.store.findCase(first))?.owner).toBeNull();
    expect(await parts.store.findMember(gone.id)).toBeNull();
    await refreshWork(colleague);
    for (const caseId of cases) {
      expect(await opens(admin, caseId)).toBe(2);
      expect(await opens(colleague, caseId)).toBe(2);
      expect(
        (await parts.store.grantsOf(caseId)).filter(({ recipientId }) => sameBytes(recipientId, hotline.organisation)),
      ).toHaveLength(1);
    }
    // What comes in now is sealed to the new key only.
    expect(await opens(admin, await keepCase(parts, "799"))).toBe(2);
    expect((await parts.store.orgGrantsOf(gone.id)).map(({ epoch }) => epoch)).toEqual([1]);
  }, 20_000);

  it("hears why she is locked out when her desk looks again", async () => {
    const { hotline } = rig.house.members;
    const gone = await rig.admitted(hotline, "staff");
    const place = await rig.atWork(gone);
    const heard: DeskEvent[] = [];
    place.hear((event) => heard.push(event));
    const { trusted } = place.atWork();
    const admin = await rig.atWork(hotline);
    await membersPort(admin).remove(printHex(gone.id), () => {});
    expect(trusted).toBeDefined();
    await expect(refreshWork(place)).rejects.toThrow("desk/signed-out");
    expect(heard).toEqual([{ event: "locked", why: "signed-out" }]);
  });

  it("leaves the old seeds with the others until the last desk that knows the old key only is closed", async () => {
    const { hotline } = rig.house.members;
    const { parts, clock } = rig.house;
    const gone = await rig.admitted(hotline, "staff");
    const admin = await rig.atWork(hotline);
    const caseId = await keepCase(parts, "700");
    await membersPort(admin).remove(printHex(gone.id), () => {});
    expect(await forgetOldSeeds(parts)).toBe(0);
    clock.pass(DAY_MS + 10);
    expect(await forgetOldSeeds(parts)).toBe(1);
    expect((await parts.store.orgGrantsOf(hotline.id)).map(({ epoch }) => epoch)).toEqual([2]);
    expect(await opens(await rig.atWork(hotline), caseId)).toBe(2);
  });

  it("is not the one who removes: an organisation keeps somebody who can sign and move its cases", async () => {
    const { hotline } = rig.house.members;
    const house = membersPort(await rig.atWork(hotline));
    expect(await house.remove(printHex(hotline.id), () => {})).toEqual({ refused: "desk/not-allowed" });
    expect(await house.remove("0".repeat(32), () => {})).toEqual({ refused: "desk/not-found" });
  });

  it("keeps her colleagues' names readable under the new key", async () => {
    const admin = await rig.atWork(rig.house.members.hotline);
    const house = membersPort(admin);
    const invited = await house.invite("Дана", "staff");
    if (invited.refused !== undefined) throw new Error(invited.refused);
    await openDeskPort(rig.world()).door.enrol(tokenIn(invited.link), "Дана", PASSPHRASE);
    const listed = await house.members();
    if (listed.refused !== undefined) throw new Error(listed.refused);
    await house.admit(listed.members.at(-1)?.memberId ?? "");
    const gone = await rig.admitted(rig.house.members.hotline, "reader");
    await refreshWork(admin);
    expect(await house.remove(printHex(gone.id), () => {})).toEqual({});
    rig.house.clock.pass(DAY_MS + 10);
    expect(await forgetOldSeeds(rig.house.parts)).toBe(1);
    const again = await membersPort(await rig.atWork(rig.house.members.hotline)).members();
    if (again.refused !== undefined) throw new Error(again.refused);
    expect(again.members.map(({ name }) => name)).toContain("Дана");
    expect(again.members.map(({ standing }) => standing)).toContain("retired");
  }, 20_000);
});

describe("moving cases", () => {
  it("goes on where it was broken off, and stops at what does not open instead of turning for ever", async () => {
    const { hotline } = rig.house.members;
    const { parts } = rig.house;
    const gone = await rig.admitted(hotline, "staff");
    const admin = await rig.atWork(hotline);
    const good = await keepCase(parts, "700");
    const bad = await keepCase(parts, "701");
    const [grant] = (await parts.store.grantsOf(bad)).filter(({ recipientId }) =>
      sameBytes(recipientId, hotline.organisation),
    );
    if (grant === undefined) return;
    const noise = parts.keys.lockRow(bad, grant.grantId, parts.random(204));
    await parts.store.commit([
      { write: "erase-grant", grantId: grant.grantId },
      { write: "add-grant", grant: { ...grant, row: noise } },
    ]);
    const told: number[] = [];
    expect(await membersPort(admin).remove(printHex(gone.id), (left) => told.push(left))).toEqual({});
    expect(told).toEqual([1, 1]);
    expect(await opens(admin, good)).toBe(2);
    const listed = await membersPort(admin).members();
    expect(listed).toMatchObject({ rotation: { left: 1 } });
  });
});

describe("a charter", () => {
  it("is renewed with the same members and the same key", async () => {
    const admin = await rig.atWork(rig.house.members.hotline);
    const before = charter(admin);
    rig.house.clock.pass(5 * DAY_MS);
    const place = await rig.atWork(rig.house.members.hotline);
    expect(await membersPort(place).renewCharter()).toEqual({});
    const { version, expiresAt, members, publicKey, epoch } = charter(place);
    expect({ version, expiresAt }).toEqual({ version: 2, expiresAt: later(rig.house.clock.now(), 45 * DAY_MS) });
    expect({ members, publicKey, epoch }).toEqual({ members: before.members, publicKey: before.publicKey, epoch: 1 });
  });

  it("tells everybody at her next coming what changed in it", async () => {
    const { hotline } = rig.house.members;
    const file = await rig.file(hotline, PASSPHRASE);
    const world = rig.world();
    const { door } = openDeskPort(world);
    await door.bringFile(JSON.stringify(file), PASSPHRASE);
    await door.lock();
    const came = await rig.admitted(hotline, "admin");
    const other = await rig.atWork(came);
    const gone = await rig.admitted(hotline, "staff");
    await refreshWork(other);
    await membersPort(other).remove(printHex(gone.id), () => {});
    const again = await door.unlock(file.member, PASSPHRASE);
    expect(again).toMatchObject({
      session: {
        news: [
          { what: "member-added", who: printHex(came.id) },
          { what: "member-added", who: printHex(gone.id) },
          { what: "member-removed", who: printHex(gone.id) },
          { what: "key-changed" },
        ],
      },
    });
    await door.lock();
    expect(await door.unlock(file.member, PASSPHRASE)).toMatchObject({ session: { news: [] } });
  }, 20_000);

  it("follows the newest one, whoever signed that", async () => {
    const { hotline } = rig.house.members;
    const second = await rig.admitted(hotline, "admin");
    const [one, other] = [await rig.atWork(hotline), await rig.atWork(second)];
    expect(await membersPort(one).renewCharter()).toEqual({});
    expect(await membersPort(other).renewCharter()).toEqual({});
    expect(await membersPort(one).renewCharter()).toEqual({});
    expect(charter(one).version).toBe(5);
  });

  it("in which somebody makes herself an administrator is refused by everybody", async () => {
    const { hotline } = rig.house.members;
    const staff = await rig.admitted(hotline, "staff");
    const place = await rig.atWork(staff);
    const members = charter(place).members.map((one) =>
      sameBytes(one.id, staff.id) ? { ...one, role: "admin" as const } : one,
    );
    await expect(followCharter(place, { members })).rejects.toThrow("registry/too-few-signatures");
    const file = signCharter(rig.house.parts.sodium, successor(place, { members }), [staff.keys.sign]);
    await expect(post(place, file)).rejects.toThrow("desk/not-allowed");
    // With an administrator's session in hand it still is not signed by one.
    const admin = await rig.atWork(hotline);
    await expect(post(admin, file)).rejects.toThrow("desk/bad-request");
    expect((await rig.house.parts.store.charterFiles(hotline.organisation))[0]?.version).toBe(2);
  });

  it("of one organisation is not signed by a member of another", async () => {
    const centre = await rig.atWork(rig.house.members.centre);
    const { trusted } = centre.atWork();
    const hotline = charterOf(trusted, rig.house.members.hotline.organisation);
    const next = {
      ...hotline.charter,
      version: 2,
      previousHash: hotline.hash,
      issuedAt: later(hotline.charter.issuedAt, 1),
    };
    const file = signCharter(rig.house.parts.sodium, next, [rig.house.members.centre.keys.sign]);
    await expect(post(centre, file)).rejects.toThrow("desk/bad-request");
    const admin = await rig.atWork(rig.house.members.hotline);
    await expect(post(admin, file)).rejects.toThrow("desk/bad-request");
  });

  it.each([
    ["skips a version", { version: 3 }],
    ["names another one before it", { previousHash: new Uint8Array(32).fill(3) }],
    ["loses a member", { members: [] }],
    ["has another key in the same epoch", { publicKey: new Uint8Array(32).fill(9) as Charter["publicKey"] }],
    ["goes back in epochs", { epoch: 0 }],
  ])("that %s is refused", async (_what, change) => {
    const { hotline } = rig.house.members;
    const admin = await rig.atWork(hotline);
    const file = signCharter(rig.house.parts.sodium, successor(admin, change), [hotline.keys.sign]);
    await expect(post(admin, file)).rejects.toThrow("desk/bad-request");
  });

  it("with a new key leaves nobody without its seed", async () => {
    const { hotline } = rig.house.members;
    const admin = await rig.atWork(hotline);
    const { publicKey } = boxKeypair(rig.house.parts.sodium, rig.house.parts.random(32));
    const file = signCharter(rig.house.parts.sodium, successor(admin, { epoch: 2, publicKey }), [hotline.keys.sign]);
    await expect(post(admin, file)).rejects.toThrow("desk/bad-request");
    const to = (id: Uint8Array, at: number) => ({
      member: printHex(id),
      epoch: 2,
      grantId: at.toString(16).padStart(32, "1"),
      grant: printBase64(new Uint8Array(204)),
    });
    const all = charter(admin).members.map(({ id }, at) => to(id, at));
    await expect(post(admin, file, all.slice(1))).rejects.toThrow("desk/bad-request");
    // To nobody outside, to no key on paper that the charter does not have, and of no epoch that is still to come.
    const stranger = to(rig.house.members.centre.id, 98);
    const paper = to(hotline.organisation, 99);
    for (const one of [stranger, paper, { ...to(hotline.id, 97), epoch: 3 }]) {
      await expect(post(admin, file, [...all, one])).rejects.toThrow("desk/bad-request");
    }
    await expect(post(admin, file, all)).resolves.toEqual({});
  });
});

describe("the recovery kit", () => {
  it("opens the organisation's seeds with any two sheets, and goes along with every later key", async () => {
    const { hotline } = rig.house.members;
    const { parts } = rig.house;
    const gone = await rig.admitted(hotline, "staff");
    const admin = await rig.atWork(hotline);
    const made = await membersPort(admin).makeRecoveryKit();
    if (made.refused !== undefined) throw new Error(made.refused);
    expect(made.fingerprint).toMatch(/^(\d{5} ){5}\d{5}$/);
    await membersPort(admin).remove(printHex(gone.id), () => {});

    const [a, b, c] = made.sheets;
    for (const [one, another] of [
      [a, b],
      [c, a],
      [b, c],
    ] as const) {
      const keys = boxKeypair(parts.sodium, joinSheets(parts.sodium, one, another));
      expect(keys.publicKey).toEqual(charter(admin).recoveryPublicKey);
      const grants = await parts.store.orgGrantsOf(hotline.organisation as Uint8Array as MemberId);
      expect(grants.map(({ epoch }) => epoch)).toEqual([2, 1]);
      for (const { epoch, row } of grants) {
        const { trusted } = admin.atWork();
        const named = trusted.charters.get(printHex(hotline.organisation))?.find((one) => one.charter.epoch === epoch);
        const organisationPublicKey = named?.charter.publicKey;
        if (organisationPublicKey === undefined) throw new Error("no such epoch");
        const recipient = { kind: "recovery", id: hotline.organisation, epoch, publicKey: keys.publicKey } as const;
        const place = {
          deployment: trusted.deployment,
          organisationId: hotline.organisation as OrganisationId,
          epoch,
          organisationPublicKey,
          recipient,
        };
        const { seed } = openOrgGrant(parts.sodium, keys, place, row, trusted.known);
        expect(boxKeypair(parts.sodium, seed).publicKey).toEqual(organisationPublicKey);
      }
    }
  });
});

describe("the audit, as an administrator reads it", () => {
  it("names who did what, and holds nothing else", async () => {
    const { hotline } = rig.house.members;
    const admin = await rig.atWork(hotline);
    const house = membersPort(admin);
    await house.renewCharter();
    const page = await house.audit(null);
    if (page.refused !== undefined) throw new Error(page.refused);
    expect(page.broken).toBe(false);
    expect(page.lines.map(({ action, verified }) => [action, verified])).toEqual([
      ["charter", true],
      ["sign-in", true],
    ]);
    expect(page.lines[0]?.who).toBe(printHex(hotline.id).slice(0, 6));
    const centre = await membersPort(await rig.atWork(rig.house.members.centre)).audit(null);
    if (centre.refused !== undefined) throw new Error(centre.refused);
    expect(centre.lines.map(({ who }) => who)).toEqual([
      printHex(rig.house.members.centre.id).slice(0, 6),
      "Test Hotline",
      "Test Hotline",
    ]);
  });

  it("is broken when a record is missing, changed, out of order, or when the end that was seen is gone", async () => {
    type Page = { records: { record: string; signature: string }[] };
    const harm: { now: (page: Page) => Page } = { now: (page) => page };
    const world = rig.world({}, (path, answer) => (path.endsWith("/audit") ? harm.now(answer as Page) : answer));
    const admin = await rig.atWork(rig.house.members.hotline, world);
    const house = membersPort(admin);
    for (let i = 0; i < 3; i += 1) await house.renewCharter();
    const isBroken = async () => {
      const page = await house.audit(null);
      return page.refused ?? page.broken;
    };
    expect(await isBroken()).toBe(false);
    harm.now = ({ records }) => ({ records: records.filter((_one, i) => i !== 1) });
    expect(await isBroken()).toBe(true);
    harm.now = ({ records }) => ({ records: [...records].reverse() });
    expect(await isBroken()).toBe(true);
    harm.now = ({ records }) => ({ records: records.slice(1) });
    expect(await isBroken()).toBe(true);
    harm.now = ({ records: [first, ...rest] }) => ({
      records: [{ record: first?.record ?? "", signature: printBase64(new Uint8Array(64)) }, ...rest],
    });
    expect(await isBroken()).toBe(true);
    harm.now = (page) => page;
    expect(await isBroken()).toBe(false);
  });

  it("is not for everybody", async () => {
    const staff = await rig.admitted(rig.house.members.hotline, "staff");
    expect(await membersPort(await rig.atWork(staff)).audit(null)).toEqual({ refused: "desk/not-allowed" });
  });
});
