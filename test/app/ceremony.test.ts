import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addOrganisation, type NewOrganisation, type WantedOrganisation } from "../../src/app/add-organisation.ts";
import { type Deployment, loadDeployment, recipientOf, routeTo } from "../../src/app/deployment.ts";
import { organisationCards } from "../../src/app/desk/organisations.ts";
import { type NewMember, newMember } from "../../src/app/founding.ts";
import { type House, type HouseSettings, openHouse } from "../../src/app/house.ts";
import { openMembership } from "../../src/app/membership.ts";
import { newestRegistry, renewRegistry } from "../../src/app/newest-registry.ts";
import { admitMember, nextCharter, openAdministrator } from "../../src/app/next-charter.ts";
import { platformRandom } from "../../src/app/random.ts";
import type { KeyEncryptionKey } from "../../src/crypto/kek-wrap.ts";
import { keyId, newSeed, type SignKeypair, signKeypair } from "../../src/crypto/keypairs.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import { type OrganisationId, printHex, sameBytes } from "../../src/domain/ids.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import { helpNear } from "../../src/services/help-near.ts";
import type { Write } from "../../src/storage/writes.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";

const START = Date.UTC(2026, 5, 3, 12) as UnixMs;
const LOCALES = join(import.meta.dirname, "../../locales");
const sodium = await loadSodium();
const random = platformRandom();
const HOTLINE: WantedOrganisation = {
  name: "Сенім",
  kind: "hotline",
  regions: [],
  backup: null,
  staffChat: null,
  town: null,
  serviceId: null,
};

let folder: TempDir;
let now: UnixMs;
let root: SignKeypair;
let settings: HouseSettings;
let house: House;

beforeEach(async () => {
  folder = await tempDir();
  now = START;
  root = signKeypair(sodium, newSeed(random));
  settings = {
    dataDir: folder.path,
    databaseUrl: `sqlite:${join(folder.path, "main.db")}`,
    kek: random(32) as KeyEncryptionKey,
    pins: { keys: [root.publicKey], threshold: 1 },
    localesDir: LOCALES,
    persona: "pharmacy",
    patience: { idle: 600_000, sweep: 86_400_000, erase: 259_200_000 },
    retention: { untouchedDays: 30, closedDays: 90 },
    targets: { immediate: MINUTE_MS, high: HOUR_MS, medium: HOUR_MS, low: DAY_MS },
    demo: false,
    clock: () => now,
    random,
    log: () => {},
  };
  house = await openHouse(settings);
});

afterEach(async () => {
  await house.close();
  await folder.remove();
});

const keep = (writes: readonly Write[]) => house.parts.store.commit(writes);

/** What the server would see: everything read again and verified against the pin. */
const load = (): Promise<Deployment> => loadDeployment(sodium, house.parts.store, house.parts.keys, settings.pins);

/** Adds an organisation, keeps it, and lets the house see it. */
async function add(change: Partial<WantedOrganisation> = {}): Promise<NewOrganisation> {
  const added = await addOrganisation(house.parts, settings.pins, root, { ...HOTLINE, ...change });
  expect(await keep(added.writes)).toBe("done");
  expect(await house.reload()).toBe(true);
  return added;
}

async function admit(admin: NewMember, role: "admin" | "staff" | "reader" = "staff"): Promise<NewMember> {
  const member = newMember(sodium, random);
  expect(await keep(admitMember(house.parts, await openAdministrator(house.parts, admin), member, role))).toBe("done");
  await house.reload();
  return member;
}

async function retire(admin: NewMember, gone: NewMember): Promise<void> {
  const opened = await openAdministrator(house.parts, admin);
  const members = opened.membership.organisation.charter.charter.members.map((one) =>
    sameBytes(one.id, gone.id) ? { ...one, standing: "retired" as const } : one,
  );
  await keep([nextCharter(house.parts, opened, members).write]);
  await house.reload();
}

const charterOf = async (id: OrganisationId) => recipientOf(await load(), id).charter.charter;
const session = (who: NewMember) => openMembership(house.parts, who);
const begins = (who: NewMember) => session(who).then(() => "in");

