import type { EntryHash } from "../../crypto/entry.ts";
import type { Standing } from "../../domain/desk/case-requests.ts";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import type { ReferralRow } from "../../domain/desk/referral.ts";
import { codeOf } from "../../domain/faults.ts";
import { type CaseId, sameBytes } from "../../domain/ids.ts";
import type { UnixMs } from "../../domain/time.ts";
import type { CaseRow, MessageRow } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";
import { caseFor } from "./claims.ts";
import { queueRow } from "./queue.ts";
import { referralRow } from "./referrals.ts";
import type { Head } from "./sealed-chain.ts";
import { shopLook } from "./shop-look.ts";
import type { StaffSession } from "./staff-session.ts";

/** How a case stands: what the server knows of it and she may. */
export interface CaseStanding {
  readonly row: QueueRow;
  readonly head: Head;
  readonly messages: readonly MessageRow[];
  readonly referrals: readonly ReferralRow[];
  /** Of a covert case: the shop that she sees. */
  readonly shop: Standing["shop"];
  /** Whether any way back to the person still opens. */
  readonly canReply: boolean;
  readonly now: UnixMs;
}

/** @throws {Fault} `case/not-found`: unknown, or not released to her organisation; the two look alike. */
export async function caseStanding(parts: Parts, session: StaffSession, caseId: CaseId): Promise<CaseStanding> {
  const row = await caseFor(parts, session, caseId);
  const referrals = await parts.store.referralsOfCase(caseId);
  const own = referrals.filter((one) => [one.fromOrg, one.toOrg].some((id) => sameBytes(id, session.orgId)));
  return {
    row: await queueRow(parts, row),
    head: headOf(row),
    messages: await parts.store.messagesOf(caseId),
    referrals: own.map((one) => referralRow(one, session.orgId)),
    shop: row.covert ? shopLook(parts) : null,
    canReply: canReply(parts, caseId),
    now: parts.keys.time.now(),
  };
}

/** Where the chain of a case ends, by its row. */
export function headOf({ headSeq: seq, headHash }: CaseRow): Head {
  return { seq, hash: headHash as EntryHash };
}

function canReply(parts: Parts, caseId: CaseId): boolean {
  try {
    parts.keys.cases.of("reply", caseId);
    return true;
  } catch (error) {
    if (codeOf(error) !== "keys/destroyed") throw error;
    return false;
  }
}
