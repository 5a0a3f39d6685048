import type { ReplyPath } from "../../crypto/reply-token.ts";
import type { ReplyRequest } from "../../domain/desk/case-requests.ts";
import { codeOf, Fault } from "../../domain/faults.ts";
import { asId, type CaseId, type EntryId, printHex } from "../../domain/ids.ts";
import type { Link } from "../../domain/link.ts";
import { HOUR_MS, later } from "../../domain/time.ts";
import { isLive, LIVE_MS } from "../../domain/write-first.ts";
import { CASE_STATUS, type CaseRow } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { type ChatRecord, linkWrite, readChat, turnOf } from "../chat-record.ts";
import { tie } from "../link-ties.ts";
import { nudgeWrite } from "../nudge.ts";
import { post, WAITING_MS } from "../parcels.ts";
import type { Parts } from "../parts.ts";
import { triesToKeep } from "./append-sealed.ts";
import { ownCase } from "./claims.ts";
import { tellsOf } from "./message-state.ts";
import { mustKeepCover, type ReplyVoice, replyScreen, voiceOf } from "./reply-voice.ts";
import { mustBeSendable, mustBeTrueOf102 } from "./reply-words.ts";
import type { StaffSession } from "./staff-session.ts";

/** What became of an answer. `waiting`: she gets it when she writes again. */
export type Answered = "sent" | "waiting";

const MOST_WHILE_LIVE = 30;
const MOST_AN_HOUR = 6;
const TRIES = 4;

/**
 * Sends words of staff to the person, through the token in the case: who writes never learns the address. Only by the one
 * who has claimed the case. What is kept of the words was sealed in her browser.
 *
 * @throws {Fault} `case/not-claimed`; `reply/too-long`, `reply/link-not-allowed`, `reply/needs-102`, `reply/too-many`,
 * `reply/not-allowed` (she wants no messages), `reply/contact-ended` (no way back); under cover
 * `reply/number-not-allowed`, `reply/gives-away` (a second press sends it); as `keepSealed`.
 */
export async function answerPerson(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  request: ReplyRequest,
): Promise<Answered> {
  mustBeSendable(request.text);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await ownCase(parts, session, caseId);
    await mustBeTrueOf102(parts, session.orgId, row, request.text);
    const path = wayBack(parts, session, caseId, request.token);
    const record = await readChat(parts, path.chat);
    await mustNotBeTooMany(parts, caseId, record.link);
    mustBeWanted(record.link, path);
    const voice = voiceOf(row, path.chat, record.link, parts.keys.time.now());
    mustKeepCover(voice, request);
    const { entries, secondPress } = request;
    const also = messageWrites(parts, session, row, { request, record, voice });
    const action = secondPress === true ? "reply-anyway" : "reply";
    const appending = { action, entries, status: CASE_STATUS.answered, also } as const;
    if (await triesToKeep(parts, session, row, appending)) return voice.goesNow ? "sent" : "waiting";
  }
  throw new Fault("store/unavailable"); // Her chat moves on faster than anybody can answer.
}

function messageWrites(
  parts: Parts,
  session: StaffSession,
  { caseId, epoch }: CaseRow,
  answer: { readonly request: ReplyRequest; readonly record: ChatRecord; readonly voice: ReplyVoice },
): readonly Write[] {
  const { record, voice, request } = answer;
  const { goesNow, nudges } = voice;
  const { chat, link } = record;
  const now = parts.keys.time.now();
  const organisation = session.organisation.organisation.name;
  const screen = replyScreen(parts, voice, link, organisation, request.text);
  const due = goesNow ? now : later(now, WAITING_MS);
  const entryId = asId<EntryId>(request.entries[0].entryId);
  const tells = [tellsOf(caseId, entryId)];
  const { row: parcel } = post(parts, chat, [screen], { due, turn: turnOf(record), tells, speaks: voice.speaks });
  return [
    { write: "add-outbox", item: parcel },
    {
      write: "add-message",
      message: { entryId, caseId, state: goesNow ? "sending" : "waiting", reason: null, at: now },
    },
    ...(nudges ? [nudgeWrite(parts, record)] : []),
    linkWrite(parts, record, {
      ...tie(link, caseId, epoch), // What she writes next is meant for those who answered last.
      owner: "human",
      ...(nudges && { nudgedAt: now }),
      waiting: goesNow ? link.waiting : [...link.waiting, printHex(parcel.id)],
    }),
  ];
}

/** @throws {Fault} `reply/contact-ended`: she, or whoever had the right, ended it; the key is gone, or the time is over. */
function wayBack(parts: Parts, session: StaffSession, caseId: CaseId, token: Uint8Array): ReplyPath {
  try {
    return parts.keys.openReply({ caseId, organisationId: session.orgId }, token);
  } catch (error) {
    if (codeOf(error) === "keys/unavailable") throw error;
    throw new Fault("reply/contact-ended", {}, error);
  }
}

/** What she wished last counts: it stands in her link, the token only says what she wished when it was made. */
function mustBeWanted(link: Link, { policy }: ReplyPath): void {
  if (policy === "never" || link.contact.may === "never") throw new Fault("reply/not-allowed");
}

async function mustNotBeTooMany(parts: Parts, caseId: CaseId, link: Link): Promise<void> {
  const now = parts.keys.time.now();
  const [span, most] = isLive(link, now) ? [LIVE_MS, MOST_WHILE_LIVE] : [HOUR_MS, MOST_AN_HOUR];
  const sent = await parts.store.sentSince(caseId, later(now, -span));
  if (sent >= most) throw new Fault("reply/too-many", { sent, most, retryAt: now + span });
}
