import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  certifyBot,
  foundOrganisation,
  type NewMember,
  newMember,
  nextRegistry,
  registerOrganisation,
  routeWrite,
} from "../../src/app/founding.ts";
import { type House, type HouseSettings, openHouse } from "../../src/app/house.ts";
import type { Parts } from "../../src/app/parts.ts";
import type { KeyEncryptionKey } from "../../src/crypto/kek-wrap.ts";
import { newSeed, type SignKeypair, signKeypair } from "../../src/crypto/keypairs.ts";
import { type VerifiedRegistry, verifyRegistry } from "../../src/crypto/registry-file.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import type { OrganisationId, RandomBytes } from "../../src/domain/ids.ts";
import type { LogEvent } from "../../src/domain/log-event.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import type { Write } from "../../src/storage/writes.ts";
import { tempDir } from "./temp-dir.ts";

/** A clock that stands still until it is moved. */
export interface TestClock {
  readonly now: () => UnixMs;
  readonly set: (at: number) => void;
  readonly pass: (ms: number) => void;
}

/** A clock that begins at this moment. */
export function testClock(start: number = TEST_NOW): TestClock {
  let at = start;
  return {
    now: () => at as UnixMs,
    set: (moment) => {
      at = moment;
    },
    pass: (ms) => {
      at += ms;
    },
  };
}

/** A member of staff: enough to begin a session. Her seed is not under a passphrase, which would cost half a second. */
export interface TestMember {
  readonly id: NewMember["id"];
  readonly keys: NewMember["keys"];
  readonly seed: NewMember["seed"];
  readonly organisation: OrganisationId;
  readonly name: string;
}

type Role = (typeof ORGANISATIONS)[number]["role"];
type Colleague = (typeof COLLEAGUES)[number]["who"];

/** A house with real files, which must be closed. */
export interface TestHouse {
  readonly house: House;
  readonly parts: Parts;
  readonly clock: TestClock;
  /**
   * The administrators of the two hotlines (the crisis centre stands behind the first), of the crisis centre and of the
   * police desk; two operators and a reader of the first hotline.
   */
  readonly members: Readonly<Record<Role | Colleague, TestMember>>;
  readonly dataDir: string;
  /** What was logged, over restarts too. */
  readonly log: readonly LogEvent[];
  readonly mainDb: string;
  readonly keysDb: string;
  /**
   * Closes the stores and opens them again on the same files, or beside another main store. The old parts are of no use
   * any more.
   */
  readonly restart: (databaseUrl?: string) => Promise<TestHouse>;
  readonly close: () => Promise<void>;
}

export interface TestHouseOptions {
  /** Where the clock stands; noon of a Wednesday unless told. */
  readonly now?: number;
  readonly retention?: HouseSettings["retention"];
  readonly demo?: boolean;
  readonly persona?: string;
  /** An empty PostgreSQL database; a file of SQLite unless told. */
  readonly databaseUrl?: string;
}

/** Noon, UTC, of Wednesday 3 June 2026. */
export const TEST_NOW: number = Date.UTC(2026, 5, 3, 12);

const LOCALES = fileURLToPath(new URL("../../locales", import.meta.url));
const ORGANISATIONS = [
  { role: "hotline", name: "Test Hotline", kind: "hotline", routeKind: "hotline", regions: [], staffChat: "-1001" },
  {
    role: "secondHotline",
    name: "Turkistan Hotline",
    kind: "hotline",
    routeKind: "hotline",
    regions: ["KZ-61"],
    staffChat: null,
  },
  {
    role: "centre",
    name: "Test Centre",
    kind: "crisis-centre",
    routeKind: "crisis_centre",
    regions: [],
    staffChat: null,
  },
  { role: "police", name: "Test Police Desk", kind: "police", routeKind: "police", regions: [], staffChat: null },
] as const;

const COLLEAGUES = [
  { who: "operator", role: "staff" },
  { who: "secondOperator", role: "staff" },
  { who: "reader", role: "reader" },
] as const;

