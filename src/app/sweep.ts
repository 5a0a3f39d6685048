import { codeOf } from "../domain/faults.ts";
import type { Show } from "../domain/outgoing.ts";
import { later } from "../domain/time.ts";
import type { TraceRow } from "../storage/rows.ts";
import type { Parts } from "./parts.ts";
import type { Trace, Traces } from "./traces.ts";

/** Chats that are swept in one round. */
const AT_ONCE = 50;
/** Telegram deletes at most so many at once. */
const MESSAGES_AT_ONCE = 100;

/**
 * Deletes, in every chat, what is older than it may become, before the platform lets nothing of it be deleted any more. A
 * chat that cannot be reached is tried again in the next round; what a platform refuses for good is forgotten.
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
  const known = chat === null ? [] : traces.open(chat, row);
  const isOld = ({ at }: Trace) => later(at, parts.patience.sweep) <= parts.keys.time.now();
  const old = known.filter(isOld);
  if (chat !== null) {
    for (let from = 0; from < old.length; from += MESSAGES_AT_ONCE) {
      const messages = old.slice(from, from + MESSAGES_AT_ONCE).map(({ id }) => id);
      await show(chat, { out: "sweep", messages }).catch(unlessForGood);
    }
  }
  // Somebody may have written meanwhile: only what was deleted is taken out of what stands there now.
  const [now] = await parts.store.findTraces([row.tag]);
  if (now === undefined) return old.length;
  const gone = new Set(old.map(({ id }) => id));
  const left = chat === null ? [] : traces.open(chat, now).filter(({ id }) => !gone.has(id));
  const write = chat === null ? ({ write: "erase-traces", tags: [row.tag] } as const) : traces.leave(chat, now, left);
  await parts.store.commit([write]);
  return old.length;
}

/** She blocked the bot, or the chat is gone: nobody can delete anything there. */
function unlessForGood(error: unknown): void {
  const code = codeOf(error);
  if (code !== "channel/blocked" && code !== "channel/refused") throw error;
}
