import { codeOf, Fault } from "../../domain/faults.ts";
import { type CaseId, parseHex, printHex } from "../../domain/ids.ts";
import type { Link } from "../../domain/link.ts";
import type { Outgoing } from "../../domain/outgoing.ts";
import { HOUR_MS, later, MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import { CASE_STATUS } from "../../storage/rows.ts";
import type { Write } from "../../storage/writes.ts";
import { CaseWriter } from "../case-writer.ts";
import { type ChatRecord, linkWrite, readChat, turnOf } from "../chat-record.ts";
import { isCovertChat, tie } from "../link-ties.ts";
import { post } from "../parcels.ts";
import type { Parts } from "../parts.ts";
import { renderDoors, renderText } from "../render.ts";
import { type CaseLine, type ReadCase, readCase } from "./read-case.ts";
import type { Session } from "./session.ts";

/** What became of an answer. `waiting`: she gets it when she writes again. */
export type Answered = "sent" | "waiting";

export const MAX_ANSWER = 1_000;
/** A chat is live this long after she wrote. */
const LIVE_MS = 10 * MINUTE_MS;
const MOST_WHILE_LIVE = 30;
const MOST_AN_HOUR = 6;
/** A waiting answer is taken out when she writes; its key is gone before this. */
const WAITING_MS = 72 * HOUR_MS;
/** Kazakhstan has one time zone since 1 March 2024: UTC+5. */
const KAZAKHSTAN_UTC_HOURS = 5;
const TRIES = 4;

/**
 * Sends words of staff to the person, through the token in the case: the one who writes never learns the address.
 *
 * @throws {Fault} `reply/too-long`, `reply/link-not-allowed`, `reply/too-many`, `reply/not-allowed` (she wants no
 * messages), `reply/covert`, `reply/contact-ended` (no way back), `case/not-found`; `case/not-yours`: readers only read.
 */
export async function answerPerson(parts: Parts, session: Session, caseId: CaseId, text: string): Promise<Answered> {
  if (session.role === "reader") throw new Fault("case/not-yours");
  mustBeSendable(text);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const opened = await readCase(parts, session, caseId);
    const path = wayBack(parts, session, opened);
    const record = await readChat(parts, path.chat);
    const now = parts.keys.time.now();
    const isLive = now - record.link.heardAt < LIVE_MS;
    mustNotBeTooMany(opened.lines, isLive, now);
    mustBeWanted(record.link, path.policy);
    mustNotGiveAway(opened.row.covert, record.link, now);
    const goesNow = !record.link.decoy && (isLive || mayWriteFirst(record.link, now));
    const { writes, link } = answerWrites(parts, session, opened, { record, text, goesNow });
    const committed = await parts.store.commit([...writes, linkWrite(parts, record, link)]);
    if (committed === "done") return goesNow ? "sent" : "waiting";
  }
  throw new Fault("store/conflict");
}

function answerWrites(
  parts: Parts,
  session: Session,
  { row }: ReadCase,
  answer: { readonly record: ChatRecord; readonly text: string; readonly goesNow: boolean },
): { readonly writes: readonly Write[]; readonly link: Link } {
  const { record, goesNow } = answer;
  const { chat, link } = record;
  const now = parts.keys.time.now();
  const organisation = session.organisation.organisation.name;
  const shown = renderText(parts, link.locale, "reply.from-staff", { organisation, text: answer.text });
  const screen: Outgoing = { out: "screen", text: shown, rows: [renderDoors(parts, link.locale)] };
  const { row: parcel } = post(parts, chat, [screen], {
    due: goesNow ? now : later(now, WAITING_MS),
    turn: turnOf(record),
  });
  const writer = CaseWriter.go(parts, session.author, row)
    .add({ entry: "message", text: answer.text })
    .add({ entry: "status", status: "answered" });
  return {
    writes: [
      ...writer.moveHead(row).writes,
      { write: "set-status", caseId: row.caseId, status: CASE_STATUS.answered, touchedDay: parts.keys.time.today() },
      { write: "add-outbox", item: parcel },
    ],
    link: {
      ...tie(link, row.caseId, row.epoch), // What she writes next is meant for those who answered last.
      owner: "human",
      waiting: goesNow ? link.waiting : [...link.waiting, printHex(parcel.id)],
    },
  };
}

/** @throws {Fault} `reply/contact-ended`: she, or whoever had the right, ended it; the key is gone. */
function wayBack(parts: Parts, session: Session, opened: ReadCase): ReturnType<Parts["keys"]["openReply"]> {
  const place = { caseId: opened.row.caseId, organisationId: session.organisation.organisation.id };
  const token = tokenIn(opened, session);
  try {
    return parts.keys.openReply(place, token);
  } catch (error) {
    if (codeOf(error) === "keys/destroyed") throw new Fault("reply/contact-ended", {}, error);
    throw error;
  }
}

/** The newest token made for her organisation. @throws {Fault} `reply/contact-ended` when there is none. */
function tokenIn({ lines }: ReadCase, session: Session): Uint8Array {
  const own = printHex(session.organisation.organisation.id);
  const contacts = lines.flatMap((line) =>
    line.ok && line.by === "bot" && line.body.entry === "contact" ? [line.body] : [],
  );
  const token = contacts.at(-1)?.tokens.find(({ organisation }) => organisation === own)?.token;
  const bytes = token === undefined ? null : parseHex(token);
  if (bytes === null) throw new Fault("reply/contact-ended");
  return bytes;
}

/** What she wished last counts: it stands in her link, the token only says what she wished when it was made. */
function mustBeWanted(link: Link, minted: string): void {
  if (minted === "never" || link.contact.may === "never") throw new Fault("reply/not-allowed");
}

/**
 * Open words into a chat where a code phrase was used would be read by whoever stands behind her. Until answers in
 * cover exist there is no answer; staff act by other means. [Note: No open words into a covert chat]
 */
function mustNotGiveAway(isCovert: boolean, link: Link, now: UnixMs): void {
  if (isCovert || isCovertChat(link, now)) throw new Fault("reply/covert");
}

function mayWriteFirst(link: Link, now: UnixMs): boolean {
  if (link.contact.may === "any-time") return true;
  if (link.contact.may !== "hours") return false;
  const hour = (new Date(now).getUTCHours() + KAZAKHSTAN_UTC_HOURS) % 24;
  return hour >= link.contact.from && hour < link.contact.to;
}

function mustBeSendable(text: string): void {
  if (text.trim() === "" || text.length > MAX_ANSWER)
    throw new Fault("reply/too-long", { length: text.length, most: MAX_ANSWER });
  if (/https?:|www\.|t\.me\/|\b[a-z0-9-]+\.(?:kz|ru|com|org|net|info|me|link)\b/i.test(text))
    throw new Fault("reply/link-not-allowed");
}

function mustNotBeTooMany(lines: readonly CaseLine[], isLive: boolean, now: UnixMs): void {
  const since = now - (isLive ? LIVE_MS : HOUR_MS);
  const sent = lines.filter((line) => line.ok && line.body.entry === "message" && line.at > since).length;
  const most = isLive ? MOST_WHILE_LIVE : MOST_AN_HOUR;
  if (sent >= most) throw new Fault("reply/too-many", { sent, most });
}
