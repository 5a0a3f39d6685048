import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asKey } from "../crypto/keypairs.ts";
import { Fault } from "../domain/faults.ts";
import { parseHex } from "../domain/ids.ts";
import type { Log } from "../domain/log-event.ts";
import type { Secret } from "../domain/secret.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../domain/time.ts";
import type { HouseSettings } from "./house.ts";
import { platformRandom } from "./random.ts";

/** The part of the configuration that the house is built from. */
export interface HouseConfig {
  readonly demo: boolean;
  readonly DATA_DIR: string;
  readonly DATABASE_URL?: Secret | undefined;
  readonly KEY_ENCRYPTION_KEY?: Secret | undefined;
  readonly ROOT_PUBLIC_KEYS?: string | undefined;
  readonly ROOT_THRESHOLD: number;
  readonly PERSONA: string;
  readonly IDLE_MINUTES: number;
  readonly SWEEP_HOURS: number;
  readonly ERASE_HOURS: number;
  readonly RETAIN_UNTOUCHED_DAYS: number;
  readonly RETAIN_CLOSED_DAYS: number;
  readonly DEADLINE_IMMEDIATE_MINUTES: number;
  readonly DEADLINE_HIGH_MINUTES: number;
  readonly DEADLINE_MEDIUM_MINUTES: number;
  readonly DEADLINE_LOW_MINUTES: number;
}

const KEY_BYTES = 32;

/** The folder of the demo, inside that of everything else. */
export function demoDir(config: Pick<HouseConfig, "DATA_DIR">): string {
  return join(config.DATA_DIR, "demo");
}

/** From the environment to a house. A demo keeps to its own folder with keys of its own, so that it cannot touch anything real. */
export function houseSettings(config: HouseConfig, localesDir: string, log: Log): HouseSettings {
  const dataDir = config.demo ? demoDir(config) : config.DATA_DIR;
  return {
    dataDir,
    databaseUrl: config.DATABASE_URL?.reveal() ?? `sqlite:${join(dataDir, "main.db")}`,
    kek: asKey(config.KEY_ENCRYPTION_KEY ? bytesOf(config.KEY_ENCRYPTION_KEY.reveal()) : demoKek(dataDir)),
    pins: { keys: pinsOf(config, dataDir), threshold: config.ROOT_THRESHOLD },
    localesDir,
    persona: config.PERSONA,
    retention: { untouchedDays: config.RETAIN_UNTOUCHED_DAYS, closedDays: config.RETAIN_CLOSED_DAYS },
    patience: {
      idle: config.IDLE_MINUTES * MINUTE_MS,
      sweep: config.SWEEP_HOURS * HOUR_MS,
      erase: config.ERASE_HOURS * HOUR_MS,
    },
    targets: {
      immediate: config.DEADLINE_IMMEDIATE_MINUTES * MINUTE_MS,
      high: config.DEADLINE_HIGH_MINUTES * MINUTE_MS,
      medium: config.DEADLINE_MEDIUM_MINUTES * MINUTE_MS,
      low: config.DEADLINE_LOW_MINUTES * MINUTE_MS,
    },
    demo: config.demo,
    clock: () => Date.now() as UnixMs,
    random: platformRandom(),
    log,
  };
}

function pinsOf(config: HouseConfig, dataDir: string): HouseSettings["pins"]["keys"] {
  if (config.ROOT_PUBLIC_KEYS) return config.ROOT_PUBLIC_KEYS.split(",").map((hex) => asKey(bytesOf(hex)));
  const file = join(dataDir, "root-public-key");
  return existsSync(file) ? [asKey(bytesOf(readFileSync(file, "utf8").trim()))] : [];
}

/** Keeps what a new deployment must trust from now on. */
export function writePin(dataDir: string, publicKeyHex: string): void {
  writeFileSync(join(dataDir, "root-public-key"), `${publicKeyHex}\n`, { mode: 0o600 });
}

function demoKek(dataDir: string): Uint8Array {
  const file = join(dataDir, "kek");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(KEY_BYTES));
    chmodSync(file, 0o600);
  }
  return new Uint8Array(readFileSync(file));
}

function bytesOf(hex: string): Uint8Array {
  const bytes = parseHex(hex);
  if (bytes === null) throw new Fault("crypto/bad-key");
  return bytes;
}
