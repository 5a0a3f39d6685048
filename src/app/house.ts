import { join } from "node:path";
import type { KeyEncryptionKey } from "../crypto/kek-wrap.ts";
import { loadSodium, type Sodium } from "../crypto/sodium.ts";
import { openEars } from "../distress/signs/hear-signs.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { type RandomBytes, sameBytes } from "../domain/ids.ts";
import type { Log, LogEvent } from "../domain/log-event.ts";
import { type Clock, DAY_MS, later } from "../domain/time.ts";
import type { Urgency } from "../domain/urgency.ts";
import { textsOf } from "../i18n/texts.ts";
import { KeyService, type KeyServiceParts } from "../keys/key-service.ts";
import { KeyStore } from "../keys/key-store.ts";
import type { MainStore } from "../storage/main-store.ts";
import { openMainStore } from "../storage/open-store.ts";
import { type Deployment, loadDeployment, type Recipient, type RootPins } from "./deployment.ts";
import { openFeed } from "./desk/feed.ts";
import { Openings } from "./desk/openings.ts";
import { openLiveDirectory } from "./live-directory.ts";
import { watchOutages } from "./outages.ts";
import type { Parts, Patience, Retention } from "./parts.ts";
import { personaWords } from "./persona-words.ts";

/** Where things are and how long they stay. */
export interface HouseSettings {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly kek: KeyEncryptionKey;
  readonly pins: RootPins;
  readonly localesDir: string;
  /** What the bot looks like under cover: a folder in `locales/personas`. */
  readonly persona: string;
  readonly retention: Retention;
  readonly patience: Patience;
  readonly targets: Readonly<Record<Urgency, number>>;
  readonly demo: boolean;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
}

/** Everything below the channels, open. */
export interface House {
  readonly parts: Parts;
  /** The roots that this deployment believes; its pages are told the same. */
  readonly pins: RootPins;
  /** Reads the organisations again; those in force stay when the new ones do not verify. */
  readonly reload: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** A bot's certificate is renewed in time; this is the time to say so. */
const WARN_BEFORE_MS = 14 * DAY_MS;

/** keys.db lives in a folder of its own, so that it can be a volume of its own. */
export function keysPath(dataDir: string): string {
  return join(dataDir, "keys", "keys.db");
}

/** Which cases were ended for good; to be copied off the host. */
export function ledgerPath(dataDir: string): string {
  return join(dataDir, "keys", "erased.ledger");
}

/**
 * Opens stores, keys, texts and talks. A deployment without a registry opens too: then nothing can be sealed,
 * people get numbers only, and the log says so.
 *
 * @throws {Fault} `keys/missing-store`: cases exist but their keys do not; `keys/wrong-kek`; `keys/clock-behind`;
 * `store/…`; `texts/broken`; `services/broken`.
 */
export async function openHouse(settings: HouseSettings): Promise<House> {
  const { clock, random, log, pins } = settings;
  const sodium = await loadSodium();
  const texts = textsOf(personaWords(settings));
  // Numbers of the feed begin at the clock: those of an earlier run are never met again.
  const watched = watchOutages(await openMainStore(settings.databaseUrl), clock);
  const { store, feed } = openFeed(watched.store, clock());
  const { keys, keyStore } = await openKeys(settings, sodium, store).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const live = openLiveDirectory(store, log);
  let deployment: Deployment | null = null;
  const warned = new Set<string>();

  const reload = async () => {
    await live.refresh(keys.time.now());
    try {
      deployment = await loadDeployment(sodium, store, keys, pins, log);
      for (const about of troublesOf(deployment, keys)) {
        const today = `${about} ${keys.time.today()}`;
        if (!warned.has(today)) log({ event: "warning", about });
        warned.add(today);
      }
    } catch (error) {
      log({ event: "fault", at: "start", code: codeOf(error) });
    }
    return deployment !== null;
  };
  await reload();
  const parts: Parts = {
    store,
    lastOutage: watched.lastOutage,
    feed,
    openings: new Openings(),
    keys,
    sodium,
    random,
    clock,
    log,
    texts,
    get directory() {
      return live.now().directory;
    },
    ears: openEars(),
    get talks() {
      return live.now().talks;
    },
    retention: settings.retention,
    patience: settings.patience,
    persona: settings.persona,
    targets: settings.targets,
    demo: settings.demo,
    deployment: () => {
      if (deployment === null) throw new Fault("registry/missing");
      return deployment;
    },
  };
  const deafen = feed.listen(({ what }) => void (what === "organisation" && live.refresh(keys.time.now())));
  return {
    parts,
    pins,
    reload,
    async close() {
      deafen();
      await store.close();
      keyStore.close();
    },
  };
}

async function openKeys(settings: HouseSettings, sodium: Sodium, store: MainStore) {
  const { clock, random, kek } = settings;
  // A deployment that has organisations or cases had keys; new ones beside them would hide that the old are lost.
  const isNew = (await store.counts()).cases === 0 && (await store.registryFiles()).length === 0;
  const keyStore = KeyStore.open(keysPath(settings.dataDir), { sodium, random, kek, mayCreate: isNew });
  return {
    keyStore,
    keys: keysBeside(keyStore, { sodium, random, clock, store: keyStore, ledgerPath: ledgerPath(settings.dataDir) }),
  };
}

/** The file of keys must not stay open when nothing comes of it. */
function keysBeside(keyStore: KeyStore, service: KeyServiceParts): KeyService {
  try {
    return new KeyService(service);
  } catch (error) {
    keyStore.close();
    throw error;
  }
}

type Trouble = Extract<LogEvent, { event: "warning" }>["about"];

/** What will stop new cases soon, or stops them already. Said once a day. */
function troublesOf({ registry, recipients, known }: Deployment, keys: KeyService): readonly Trouble[] {
  const soon = later(keys.time.now(), WARN_BEFORE_MS);
  const own = registry.registry.bots.find(({ publicKey }) => sameBytes(publicKey, keys.bot().keys.publicKey));
  const all = [...recipients.values()];
  const isDutyHotline = ({ organisation, route }: Recipient) => organisation.kind === "hotline" && route !== null;
  const troubles: readonly (Trouble | false)[] = [
    (!own || known("bot", own.id, soon) === null) && "no-certificate",
    registry.registry.expiresAt < soon && "registry-expires",
    all.some(({ charter }) => charter.charter.expiresAt < soon) && "charter-expires",
    !all.some(isDutyHotline) && "no-hotline",
  ];
  return troubles.filter((one) => one !== false);
}
