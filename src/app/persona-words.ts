import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../domain/faults.ts";
import type { Log } from "../domain/log-event.ts";
import type { Catalogue } from "../i18n/catalogue.ts";
import { checkPersona, keysWithCode, type PersonaTrouble } from "../i18n/check-persona.ts";
import { DEFAULT_PERSONA, loadPersona, loadWords, personaFolder } from "../i18n/load-locales.ts";

/** More lines of log would tell no more. */
const MOST_TOLD = 20;

export interface PersonaPlace {
  readonly localesDir: string;
  readonly persona: string;
  readonly log: Log;
}

/**
 * The words that a house speaks. A cover that is unknown, not whole or gives itself away opens no house: better no bot
 * than one that betrays whoever writes to it. The log says which key breaks which rule.
 *
 * @throws {Fault} `texts/broken`.
 */
export function personaWords({ localesDir, persona, log }: PersonaPlace): Catalogue {
  const tell = (key: string | null, rule: PersonaTrouble["rule"]) =>
    log({ event: "persona.broken", persona, key, rule });
  const troubles = troublesOf(localesDir, persona, () => tell(null, "unreadable"));
  for (const { key, rule } of troubles.slice(0, MOST_TOLD)) tell(key, rule);
  if (troubles.length > 0) throw new Fault("texts/broken", { troubles: troubles.length });
  return loadWords(localesDir, persona);
}

/** @throws {Fault} `texts/broken` when it cannot be read at all. */
function troublesOf(localesDir: string, persona: string, onUnreadable: () => void): readonly PersonaTrouble[] {
  const model = loadPersona(localesDir, DEFAULT_PERSONA);
  try {
    const folder = personaFolder(localesDir, persona);
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    const written = files.map((name) => readFileSync(join(folder, name), "utf8"));
    const code = written.flatMap(keysWithCode).map((key): PersonaTrouble => ({ key, rule: "code" }));
    return code.length > 0 ? code : checkPersona(loadPersona(localesDir, persona), model);
  } catch (cause) {
    onUnreadable();
    throw new Fault("texts/broken", {}, cause);
  }
}

/** The picture of a cover; null: it has none. */
export function avatarOf(localesDir: string, persona: string): string | null {
  const path = join(personaFolder(localesDir, persona), "avatar.jpg");
  return existsSync(path) ? path : null;
}
