import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type House, type HouseSettings, openHouse } from "../src/app/house.ts";
import { houseSettings } from "../src/app/house-settings.ts";
import { parseConfig, withEnvFile } from "../src/config.ts";
import type { Log } from "../src/domain/log-event.ts";

const LOCALES = fileURLToPath(new URL("../locales", import.meta.url));

const read = (path: string) => readFileSync(path, "utf8");

/** The same house that the server runs in, for a command beside it. Faults are shown by the command, not logged. */
export async function houseAtHand(): Promise<{ readonly house: House; readonly settings: HouseSettings }> {
  const config = parseConfig(withEnvFile(process.env, ".env", read), read);
  const quiet: Log = () => {};
  const settings = houseSettings(config, LOCALES, quiet);
  return { house: await openHouse(settings), settings };
}