/** The platform's generator. */
const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** Opens a founded house in a fresh folder: real SQLite files, real keys, four organisations, a clock that is moved by hand. */
export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const sodium = await loadSodium();
  const folder = await tempDir();
  const clock = testClock(options.now);
  const log: LogEvent[] = [];
  const root = signKeypair(sodium, newSeed(random));
  const settings: HouseSettings = {
    dataDir: folder.path,
    databaseUrl: options.databaseUrl ?? `sqlite:${join(folder.path, "main.db")}`,
    kek: random(32) as KeyEncryptionKey,
    pins: { keys: [root.publicKey], threshold: 1 },
    localesDir: LOCALES,
    persona: options.persona ?? "pharmacy",
    patience: { idle: 10 * MINUTE_MS, sweep: DAY_MS, erase: 3 * DAY_MS },
    retention: options.retention ?? { untouchedDays: 30, closedDays: 90 },
    targets: { immediate: 2 * MINUTE_MS, high: 15 * MINUTE_MS, medium: 4 * HOUR_MS, low: DAY_MS },
    demo: options.demo ?? false,
    clock: clock.now,
    random,
    log: (entry) => log.push(entry),
  };
  const first = await openHouse(settings);
  const members = await found(first, root);
  await first.reload();
  log.length = 0; // Until the organisations were there it said that they are missing.

  const around = (house: House): TestHouse => ({
    house,
    parts: house.parts,
    clock,
    members,
    dataDir: folder.path,
    log,
    mainDb: join(folder.path, "main.db"),
    keysDb: join(folder.path, "keys", "keys.db"),
    restart: async (databaseUrl = settings.databaseUrl) => {
      await house.close();
      return around(await openHouse({ ...settings, databaseUrl }));
    },
    close: async () => {
      await house.close();
      await rm(folder.path, { recursive: true, force: true, maxRetries: 3 });
    },
  });
  return around(first);
}

/** As the ceremony does it, but with seeds in hand. */
async function found(house: House, root: SignKeypair): Promise<TestHouse["members"]> {
  const { sodium, keys, store } = house.parts;
  const now = keys.time.now();
  const ceremony = { sodium, random, now, root };
  const trust = { pins: [root.publicKey], threshold: 1, previous: null, now };
  let registry: VerifiedRegistry | null = null;
  const extend = async (add: Parameters<typeof nextRegistry>[2]): Promise<VerifiedRegistry> => {
    const write = nextRegistry(ceremony, registry, add);
    if (write.write !== "add-registry") throw new Error("not a registry");
    await mustKeep(store, [write]);
    return verifyRegistry(sodium, write.file, trust);
  };

  const made = ORGANISATIONS.map((one) => {
    const admin = newMember(sodium, random);
    return { ...one, admin, registered: registerOrganisation(random, { name: one.name, kind: one.kind, admin }) };
  });
  for (const { registered } of made) registry = await extend({ organisation: registered });
  registry = await extend({ bot: certifyBot(sodium, keys.bot().keys.publicKey, now) });

  const centre = made.find(({ role }) => role === "centre")?.registered.id ?? null;
  const members = new Map<string, TestMember>();
  for (const { role, name, routeKind, regions, staffChat, admin, registered } of made) {
    const backupOrgId = role === "hotline" ? centre : null;
    const colleagues = role === "hotline" ? COLLEAGUES : [];
    const others = colleagues.map((one) => ({ ...one, member: newMember(sodium, random) }));
    await mustKeep(store, [
      ...foundOrganisation(ceremony, registry, registered, [{ member: admin, role: "admin" }, ...others]),
      routeWrite({ orgId: registered.id, kind: routeKind, regions, backupOrgId, staffChat }),
    ]);
    members.set(role, { ...admin, organisation: registered.id, name });
    for (const { who, member } of others) members.set(who, { ...member, organisation: registered.id, name });
  }
  const names = [...ORGANISATIONS.map(({ role }) => role), ...COLLEAGUES.map(({ who }) => who)];
  return Object.fromEntries(names.map((name) => [name, members.get(name)])) as TestHouse["members"];
}

async function mustKeep(store: Parts["store"], writes: readonly Write[]): Promise<void> {
  if ((await store.commit(writes)) !== "done") throw new Error("the organisations could not be founded");
}
