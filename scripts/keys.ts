import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { platformRandom } from "../src/app/random.ts";
import { parseConfig } from "../src/config.ts";
import { loadSodium } from "../src/crypto/sodium.ts";
import { codeOf } from "../src/domain/faults.ts";
import { loadLocales } from "../src/i18n/load-locales.ts";
import { textsOf } from "../src/i18n/texts.ts";
import { openPrompt } from "./ask.ts";
import { houseAtHand } from "./house-at-hand.ts";
import { COMMANDS, makeRoot, type Table } from "./keys-commands.ts";
import { type Options, parseCommand } from "./keys-options.ts";
import { Refusal } from "./keys-refusal.ts";

// The ceremony: who is trusted, who belongs to whom. Exit code 1: not done. 2: asked in a way that cannot be done.

/**
 * Not done here. A new key of an organisation needs its cases granted anew: the desk does that. Recovery needs another
 * rule of trust: the next charter is signed by administrators, and they are gone.
 */
const LATER = ["rotate", "recover"];

const texts = textsOf(loadLocales(fileURLToPath(new URL("../locales", import.meta.url))));
process.exitCode = await run();

async function run(): Promise<number> {
  const parsed = parseCommand(process.argv.slice(2));
  if (parsed === null) return refuse(texts.staffText("keys.usage"));
  const { command, options } = parsed;
  if (LATER.includes(command)) return refuse(texts.staffText("keys.later"));
  const work = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (work === undefined && command !== "root") return refuse(texts.staffText("keys.usage"));
  if (work !== undefined && !hasSettings()) return 2;
  try {
    const lines = work === undefined ? await root(options) : await atTable(options, work);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal))
      process.stderr.write(`${texts.staffText("keys.failed", { code: codeOf(error) })}\n`);
    else refuse(texts.staffText(error.text, error.params));
    return error instanceof Refusal && error.text === "keys.bad-option" ? 2 : 1;
  }
}

async function root(options: Options): Promise<readonly string[]> {
  return makeRoot(texts, await loadSodium(), platformRandom(), options);
}

async function atTable<T>(options: Options, work: (table: Table) => Promise<T>): Promise<T> {
  const { house, settings } = await houseAtHand();
  const prompt = openPrompt();
  try {
    return await work({ parts: house.parts, pins: settings.pins, options, prompt });
  } finally {
    prompt.close();
    await house.close();
  }
}

/** Says which settings are wrong, by name and rule, before anything is opened. */
function hasSettings(): boolean {
  try {
    parseConfig(process.env, (path) => readFileSync(path, "utf8"));
    return true;
  } catch (error) {
    refuse(texts.staffText("keys.bad-settings", { rules: error instanceof Error ? error.message : "" }));
    return false;
  }
}

function refuse(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}
