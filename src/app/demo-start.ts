import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../domain/faults.ts";
import { printHex } from "../domain/ids.ts";
import type { Log } from "../domain/log-event.ts";
import { SECOND_MS } from "../domain/time.ts";
import { claimFile } from "../storage/claim-file.ts";
import { writeDemoPassphrase } from "./demo-badges.ts";
import { foundAll } from "./demo-organisations.ts";
import { type House, type HouseSettings, openHouse } from "./house.ts";
import { demoDir, type HouseConfig, houseSettings, writePin } from "./house-settings.ts";

/** A made-up member of staff: where her file is, and the passphrase, shown once. */
export interface DemoMember {
  readonly organisation: string;
  readonly file: string;
  readonly passphrase: string;
}

/** The second stands behind the first. `file`: of its member. */
const ORGANISATIONS = [
  { file: "hotline", name: "Demo Hotline", kind: "hotline", regions: [] },
  { file: "crisis-centre", name: "Demo Crisis Centre", kind: "crisis-centre", regions: [], town: "kz-71-astana" },
  {
    file: "crisis-centre-almaty",
    name: "Demo Crisis Centre Almaty",
    kind: "crisis-centre",
    regions: ["KZ-75", "KZ-19"],
    town: "kz-75-almaty",
  },
  { file: "police", name: "Demo Police Desk", kind: "police", regions: [] },
] as const;

const WORD_BYTES = 9;

/** How long another process may take to found the same demo. */
const FOUNDING_MS = 30 * SECOND_MS;

/** The demo, open, and its members if they were made just now. */
export interface DemoHouse {
  readonly house: House;
  readonly members: readonly DemoMember[];
}

/**
 * Opens the demo's house and founds its organisations if they are not there yet. Two processes that begin at once found
 * it once: the second waits.
 *
 * @throws {Fault} `store/unavailable`: somebody else founds it and does not come to an end; whatever opening throws.
 */
export async function openDemoHouse(config: HouseConfig, localesDir: string, log: Log): Promise<DemoHouse> {
  const claim = claimFile(join(demoDir(config), "founding.lock"), FOUNDING_MS);
  if (claim === null) throw new Fault("store/unavailable", { busy: true });
  try {
    return await openOrFound(houseSettings(config, localesDir, log));
  } finally {
    claim.release();
  }
}

async function openOrFound(settings: HouseSettings): Promise<DemoHouse> {
  const folder = join(settings.dataDir, "members");
  if (existsSync(folder)) return { house: await openHouse(settings), members: [] };
  // It has no organisations yet; that is no fault. What keeps it from opening is one.
  const quiet: Log = (entry) => (entry.event === "persona.broken" ? settings.log(entry) : undefined);
  const first = await openHouse({ ...settings, log: quiet });
  const made = ORGANISATIONS.map((one) => ({
    ...one,
    staffChat: null,
    passphrase: printHex(settings.random(WORD_BYTES)),
  }));
  const { rootPublicKey, members } = await foundAll(first, made);
  writePin(settings.dataDir, printHex(rootPublicKey));
  mkdirSync(folder, { mode: 0o700 });
  const written = members.map((member, i) => {
    const file = join(folder, `${made[i]?.file ?? "member"}.json`);
    writeFileSync(file, JSON.stringify(member, null, 2), { mode: 0o600 });
    const passphrase = made[i]?.passphrase ?? "";
    writeDemoPassphrase(file, passphrase);
    return { organisation: member.name, file, passphrase };
  });
  await first.close();
  const pins = { keys: [rootPublicKey as HouseSettings["pins"]["keys"][number]], threshold: 1 };
  return { house: await openHouse({ ...settings, pins }), members: written };
}