describe("the first organisation", () => {
  it("says where it is and which service, and nothing of its room", async () => {
    const { organisation } = await add({ town: "kz-71-astana", serviceId: "kz-71-umit" });
    const [card] = await organisationCards(house.parts);
    expect(card).toMatchObject({ town: "kz-71-astana", serviceId: "kz-71-umit", intake: "unknown", intakeAt: null });
    expect(card?.id).toBe(printHex(organisation.id));
    const { services } = helpNear(house.parts.directory, { region: "KZ-71" }, "women");
    expect(services.find(({ service }) => service.id === "kz-71-umit")?.intake).toBe("unknown");
  });

  it("is added to a house without a registry, and the pin accepts everything", async () => {
    await expect(load()).rejects.toThrow("registry/missing");
    const { organisation } = await add({ regions: ["KZ-71", "KZ-11"], staffChat: "-1001" });
    const deployment = await load();
    expect(deployment.registry.registry.version).toBe(1);
    const found = recipientOf(deployment, organisation.id);
    expect(found.charter.charter.version).toBe(1);
    expect(found.route).toMatchObject({ kind: "hotline", regions: ["KZ-71", "KZ-11"], staffChat: "-1001" });
  });

  it("brings the certificate of the bot, and the second one does not change it", async () => {
    await add();
    const [first] = (await load()).registry.registry.bots;
    expect(first?.publicKey).toEqual(house.parts.keys.bot().keys.publicKey);
    now = later(now, DAY_MS);
    await add({ name: "Вторая линия" });
    expect((await load()).registry.registry.bots).toEqual([first]);
  });

  it("lets its administrator in, and nobody whom the charter does not know", async () => {
    const { admin, organisation } = await add();
    expect((await session(admin)).organisation.organisation.id).toEqual(organisation.id);
    await expect(begins(newMember(sodium, random))).rejects.toThrow("case/not-yours");
  });

  it("is not kept in halves: with an older registry in hand nothing of it is written", async () => {
    const late = await addOrganisation(house.parts, settings.pins, root, HOTLINE);
    const { organisation } = await add({ name: "Быстрее" });
    expect(await keep(late.writes)).toBe("conflict");
    expect([...(await load()).recipients.values()].map((one) => one.organisation.id)).toEqual([organisation.id]);
    expect(await house.parts.store.findMember(late.admin.id)).toBeNull();
    expect(await house.parts.store.charterFiles(late.organisation.id)).toEqual([]);
  });
});

describe("the registry", () => {
  it("is chained: each version names the hash of the one before", async () => {
    await add();
    const before = await newestRegistry(house.parts, settings.pins);
    await add({ name: "Вторая линия", kind: "crisis-centre" });
    const after = await newestRegistry(house.parts, settings.pins);
    expect(after?.registry.previousHash).toEqual(before?.hash);
    expect(after?.registry.organisations.map(({ name }) => name)).toEqual(["Сенім", "Вторая линия"]);
    expect(after?.registry.deployment).toEqual(before?.registry.deployment);
  });

  it("is not signed by a root that is not pinned here, before there is one and after", async () => {
    const other = signKeypair(sodium, newSeed(random));
    const wrong = () => addOrganisation(house.parts, settings.pins, other, HOTLINE);
    await expect(wrong()).rejects.toThrow("registry/unknown-root");
    await add();
    await expect(wrong()).rejects.toThrow("registry/unknown-root");
    await expect(renewRegistry(house.parts, settings.pins, other)).rejects.toThrow("registry/unknown-root");
  });

  it("is not signed by a pinned root that the version before does not name", async () => {
    await add();
    const other = signKeypair(sodium, newSeed(random));
    const both = { keys: [root.publicKey, other.publicKey], threshold: 1 };
    await expect(addOrganisation(house.parts, both, other, HOTLINE)).rejects.toThrow("registry/unknown-root");
  });

  it("needs as many roots as the pin says", async () => {
    const pins = { keys: settings.pins.keys, threshold: 2 };
    await expect(addOrganisation(house.parts, pins, root, HOTLINE)).rejects.toThrow("registry/too-few-signatures");
  });

  it("is not continued from an older one than was in force here", async () => {
    house.parts.keys.mustNotGoBack("registry", 7);
    await expect(addOrganisation(house.parts, settings.pins, root, HOTLINE)).rejects.toThrow("registry/rollback");
  });

  it("takes only a hotline or a centre in office as a backup, never the police", async () => {
    const police = await add({ name: "Полиция", kind: "police" });
    const centre = await add({ name: "Центр", kind: "crisis-centre", backup: null });
    const unknown = random(16) as OrganisationId;
    for (const backup of [police.organisation.id, unknown]) {
      await expect(add({ backup })).rejects.toThrow("registry/bad-backup");
    }
    const { organisation } = await add({ backup: centre.organisation.id });
    expect(recipientOf(await load(), organisation.id).route?.backupOrgId).toEqual(centre.organisation.id);
  });
});

