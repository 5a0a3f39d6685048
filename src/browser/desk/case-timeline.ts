import type { EntryBody } from "../../domain/case-contents.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { unquote } from "./case-facts.ts";
import type { CaseLine, Delivery, EntryAuthor } from "./port.ts";

/** A line whose signature, chain and form were checked. */
export type GoodLine = Extract<CaseLine, { ok: true }>;
type BadLine = Extract<CaseLine, { ok: false }>;

/** Whose word it is: hers on the left, ours on the right, everything else across. */
export type Side = "person" | "ours" | "across";

/** One thing in the timeline, in order. */
export type TimelineItem =
  /** A new day begins. `day` is like 2026-11-25. */
  | { readonly item: "day"; readonly day: string; readonly at: number }
  /** Formal entries that arrived together: what she answered, agreed to and how she may be reached. */
  | { readonly item: "told"; readonly lines: readonly GoodLine[] }
  | {
      readonly item: "line";
      readonly line: GoodLine;
      /** Of a quote: what it quotes. */
      readonly body: EntryBody;
      readonly side: Side;
      /** Follows another bubble of the same author within minutes: the author is not named again. */
      readonly joined: boolean;
      readonly delivery: Delivery | null;
    }
  | { readonly item: "broken"; readonly line: BadLine };

/** Entries of a form, that nobody wrote as a message. */
const FORMAL: ReadonlySet<EntryBody["entry"]> = new Set(["summary", "consent", "intake", "contact"]);
const TOGETHER_MS = MINUTE_MS;
const JOINED_MS = 5 * MINUTE_MS;

/**
 * The case as people read it. Order is that of the chain, never of the clock: a clock may be wrong, the chain cannot.
 *
 * @param dayOf the day of a moment where the staff are, like 2026-11-25.
 */
export function timelineOf(
  lines: readonly CaseLine[],
  deliveries: readonly Delivery[],
  dayOf: (at: number) => string,
): readonly TimelineItem[] {
  const byEntry = new Map(deliveries.map((delivery) => [delivery.entryId, delivery]));
  const items: TimelineItem[] = [];
  let day = "";
  for (const line of lines) {
    if (!line.ok) {
      items.push({ item: "broken", line });
      continue;
    }
    const itsDay = dayOf(line.at);
    if (itsDay !== day) items.push({ item: "day", day: itsDay, at: line.at });
    day = itsDay;
    addLine(items, line, byEntry.get(line.entryId) ?? null);
  }
  return items;
}

function addLine(items: TimelineItem[], line: GoodLine, delivery: Delivery | null): void {
  const last = items.at(-1);
  if (FORMAL.has(line.body.entry)) {
    const first = last?.item === "told" ? last.lines[0] : undefined;
    const fits = first !== undefined && sameAuthor(first.author, line.author) && line.at - first.at <= TOGETHER_MS;
    if (fits && last?.item === "told") items[items.length - 1] = { item: "told", lines: [...last.lines, line] };
    else items.push({ item: "told", lines: [line] });
    return;
  }
  const body = line.body.entry === "quote" ? (unquote(line.body) ?? line.body) : line.body;
  const side = sideOf(body);
  const joined =
    last?.item === "line" &&
    side !== "across" &&
    last.side === side &&
    last.line.body.entry === line.body.entry &&
    sameAuthor(last.line.author, line.author) &&
    line.at - last.line.at <= JOINED_MS;
  items.push({ item: "line", line, body, side, joined, delivery });
}

function sameAuthor(a: EntryAuthor, b: EntryAuthor): boolean {
  return a.kind === b.kind && a.name === b.name && a.organisation === b.organisation;
}

const HERS: ReadonlySet<EntryBody["entry"]> = new Set(["text", "location", "alert", "order"]);

/** In a packet her words were copied by staff; they stay hers. */
function sideOf(body: EntryBody): Side {
  if (body.entry === "message") return "ours";
  return HERS.has(body.entry) ? "person" : "across";
}

/** How many lines came since the reader last looked; -1 when the case was never shown. */
export function newLines(seenSeq: number | null, lines: readonly CaseLine[]): number {
  return seenSeq === null ? -1 : lines.filter(({ seq }) => seq > seenSeq).length;
}

const ALMATY_DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Almaty",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day of a moment in Kazakhstan, like 2026-11-25. */
export function dayInKazakhstan(at: number): string {
  return ALMATY_DAY.format(at);
}
