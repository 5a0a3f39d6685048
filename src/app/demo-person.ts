import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RandomBytes } from "../domain/ids.ts";

/** Ids from here on are never Telegram's, and still whole numbers. @see https://core.telegram.org/bots/api#chat */
const FIRST_ID = 2 ** 52;
const ID_BYTES = 6;

/**
 * The number of whoever tries the demo in a terminal: the same person from one run to the next, as in a real chat.
 *
 * @param fresh somebody new from now on.
 */
export function demoPerson(dataDir: string, random: RandomBytes, fresh: boolean): number {
  const file = join(dataDir, "terminal-person");
  const known = existsSync(file) && !fresh ? Number(readFileSync(file, "utf8")) : Number.NaN;
  if (Number.isSafeInteger(known) && known >= FIRST_ID) return known;
  const id = random(ID_BYTES).reduce((sum, byte) => sum * 256 + byte, 0) + FIRST_ID;
  writeFileSync(file, `${id}\n`, { mode: 0o600 });
  return id;
}
