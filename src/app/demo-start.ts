import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printHex } from "../domain/ids.ts";
import { foundAll } from "./demo-organisations.ts";
import { type House, type HouseSettings, openHouse } from "./house.ts";
import { writePin } from "./house-settings.ts";

/** A made-up member of staff: where her file is, and the passphrase, shown once. */
export interface DemoMember {
  readonly organisation: string;
  readonly file: string;
  readonly passphrase: string;
}

const ORGANISATIONS = [
  { name: "Demo Hotline", kind: "hotline" },
  { name: "Demo Crisis Centre", kind: "crisis-centre" },
  { name: "Demo Police Desk", kind: "police" },
] as const;

const WORD_BYTES = 9;

/** Opens the demo's house and founds its organisations if they are not there yet. */
export async function openDemoHouse(
  settings: HouseSettings,
): Promise<{ readonly house: House; readonly members: readonly DemoMember[] }> {
  const folder = join(settings.dataDir, "members");
  if (existsSync(folder)) return { house: await openHouse(settings), members: [] };
  const first = await openHouse({ ...settings, log: () => {} }); // It has no organisations yet; that is no fault.
  const made = ORGANISATIONS.map((one) => ({
    ...one,
    regions: [],
    staffChat: null,
    passphrase: printHex(settings.random(WORD_BYTES)),
  }));
  const { rootPublicKey, members } = await foundAll(first, made);
  writePin(settings.dataDir, printHex(rootPublicKey));
  mkdirSync(folder, { mode: 0o700 });
  const written = members.map((member, i) => {
    const file = join(folder, `${made[i]?.kind ?? "member"}.json`);
    writeFileSync(file, JSON.stringify(member, null, 2), { mode: 0o600 });
    return { organisation: member.name, file, passphrase: made[i]?.passphrase ?? "" };
  });
  await first.close();
  const pins = { keys: [rootPublicKey as HouseSettings["pins"]["keys"][number]], threshold: 1 };
  return { house: await openHouse({ ...settings, pins }), members: written };
}
