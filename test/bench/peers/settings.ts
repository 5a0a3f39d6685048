import { randomBytes } from "node:crypto";

/** What a yardstick is told by its environment. */
export interface PeerSettings {
  readonly token: string;
  readonly apiRoot: string;
  readonly secret: string;
  readonly port: number;
  /** A file for its database; memory only when empty. */
  readonly database: string;
}

/** The chat that hears of new cases and of code phrases. */
export const STAFF_CHAT = -1_009_999;
export const ALERT = "ALERT";

const PHRASES = [...Array.from({ length: 199 }, (_, i) => `code phrase number ${i} of the list`), "send the green tea"];
const ANY_PHRASE = new RegExp(PHRASES.join("|"), "i");
const NUMBER_BYTES = 5;

/** @throws {Error} when something is missing. */
export function peerSettings(): PeerSettings {
  const get = (name: string): string => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    token: get("BOT_TOKEN"),
    apiRoot: get("API_ROOT"),
    secret: get("SECRET"),
    port: Number(get("PORT")),
    database: get("DATABASE"),
  };
}

/** Two hundred phrases, one after another, as one writes it first. */
export function hasPhraseByList(words: string): boolean {
  const lower = words.toLowerCase();
  return PHRASES.some((phrase) => lower.includes(phrase));
}

/** The same in one regular expression. */
export function hasPhraseByPattern(words: string): boolean {
  return ANY_PHRASE.test(words);
}

export function newCaseNumber(): string {
  return `C-${randomBytes(NUMBER_BYTES).toString("hex")}`;
}
