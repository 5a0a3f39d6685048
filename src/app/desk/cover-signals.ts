import type { UnixMs } from "../../domain/time.ts";
import type { CaseRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";

/** Somebody has taken the case on: she is not told any more that nobody did. */
export function claimedSignals({ covert, caseId }: CaseRow): readonly Write[] {
  return covert ? [{ write: "drop-signals", caseId, signal: "nobody" }] : [];
}

/** A human reads it: she is told so now, in the shop's words. Once is enough: the signal is there only once. */
export function seenSignals(row: CaseRow, now: UnixMs): readonly Write[] {
  const { covert, caseId } = row;
  return covert ? [{ write: "send-signal", caseId, signal: "seen", due: now }, ...claimedSignals(row)] : [];
}

/** Nothing goes out for a case that is over. */
export function noSignals({ caseId }: Pick<CaseRow, "caseId">): Write {
  return { write: "drop-signals", caseId, signal: null };
}
