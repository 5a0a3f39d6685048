import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { URGENCIES, type Urgency } from "../../domain/urgency.ts";
import { compareRows } from "./queue-state.ts";

export const QUEUE_FILTERS = ["all", "mine", "free"] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** Cases of one urgency, in the order in which they are to be taken. */
export interface QueueGroup {
  readonly urgency: Urgency;
  readonly rows: readonly QueueRow[];
}

/** Whose it is at this moment: a claim whose time is over binds nobody. `now` in ms. */
export function ownerOf(row: QueueRow, memberId: string, now: number): "me" | "other" | "nobody" {
  if (row.owner === null || row.owner.leaseUntil <= now) return "nobody";
  return row.owner.memberId === memberId ? "me" : "other";
}

/**
 * What the queue shows. Closed cases are not in it. A filter never hides a case that is *immediate*: somebody may be
 * dying while a tab is open on "mine".
 */
export function groupsOf(
  rows: Iterable<QueueRow>,
  filter: QueueFilter,
  memberId: string,
  now: number,
): readonly QueueGroup[] {
  const shown = [...rows].filter((row) => row.status !== "closed" && isShown(row, filter, memberId, now));
  const sorted = shown.sort(compareRows);
  return URGENCIES.map((urgency) => ({ urgency, rows: sorted.filter((row) => row.urgency === urgency) })).filter(
    ({ rows }) => rows.length > 0,
  );
}

function isShown(row: QueueRow, filter: QueueFilter, memberId: string, now: number): boolean {
  if (filter === "all" || (row.urgency === "immediate" && !row.practice)) return true;
  return ownerOf(row, memberId, now) === (filter === "mine" ? "me" : "nobody");
}

/** How many immediate cases wait for somebody: the number in the title of the page. */
export function waitingNow(rows: Iterable<QueueRow>, now: number): number {
  return [...rows].filter((row) => isCalling(row, now)).length;
}

/** An immediate case that nobody has, or whose deadline is over. Nobody is called to a practice. */
function isCalling(row: QueueRow, now: number): boolean {
  if (row.urgency !== "immediate" || row.practice || row.status === "closed" || !row.waiting) return false;
  return row.owner === null || row.owner.leaseUntil <= now || row.dueAt <= now;
}

/**
 * The cases that should be heard: immediate, waiting, not hers, and not rung for already.
 *
 * @param rung ids that were; give them what this answers.
 */
export function newlyCalling(
  rows: Iterable<QueueRow>,
  rung: ReadonlySet<string>,
  memberId: string,
  now: number,
): readonly QueueRow[] {
  return [...rows].filter(
    (row) => isCalling(row, now) && !rung.has(row.caseId) && ownerOf(row, memberId, now) !== "me",
  );
}

/** The case after or before this one, as the list shows them; the first when none is chosen. Null: there is none. */
export function neighbourOf(groups: readonly QueueGroup[], caseId: string | null, step: 1 | -1): QueueRow | null {
  const rows = groups.flatMap((group) => group.rows);
  const at = rows.findIndex((row) => row.caseId === caseId);
  if (at === -1) return rows[0] ?? null;
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))] ?? null;
}
