import type { Called102Request } from "../../domain/desk/case-requests.ts";
import { Fault } from "../../domain/faults.ts";
import type { CaseId } from "../../domain/ids.ts";
import { DAY_MS, MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import type { Parts } from "../parts.ts";
import { keepSealed } from "./append-sealed.ts";
import { ownCase } from "./claims.ts";
import type { StaffSession } from "./staff-session.ts";

/** A clock of a browser may be a little ahead. */
const AHEAD_MS = 5 * MINUTE_MS;

/**
 * Records that somebody of the staff called 102 for this case. Only then she may be told so.
 *
 * @throws {Fault} `desk/bad-request`: not within the last day; as `keepSealed`.
 */
export async function recordCall(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  { at, entries }: Called102Request,
): Promise<void> {
  const row = await ownCase(parts, session, caseId);
  const now = parts.keys.time.now();
  if (at > now + AHEAD_MS || at < now - DAY_MS) throw new Fault("desk/bad-request");
  const minute = (Math.floor(Math.min(at, now) / MINUTE_MS) * MINUTE_MS) as UnixMs;
  await keepSealed(parts, session, row, {
    action: "called-102",
    entries,
    also: [{ write: "set-called-102", caseId, at: minute }],
  });
}
