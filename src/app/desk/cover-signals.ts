import type { CaseRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import type { Parts } from "../parts.ts";
import { seenWrites } from "../signals.ts";

/** Somebody has taken the case on: she is not told any more that nobody did. */
export function claimedSignals({ covert, caseId }: CaseRow): readonly Write[] {
  return covert ? [{ write: "drop-signals", caseId, signal: "nobody" }] : [];
}

/** Of a covert case that its owner opens: she is told so now, in the shop's words. */
export function seenSignals(parts: Parts, { covert, caseId }: CaseRow): readonly Write[] {
  return covert ? seenWrites(parts, caseId) : [];
}

/** Nothing goes out for a case that is over. */
export function noSignals({ caseId }: Pick<CaseRow, "caseId">): Write {
  return { write: "drop-signals", caseId, signal: null };
}
