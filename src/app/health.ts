import { codeOf, Fault } from "../domain/faults.ts";
import { MINUTE_MS, type UnixMs } from "../domain/time.ts";
import { botAuthor } from "./bot-author.ts";
import type { Parts } from "./parts.ts";
import { alertReaders } from "./readers.ts";

/** Counting is work, and a count that follows each letter of hers would tell on her. */
const COUNTS_FOR_MS = MINUTE_MS;

/** Whether people can be helped: somebody is on duty, the bot may sign, keys and database answer. The fault is logged. */
export async function isReady(parts: Parts): Promise<boolean> {
  try {
    if (alertReaders(parts).length === 0) throw new Fault("case/no-recipient");
    botAuthor(parts);
    parts.keys.linkTags({ channel: "telegram", id: "0" });
    await parts.store.findMark("ready");
    return true;
  } catch (error) {
    parts.log({ event: "fault", at: "health", code: codeOf(error) });
    return false;
  }
}

/** Rows per table, counted at most once a minute. */
export function countsOf(parts: Parts): () => Promise<Readonly<Record<string, number>>> {
  let last: { readonly at: UnixMs; readonly counts: Promise<Readonly<Record<string, number>>> } | null = null;
  return () => {
    const now = parts.clock();
    if (last === null || now - last.at >= COUNTS_FOR_MS || now < last.at)
      last = { at: now, counts: parts.store.counts() };
    return last.counts;
  };
}
