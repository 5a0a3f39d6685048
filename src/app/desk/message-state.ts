import type { FaultCode } from "../../domain/faults.ts";
import { asId, type CaseId, type EntryId, parseHex, printHex } from "../../domain/ids.ts";
import type { Parcel, Tells } from "../../domain/outgoing.ts";
import { DAY_MS, type DayNumber, type UnixMs } from "../../domain/time.ts";
import type { Write } from "../../storage/writes.ts";
import type { Parts } from "../parts.ts";

/**
 * What became of words of staff. `sent`: the platform took them and will say whether they reached her; `dropped`: they are
 * shown no more, and never were.
 */
export type Fate = "sent" | "delivered" | "dropped" | { readonly failed: FaultCode };

const EXPIRED_AT_ONCE = 200;

/** Names a message entry in the parcel that shows its words. */
export function tellsOf(caseId: CaseId, entryId: EntryId): Tells {
  return { case: printHex(caseId), entry: printHex(entryId) };
}

/** Says in the messages of staff what became of a parcel. One whose case was ended meanwhile says nothing. */
export function fateWrites({ tells }: Pick<Parcel, "tells">, fate: Fate): readonly Write[] {
  const [state, reason] =
    fate === "delivered" || fate === "sent"
      ? ([fate, null] as const)
      : fate === "dropped"
        ? (["expired", null] as const)
        : (["failed", fate.failed] as const);
  return messagesIn(tells).map((message) => ({ write: "set-message", ...message, state, reason }));
}

/** Words that were under way wait for her to write again after all. */
export function waitingWrites({ tells }: Pick<Parcel, "tells">): readonly Write[] {
  return messagesIn(tells).map((message) => ({ write: "set-message", ...message, state: "waiting", reason: null }));
}

/** Words that waited go out with her next turn: from here on they are under way. */
export function sendingWrites({ tells }: Pick<Parcel, "tells">): readonly Write[] {
  return messagesIn(tells).map((message) => ({ write: "set-message", ...message, state: "sending", reason: null }));
}

/**
 * Words whose parcel nobody can open any more: the key of its day is gone. What was under way may have been packed again
 * on a later day, and gets as much more time. By a job.
 *
 * @returns how many.
 */
export async function expireMessages(parts: Parts): Promise<number> {
  const oldest = parts.keys.time.oldest<DayNumber>("outbox-day");
  const today = parts.keys.time.today();
  const before = { waiting: startOf(oldest), sending: startOf(oldest - (today - oldest)) };
  let expired = 0;
  for (const one of await parts.store.unsettledMessages(before.waiting, EXPIRED_AT_ONCE)) {
    if (one.state === "sending" && one.at >= before.sending) continue;
    const { caseId, entryId } = one;
    await parts.store.commit([{ write: "set-message", caseId, entryId, state: "expired", reason: null }]);
    expired += 1;
  }
  return expired;
}

function startOf(day: number): UnixMs {
  return (day * DAY_MS) as UnixMs;
}

function messagesIn(tells: readonly Tells[]): readonly { readonly caseId: CaseId; readonly entryId: EntryId }[] {
  return tells.flatMap((one) => {
    const [entry, of] = [parseHex(one.entry), parseHex(one.case)];
    return entry === null || of === null ? [] : [{ caseId: asId<CaseId>(of), entryId: asId<EntryId>(entry) }];
  });
}
