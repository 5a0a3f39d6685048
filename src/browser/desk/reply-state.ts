import { givesAway } from "../../domain/desk/cover-words.ts";
import { hasKnownNumber } from "../../domain/desk/known-numbers.ts";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import type { FaultCode } from "../../domain/faults.ts";
import type { OpenedCase } from "./port.ts";

/** What will become of the next message, as the reply box says it before it is sent. */
export type ReplyWay =
  | "at-once"
  | "when-they-write"
  | "window-closed"
  | "in-cover"
  | "in-cover-waits"
  | "in-cover-window-closed"
  | "when-open"
  | "never"
  | "ended"
  | "closed"
  | "not-yours";

const WAY = {
  push: "at-once",
  pull: "when-they-write",
  covert: "in-cover",
  "covert-waits": "in-cover-waits",
  "under-cover": "when-open",
  never: "never",
  ended: "ended",
} as const satisfies Readonly<Record<OpenedCase["contact"]["way"], ReplyWay>>;

/** What it is once the platform's time is over. What waits for her anyway waits for that reason, too. */
const WAY_TOO_LATE: Readonly<Partial<Record<OpenedCase["contact"]["way"], ReplyWay>>> = {
  push: "window-closed",
  pull: "window-closed",
  covert: "in-cover-window-closed",
  "covert-waits": "in-cover-window-closed",
};

/**
 * @param isMine whether the case is claimed by whoever looks at it.
 * @param now ms.
 */
export function replyWayOf({ row, contact }: OpenedCase, isMine: boolean, now: number): ReplyWay {
  if (row.status === "closed") return "closed";
  if (contact.way === "ended" || contact.way === "never") return contact.way;
  if (!isMine) return "not-yours";
  const tooLate = isWindowOver(contact, now) ? WAY_TOO_LATE[contact.way] : undefined;
  return tooLate ?? WAY[contact.way];
}

function isWindowOver({ window }: OpenedCase["contact"], now: number): boolean {
  return window !== null && now >= window.endsAt;
}

/** What is to be said of the platform's time; null: nothing, because something else decides. */
export type WindowWord = { readonly says: "open"; readonly endsAt: number } | { readonly says: "knocks" } | null;

/**
 * How long words still go at once, where she allowed that; and afterwards, that she is told of them.
 *
 * @param now ms.
 */
export function windowWordOf({ contact }: Pick<OpenedCase, "contact">, now: number): WindowWord {
  const { window, way } = contact;
  if (window?.knocks !== true) return null;
  if (now >= window.endsAt) return { says: "knocks" };
  return way === "push" || way === "covert" ? { says: "open", endsAt: window.endsAt } : null;
}

/** Whether something may be written at all. */
export function mayWriteNow(way: ReplyWay): boolean {
  return way !== "never" && way !== "ended" && way !== "closed" && way !== "not-yours";
}

/** Under so many characters the counter begins to warn. */
const NEAR = 60;

/** UTF-16 units, as the channels count. */
export function lengthOf(
  text: string,
  most: number,
): { readonly left: number; readonly level: "ok" | "near" | "over" } {
  const left = most - text.trim().length;
  return { left, level: left < 0 ? "over" : left < NEAR ? "near" : "ok" };
}

/**
 * Addresses of the net, with or without a scheme. Rather too many than too few: whoever writes to a person in danger
 * sends her to no page. "Ал.мен" or "12.30" are none.
 */
const LINK =
  /(?:\b[a-z][a-z0-9+.-]{1,15}:\/\/\S)|(?:\bwww\.\S)|(?:\bt\.me\b)|(?:[\p{L}\p{N}-]+\.(?:com|net|org|info|io|me|app|link|xyz|site|online|kz|ru|su|қаз|рф|qaz)(?![\p{L}\p{N}]))/iu;

export function hasLink(text: string): boolean {
  return LINK.test(text);
}

/** Why the words as they stand would not be taken, whatever is pressed; null when nothing is known against them. */
export function replyTrouble(
  opened: OpenedCase,
  text: string,
  phrase: ReadyPhrase | null,
): Extract<FaultCode, `reply/${string}`> | null {
  if (text.trim().length > opened.contact.maxLength) return "reply/too-long";
  if (hasLink(text)) return "reply/link-not-allowed";
  if (phrase?.needs102 === true && opened.row.called102At === null) return "reply/needs-102";
  return isInCover(opened) && hasKnownNumber(text) ? "reply/number-not-allowed" : null;
}

/** The word by which the words would give her away; null: none, or nobody who looks sees a shop. A second press sends it. */
export function giveawayIn(opened: OpenedCase, text: string): string | null {
  return isInCover(opened) || opened.contact.way === "under-cover" ? givesAway(text) : null;
}

/** Whether what is written to her is shown as a shop's words. */
export function isInCover({ row }: Pick<OpenedCase, "row">): boolean {
  return row.covert;
}

/** A ready phrase as it may be put into the box. */
export interface OfferedPhrase {
  readonly phrase: ReadyPhrase;
  /** In the person's language. */
  readonly text: string;
  /** It says that 102 was called, and nobody recorded such a call. */
  readonly locked: boolean;
}

/** Cover phrases in covert cases and only there; open ones everywhere else. In the person's language. */
export function phrasesFor(
  phrases: readonly ReadyPhrase[],
  { row, locale }: Pick<OpenedCase, "row" | "locale">,
): readonly OfferedPhrase[] {
  const set = isInCover({ row }) ? "covert" : "open";
  return phrases
    .filter((phrase) => phrase.set === set)
    .toSorted((a, b) => a.order - b.order || (a.phraseId < b.phraseId ? -1 : 1))
    .map((phrase) => ({
      phrase,
      text: phrase.texts[locale],
      locked: phrase.needs102 && row.called102At === null,
    }));
}

/** Phrases whose words hold all the typed words, in any order. */
export function searchPhrases(offered: readonly OfferedPhrase[], typed: string): readonly OfferedPhrase[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return offered.filter(({ text }) => words.every((word) => text.toLocaleLowerCase().includes(word)));
}