describe("renewing", () => {
  it("works after the registry has expired, and the bot is in office again", async () => {
    await add();
    now = later(now, 91 * DAY_MS);
    const expired = await load();
    expect(routeTo(expired, "hotline", null, now)).toBeNull();
    const { write } = await renewRegistry(house.parts, settings.pins, root);
    expect(await keep([write])).toBe("done");
    const { known } = await load();
    const { publicKey } = house.parts.keys.bot().keys;
    expect(known("bot", keyId(sodium, publicKey), now)).toEqual(publicKey);
  });

  it("leaves true what the bot signed before", async () => {
    await add();
    now = later(now, 80 * DAY_MS);
    await keep([(await renewRegistry(house.parts, settings.pins, root)).write]);
    const { known, registry } = await load();
    const { publicKey } = house.parts.keys.bot().keys;
    expect(registry.registry.bots).toHaveLength(1);
    for (const at of [START, later(START, 79 * DAY_MS), later(START, 169 * DAY_MS)]) {
      expect(known("bot", keyId(sodium, publicKey), at)).toEqual(publicKey);
    }
    expect(known("bot", keyId(sodium, publicKey), later(START, 171 * DAY_MS))).toBeNull();
  });

  it("is refused while there is nothing to renew", async () => {
    await expect(renewRegistry(house.parts, settings.pins, root)).rejects.toThrow("registry/missing");
  });

  it("of a charter gives it a new term with the same key and the same members", async () => {
    const { admin, organisation } = await add();
    const before = await charterOf(organisation.id);
    now = later(now, 60 * DAY_MS);
    await keep([nextCharter(house.parts, await openAdministrator(house.parts, admin)).write]);
    const { version, expiresAt, members, publicKey } = await charterOf(organisation.id);
    expect({ version, expiresAt, members, publicKey }).toEqual({
      version: 2,
      expiresAt: later(now, 45 * DAY_MS),
      members: before.members,
      publicKey: before.publicKey,
    });
  });
});

describe("a new member", () => {
  it("stands in the next charter, holds the organisation's key, and may work", async () => {
    const { admin, organisation } = await add();
    now = later(now, DAY_MS);
    const member = await admit(admin);
    const { version, members } = await charterOf(organisation.id);
    expect({ version, roles: members.map(({ role }) => role) }).toEqual({ version: 2, roles: ["admin", "staff"] });
    expect((await session(member)).organisationSeed).toEqual((await session(admin)).organisationSeed);
    const known = (await load()).known("staff", keyId(sodium, member.keys.sign.publicKey), now);
    expect(known).toEqual(member.keys.sign.publicKey);
  });

  it("is admitted by an administrator only", async () => {
    const { admin } = await add();
    const staff = await admit(admin);
    await expect(openAdministrator(house.parts, staff)).rejects.toThrow("case/not-yours");
  });

  it("who is an administrator may admit the next one, and the chain of three charters holds", async () => {
    const { admin, organisation } = await add();
    const second = await admit(admin, "admin");
    const third = await admit(second, "reader");
    expect((await charterOf(organisation.id)).version).toBe(3);
    expect((await session(third)).listed.role).toBe("reader");
  });

  it("does not get in with an old member's id and keys of her own", async () => {
    const { admin } = await add();
    const intruder = newMember(sodium, random);
    await expect(begins({ ...intruder, id: admin.id })).rejects.toThrow("case/not-yours");
  });

  it("of one organisation does not belong to another", async () => {
    const first = await add();
    const second = await add({ name: "Центр", kind: "crisis-centre" });
    const member = await admit(first.admin);
    expect((await session(member)).organisation.organisation.id).not.toEqual(second.organisation.id);
  });
});

describe("a member who was removed", () => {
  it("does not get in any more, and signs for nobody from then on", async () => {
    const { admin } = await add();
    const member = await admit(admin);
    expect(await begins(member)).toBe("in");
    const before = now;
    now = later(now, DAY_MS);
    await retire(admin, member);
    await expect(begins(member)).rejects.toThrow("case/not-yours");
    const { known } = await load();
    const id = keyId(sodium, member.keys.sign.publicKey);
    expect(known("staff", id, before)).toEqual(member.keys.sign.publicKey);
    expect(known("staff", id, now)).toBeNull();
  });

  it("cannot sign charters any more, even as a former administrator", async () => {
    const { admin } = await add();
    const second = await admit(admin, "admin");
    const opened = await openAdministrator(house.parts, second);
    now = later(now, DAY_MS);
    await retire(admin, second);
    await expect(openAdministrator(house.parts, second)).rejects.toThrow("case/not-yours");
    const { organisation } = await openAdministrator(house.parts, admin).then(({ membership }) => membership);
    const forged = { ...opened, membership: { ...opened.membership, organisation } };
    expect(() => nextCharter(house.parts, forged)).toThrow("registry/too-few-signatures");
  });

  it("cannot be left out of the charter as if she had never been there", async () => {
    const { admin } = await add();
    await admit(admin);
    const opened = await openAdministrator(house.parts, admin);
    const [only] = opened.membership.organisation.charter.charter.members;
    expect(() => nextCharter(house.parts, opened, only ? [only] : [])).toThrow("registry/fork");
  });
});
