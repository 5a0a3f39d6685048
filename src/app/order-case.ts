import type { Outcome, PlaceAnswer } from "../domain/answers.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import { coverOf, type Link } from "../domain/link.ts";
import { URGENCIES } from "../domain/urgency.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import { CASE_STATUS, type CaseRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { dueAt } from "./due.ts";
import { entryWrites } from "./entry-writes.ts";
import { findTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";
import { renderText } from "./render.ts";
import type { Turn } from "./turn.ts";

const NOT_KEPT: Outcome = { outcome: "not-kept" };

interface OrderAnswer {
  readonly question: string;
  readonly option: string | null;
  readonly words: string | null;
}

/** The covert case that is open in this chat; null when there is none. */
export function findOrder(parts: Parts, link: Link): Promise<CaseRow | null> {
  return findTied(parts, link, ({ covert, practice, status }) => covert && !practice && status !== CASE_STATUS.closed);
}

/** Whether what she writes under this cover goes into a case. */
export async function hasOrder(parts: Parts, { link }: Turn): Promise<boolean> {
  return coverOf(link, parts.keys.time.now())?.is === "order" && (await findOrder(parts, link)) !== null;
}

/** Her answer to the shop, with the question as she saw it and the option whose meaning it has. */
export async function appendOrder(
  parts: Parts,
  turn: Turn,
  { question, option, words }: OrderAnswer,
): Promise<Outcome> {
  const { locale } = turn.link;
  const asked = question === "open" ? "" : renderText(parts, locale, `shop.${question}.ask` as TextKey);
  const answered = words ?? renderText(parts, locale, `shop.${question}.${option}` as TextKey);
  const body = {
    entry: "order",
    via: turn.chat.channel,
    persona: parts.persona,
    question,
    asked,
    answered,
    option,
  } as const;
  return append(parts, turn, [body]);
}

/** Where to deliver is where she is. */
export function appendOrderPlace(parts: Parts, turn: Turn, place: PlaceAnswer): Promise<Outcome> {
  return append(parts, turn, [{ entry: "location", via: turn.chat.channel, place }]);
}

/** What whoever looks at her phone sees from now on, for those who read the case. Nothing without one. */
export async function coverEntry(
  parts: Parts,
  turn: Turn,
  now: Extract<EntryBody, { entry: "cover" }>["now"],
): Promise<readonly Write[]> {
  const row = await findTied(parts, turn.link, ({ status }) => status !== CASE_STATUS.closed);
  return row === null ? [] : entryWrites(parts, turn.writes, row, [{ entry: "cover", via: turn.chat.channel, now }]);
}

async function append(parts: Parts, turn: Turn, bodies: readonly EntryBody[]): Promise<Outcome> {
  const row = await findOrder(parts, turn.link);
  if (row === null) return NOT_KEPT;
  const due = dueAt(parts, URGENCIES[row.urgency] ?? "immediate");
  turn.writes.push(...entryWrites(parts, turn.writes, row, bodies), { write: "hear-person", caseId: row.caseId, due });
  return { outcome: "kept", reader: row.status === CASE_STATUS.unread ? "nobody" : "human" };
}
