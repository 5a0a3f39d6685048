import type { News } from "../app/desk/feed.ts";
import { organisationCard } from "../app/desk/organisations.ts";
import { queueOf, queueRowFor } from "../app/desk/queue.ts";
import { referralRow } from "../app/desk/referrals.ts";
import type { Parts } from "../app/parts.ts";
import { codeOf } from "../domain/faults.ts";
import { type CaseId, type EntryId, type OrganisationId, printHex, type ReferralId, sameBytes } from "../domain/ids.ts";

/** An event for one organisation. */
export interface Said {
  readonly event: "row" | "gone" | "delivery" | "referral" | "organisation";
  readonly data: object;
}

/** What news are to one organisation; null: nothing of hers. */
export interface EventLines {
  readonly of: (news: News) => Promise<Said | null>;
}

/**
 * Knows which cases stand in the list of an organisation: one that goes is told to those who had it, and to nobody else,
 * so that the end of a case says nothing to others.
 */
export async function eventLines(parts: Parts, orgId: OrganisationId): Promise<EventLines> {
  const listed = new Set((await queueOf(parts, orgId)).map(({ caseId }) => caseId));

  async function ofCase(id: CaseId): Promise<Said | null> {
    const caseId = printHex(id);
    const row = await queueRowFor(parts, orgId, id);
    if (row !== null && row.status !== "closed") {
      listed.add(caseId);
      return { event: "row", data: row };
    }
    return listed.delete(caseId) ? { event: "gone", data: { caseId } } : null;
  }

  async function ofMessage(inCase: CaseId, entryId: EntryId): Promise<Said | null> {
    if (!listed.has(printHex(inCase))) return null;
    const found = (await parts.store.messagesOf(inCase)).find((one) => sameBytes(one.entryId, entryId));
    if (found === undefined) return null;
    const { state, reason } = found;
    return { event: "delivery", data: { caseId: printHex(inCase), entryId: printHex(entryId), state, reason } };
  }

  async function ofReferral(id: ReferralId): Promise<Said | null> {
    const found = await parts.store.findReferral(id);
    if (found === null) return null;
    const isHers = [found.fromOrg, found.toOrg].some((one) => sameBytes(one, orgId));
    return isHers ? { event: "referral", data: referralRow(found, orgId) } : null;
  }

  return {
    of: (news) => {
      if ("caseId" in news) return ofCase(news.caseId);
      if ("entryId" in news) return ofMessage(news.inCase, news.entryId);
      return "referralId" in news ? ofReferral(news.referralId) : ofOrganisation(parts, news.orgId);
    },
  };
}

async function ofOrganisation(parts: Parts, id: OrganisationId): Promise<Said | null> {
  try {
    return { event: "organisation", data: await organisationCard(parts, id) };
  } catch (error) {
    if (codeOf(error) !== "desk/not-found") throw error;
    return null;
  }
}
