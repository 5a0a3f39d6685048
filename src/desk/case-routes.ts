import { answerPerson } from "../app/desk/answer-person.ts";
import { appendSealed } from "../app/desk/append-sealed.ts";
import { recordCall } from "../app/desk/called-102.ts";
import { type CaseStanding, caseStanding } from "../app/desk/case-standing.ts";
import { closeCase } from "../app/desk/close-case.ts";
import { releaseCaseTo } from "../app/desk/release-case.ts";
import { shredSpam } from "../app/desk/spam.ts";
import { stopContact } from "../app/desk/stop-contact.ts";
import { setUrgency } from "../app/desk/urgency.ts";
import { printBase64 } from "../domain/base64.ts";
import {
  appendRequestSchema,
  called102RequestSchema,
  closeRequestSchema,
  emptyRequestSchema,
  replyRequestSchema,
  stopContactRequestSchema,
  urgencyRequestSchema,
} from "../domain/desk/case-requests.ts";
import { codeOf } from "../domain/faults.ts";
import { type CaseId, printHex } from "../domain/ids.ts";
import type { DeskRoutes, StaffCall } from "./desk-routes.ts";
import { caseIn } from "./queue-routes.ts";
import { refusal } from "./refusal.ts";

/** What is done with a case. Opening one is a command, too: it is written down, and so it is signed. */
export function caseRoutes(routes: DeskRoutes): void {
  routes
    .command("/cases/:case/open", "case.read", emptyRequestSchema, opened)
    .command("/cases/:case/entries", "case.write", appendRequestSchema, (call, body) =>
      kept(call, (caseId) => nothingMore(appendSealed(call.parts, call.session, caseId, body))),
    )
    .command("/cases/:case/reply", "case.reply", replyRequestSchema, (call, body) =>
      kept(call, async (caseId) => ({ went: await answerPerson(call.parts, call.session, caseId, body) })),
    )
    .command("/cases/:case/urgency", "case.write", urgencyRequestSchema, (call, body) =>
      kept(call, (caseId) => nothingMore(setUrgency(call.parts, call.session, caseId, body))),
    )
    .command("/cases/:case/called-102", "case.write", called102RequestSchema, (call, body) =>
      kept(call, (caseId) => nothingMore(recordCall(call.parts, call.session, caseId, body))),
    )
    .command("/cases/:case/stop-contact", "case.write", stopContactRequestSchema, (call, body) =>
      kept(call, (caseId) => nothingMore(stopContact(call.parts, call.session, caseId, body))),
    )
    .command("/cases/:case/close", "case.close", closeRequestSchema, (call, body) =>
      kept(call, (caseId) => nothingMore(closeCase(call.parts, call.session, caseId, body))),
    )
    .command("/cases/:case/spam", "case.shred-spam", emptyRequestSchema, async (call) => {
      await shredSpam(call.parts, call.session, caseIn(call));
      return {};
    });
}

async function opened(call: StaffCall): Promise<object> {
  const { parts, session } = call;
  const caseId = caseIn(call);
  const { standing, row, grants, entries } = await releaseCaseTo(parts, session, caseId);
  return {
    standing: printStanding(standing),
    epoch: row.epoch,
    genesis: printBase64(row.genesis),
    grants: grants.map(({ epoch, sealed }) => ({ epoch, sealed: printBase64(sealed) })),
    entries: entries.map(({ entryId, seq, sealed }) => ({
      entryId: printHex(entryId),
      seq,
      sealed: printBase64(sealed),
    })),
  };
}

/** Does it and answers how the case stands then; where somebody wrote first, where the chain ends now. */
async function kept(call: StaffCall, work: (caseId: CaseId) => Promise<object | undefined>): Promise<object> {
  const { parts, session } = call;
  const caseId = caseIn(call);
  try {
    const more = await work(caseId);
    return { standing: printStanding(await caseStanding(parts, session, caseId)), ...more };
  } catch (error) {
    if (codeOf(error) !== "store/conflict") throw error;
    const { head } = printStanding(await caseStanding(parts, session, caseId));
    return refusal("store/conflict", { head });
  }
}

async function nothingMore(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}

function printStanding({ row, head, messages, referrals, shop, canReply, now }: CaseStanding) {
  return {
    row,
    head: { seq: head.seq, hash: printBase64(head.hash) },
    messages: messages.map(({ entryId, state, reason }) => ({ entryId: printHex(entryId), state, reason })),
    referrals,
    shop,
    canReply,
    now,
  };
}
