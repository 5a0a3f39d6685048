import { type CaseId, printHex } from "../../domain/ids.ts";
import type { UnixMs } from "../../domain/time.ts";
import type { CaseRow, MessageRow } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";

/** As many open cases of an organisation as a list holds. */
const MOST_ROWS = 500;
const MOST_MESSAGES = 500;
const TOLD_AGAIN = 5;

/** What was seen at the last look, by case. */
interface Seen {
  readonly cases: ReadonlyMap<string, { readonly caseId: CaseId; readonly print: string }>;
  readonly messages: ReadonlyMap<string, MessageRow>;
}

/**
 * Tells the feed what other processes did to open cases: another bot beside the same database, or the terminal chat of the
 * demo. To be run every second; it looks only when something was committed. [Note: Other processes]
 */
export function watchOthers(parts: Parts): () => Promise<void> {
  let seen: Seen | null = null;
  /** Cases that something was told of since the last look: an answer from here may have been delivered elsewhere already. */
  let touched = new Map<string, CaseId>();
  parts.feed.listen((news) => {
    if (news.what === "case") touched.set(printHex(news.caseId), news.caseId);
  });
  return async () => {
    if (!(await parts.store.hasChanged())) return;
    const now = await look(parts);
    const since = touched;
    touched = new Map();
    if (seen !== null) tellDifference(parts, seen, now);
    for (const inCase of since.values()) await tellNewest(parts, inCase);
    seen = now;
  };
}

async function tellNewest({ store, feed }: Parts, inCase: CaseId): Promise<void> {
  const newest = (await store.messagesOf(inCase)).slice(-TOLD_AGAIN);
  for (const { entryId } of newest) feed.tell({ what: "message", inCase, entryId });
}

async function look(parts: Parts): Promise<Seen> {
  const cases = new Map<string, { readonly caseId: CaseId; readonly print: string }>();
  for (const { organisation } of parts.deployment().recipients.values())
    for (const row of await parts.store.queueOf(organisation.id, MOST_ROWS))
      cases.set(printHex(row.caseId), { caseId: row.caseId, print: printOf(row) });
  const unsettled = await parts.store.unsettledMessages(Number.MAX_SAFE_INTEGER as UnixMs, MOST_MESSAGES);
  return {
    cases,
    messages: new Map(unsettled.map((message) => [printHex(message.entryId), message])),
  };
}

function tellDifference({ feed }: Parts, before: Seen, now: Seen): void {
  for (const [name, { caseId, print }] of now.cases)
    if (before.cases.get(name)?.print !== print) feed.tell({ what: "case", caseId });
  for (const [name, { caseId }] of before.cases) if (!now.cases.has(name)) feed.tell({ what: "case", caseId });
  for (const [name, { caseId: inCase, entryId, state }] of before.messages)
    if (now.messages.get(name)?.state !== state) feed.tell({ what: "message", inCase, entryId });
}

/** Everything that a list or an open case shows of the row. */
function printOf(row: CaseRow): string {
  const { headSeq, status, urgency, due, unheard, escalation, leaseUntil, called102At } = row;
  const owner = row.owner === null ? "" : printHex(row.owner);
  return [headSeq, status, urgency, due, unheard, escalation, leaseUntil, called102At, owner].join(" ");
}
