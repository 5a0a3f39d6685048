import type { ChatAddress } from "../domain/chat.ts";
import { codeOf } from "../domain/faults.ts";
import type { Show } from "../domain/outgoing.ts";
import { later } from "../domain/time.ts";
import type { TraceRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { linkWrite, readChat } from "./chat-record.ts";
import type { Parts } from "./parts.ts";
import { isTooOld, type Trace, type Traces } from "./traces.ts";

/** Chats that are swept in one round. */
const AT_ONCE = 50;
/** Telegram deletes at most so many at once. */
const MESSAGES_AT_ONCE = 100;
const TRIES = 5;

/**
 * Deletes, in every chat, what is older than it may become, before the platform lets nothing of it be deleted any more. A
 * chat that cannot be reached is tried again in the next round; what a platform refuses for good is counted and forgotten.
 */
export async function sweepOld(parts: Parts, traces: Traces, show: Show): Promise<number> {
  const rows = await parts.store.tracesDue(parts.keys.time.now(), AT_ONCE);
  let swept = 0;
  for (const row of rows) {
    try {
      swept += await sweepChat(parts, traces, show, row);
    } catch (error) {
      parts.log({ event: "fault", at: "sweep", code: codeOf(error) });
    }
  }
  return swept;
}

async function sweepChat(parts: Parts, traces: Traces, show: Show, row: TraceRow): Promise<number> {
  const chat = parts.keys.chatOfTrace(row);
  if (chat === null) {
    await parts.store.commit([{ write: "erase-traces", tags: [row.tag] }]);
    return 0;
  }
  const isOld = ({ at }: Trace) => later(at, parts.patience.sweep) <= parts.keys.time.now();
  const old = traces.open(chat, row).filter(isOld);
  const stayed = await deleteAll(parts, chat, old, show);
  await forget(parts, traces, { chat, row, old, stayed });
  return old.length;
}

/** @returns how many stayed: what the platform refused, and what is too old for it to delete. */
async function deleteAll(parts: Parts, chat: ChatAddress, old: readonly Trace[], show: Show): Promise<number> {
  const young = old.filter((one) => !isTooOld(one, parts.keys.time.now())).map(({ id }) => id);
  let stayed = old.length - young.length;
  for (let from = 0; from < young.length; from += MESSAGES_AT_ONCE) {
    const messages = young.slice(from, from + MESSAGES_AT_ONCE);
    const refused = (error: unknown) => (isForGood(error) ? messages.length : Promise.reject(error));
    stayed += (await show(chat, { out: "sweep", messages }).catch(refused)) ?? 0;
  }
  return stayed;
}

interface Swept {
  readonly chat: ChatAddress;
  readonly row: TraceRow;
  readonly old: readonly Trace[];
  readonly stayed: number;
}

/**
 * Takes what was deleted out of what is remembered, and counts what stayed, as one: of several processes that swept the
 * same chat one counts. Somebody may have written meanwhile: what was not deleted here is left.
 */
async function forget(parts: Parts, traces: Traces, { chat, row, old, stayed }: Swept): Promise<void> {
  const gone = new Set(old.map(({ id }) => id));
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [now] = await parts.store.findTraces([row.tag]);
    const known = now === undefined ? [] : traces.open(chat, now);
    const left = known.filter(({ id }) => !gone.has(id));
    if (now === undefined || (left.length === known.length && known.length > 0)) return; // Another one was faster.
    const writes: Write[] = [traces.leave(chat, now, left)];
    if (stayed > 0) {
      const record = await readChat(parts, chat);
      writes.push(linkWrite(parts, record, { ...record.link, unswept: record.link.unswept + stayed }));
    }
    if ((await parts.store.commit(writes)) === "done") return;
  }
}

/** She blocked the bot, or the chat is gone: nobody can delete anything there. */
function isForGood(error: unknown): boolean {
  const code = codeOf(error);
  return code === "channel/blocked" || code === "channel/refused";
}
