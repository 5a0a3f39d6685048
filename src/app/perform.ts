import type { Outcome, PlaceAnswer } from "../domain/answers.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { printHex } from "../domain/ids.ts";
import { MINUTE_MS } from "../domain/time.ts";
import { raise, URGENCIES, type Urgency } from "../domain/urgency.ts";
import type { CaseRow } from "../storage/rows.ts";
import { CASE_STATUS } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { DANGER_EDITION } from "../talks/danger-now.ts";
import type { CaseRequest, Deed } from "../talks/deed.ts";
import { contactEntry } from "./contact-entry.ts";
import { dueAt } from "./due.ts";
import { entryWrites } from "./entry-writes.ts";
import { findRecipients } from "./find-recipients.ts";
import { findTied, tie } from "./link-ties.ts";
import { noticeWrites } from "./notices.ts";
import { openCase } from "./open-case.ts";
import { appendOrder, appendOrderPlace, hasOrder } from "./order-case.ts";
import type { Parts } from "./parts.ts";
import { isCodeDeed, performCode } from "./perform-codes.ts";
import { isTraceDeed, performTrace } from "./perform-traces.ts";
import { agreedReaders } from "./readers.ts";
import { shopTopic } from "./shop-topic.ts";
import type { Turn } from "./turn.ts";
import { takeWaiting } from "./waiting.ts";

/** Two presses within this time are one cry. */
const SAME_CRY_MS = 10 * MINUTE_MS;

const DONE: Outcome = { outcome: "done" };
const NOT_KEPT: Outcome = { outcome: "not-kept" };

/**
 * Does what a talk asks for. What cannot be sealed is not kept, and the talk is told so: it says it to her, with the numbers.
 *
 * @throws {Fault} `store/…`, `keys/…` only where nothing is lost by starting the turn again.
 */
export async function perform(parts: Parts, turn: Turn, deed: Deed): Promise<Outcome> {
  if (isCodeDeed(deed)) return orNotKept(parts, () => performCode(parts, turn, deed));
  if (isTraceDeed(deed)) return orNotKept(parts, () => performTrace(parts, turn, deed));
  switch (deed.do) {
    case "speak":
      turn.link = { ...turn.link, locale: deed.locale };
      return DONE;
    case "exclude-police":
      turn.link = { ...turn.link, policeExcluded: true };
      return DONE;
    case "find-recipients":
      return orNotKept(parts, async () => findRecipients(parts, turn, deed.place));
    case "open-case":
      return orNotKept(parts, () => open(parts, turn, deed.request));
    case "append-place":
      return orNotKept(parts, () =>
        append(parts, turn, [{ entry: "location", via: turn.chat.channel, place: deed.place }]),
      );
    case "append-answer":
      return orNotKept(parts, () => append(parts, turn, [answerBody(turn, deed.question, deed.answer)]));
    case "append-words":
      return orNotKept(parts, () => append(parts, turn, [textBody(turn, deed.words)]));
    case "set-contact":
      turn.link = { ...turn.link, contact: deed.contact };
      return orNotKept(parts, () => appendContact(parts, turn));
    case "find-case":
      return orNotKept(parts, () => findOpenCase(parts, turn));
    case "hand-over-waiting":
      return { outcome: await takeWaiting(parts, turn, deed.asked) };
    case "append-order":
      return orNotKept(parts, () => appendOrder(parts, turn, deed));
    case "append-order-place":
      return orNotKept(parts, () => appendOrderPlace(parts, turn, deed.place));
    case "find-order":
      return (await hasOrder(parts, turn)) ? { outcome: "kept", reader: "nobody" } : NOT_KEPT;
    case "shop-topic":
      return shopTopic(parts, turn, deed.asked, deed.words);
    case "told-way-back":
      turn.link = { ...turn.link, knowsWayBack: true };
      return DONE;
  }
}

async function open(parts: Parts, turn: Turn, request: CaseRequest): Promise<Outcome> {
  const same = await sameCry(parts, turn, request);
  if (same !== null) return same;
  const cry = request.talk === "intake" ? null : turn.cry;
  const { chat, link } = turn;
  const answers = Object.fromEntries(
    Object.entries(request.answers).map(([name, answer]) => [name, Array.isArray(answer) ? [...answer] : answer]),
  ) as Extract<EntryBody, { entry: "intake" }>["answers"];
  const bodies: EntryBody[] = [
    { entry: "intake", talk: request.talk, edition: request.edition, via: chat.channel, answers },
  ];
  if (request.place !== null) bodies.push({ entry: "location", via: chat.channel, place: request.place });
  const texts = [cry, request.words].filter((words) => words !== null);
  for (const words of texts) bodies.push(textBody(turn, words));
  if (link.twoWayCodeWord !== null) bodies.push({ entry: "code-word", via: chat.channel, word: link.twoWayCodeWord });
  const heard = [...texts, ...placeWords(request.place)].map(turn.dangerIn);
  const opened = await openCase(parts, {
    chat,
    locale: link.locale ?? "ru",
    urgency: heard.reduce((so, { urgency }) => (urgency === "none" ? so : raise(so, urgency)), request.urgency),
    covert: false,
    readers: agreedReaders(parts, request, link.policeExcluded),
    consentUnclear: request.consentUnclear,
    contact: request.contact,
    phone: request.phone,
    bodies,
    summary: {
      signs: [...new Set([...request.signs, ...heard.flatMap(({ signs }) => signs)])],
      place: request.place,
      wants: [...request.wants],
      policeExcluded: link.policeExcluded,
    },
  });
  turn.writes.push(...opened.writes);
  turn.act = opened.act;
  turn.link = tie({ ...link, contact: request.contact }, opened.caseId, opened.epoch);
  return { outcome: "kept", reader: opened.reader };
}

/**
 * Danger now, pressed again while her last urgent case is some minutes old and unread, is the same cry: it goes into that
 * case. A chat cannot bury the queue under its own cases.
 */
async function sameCry(parts: Parts, turn: Turn, request: CaseRequest): Promise<Outcome | null> {
  // Where she stopped contact nobody could answer in the old case.
  const isNew = request.talk === "intake" || turn.link.contact.may === "never";
  const row = isNew ? null : await currentCase(parts, turn);
  if (!row || row.status !== CASE_STATUS.unread || row.urgency !== URGENCIES.indexOf("immediate")) return null;
  const openedAt = row.due - parts.targets.immediate;
  if (parts.keys.time.now() - openedAt > SAME_CRY_MS) return null;
  return append(parts, turn, [answerBody(turn, "pressed-again", request.talk)]);
}

async function findOpenCase(parts: Parts, turn: Turn): Promise<Outcome> {
  if (turn.writes.some(({ write }) => write === "add-case")) return { outcome: "kept", reader: "nobody" };
  const row = await currentCase(parts, turn);
  return row && row.status !== CASE_STATUS.closed ? { outcome: "kept", reader: "nobody" } : NOT_KEPT;
}

/**
 * The case that her words belong to: the one answered or opened last. An alert by code phrase is none of them: it was
 * given to the hotline, and what she writes to others is not for it.
 */
function currentCase(parts: Parts, turn: Turn): Promise<CaseRow | null> {
  return findTied(parts, turn.link, (row) => !row.covert);
}

async function append(parts: Parts, turn: Turn, bodies: readonly EntryBody[]): Promise<Outcome> {
  const opening = turn.writes.some(({ write: kind }) => kind === "add-case");
  if (opening) throw new Fault("unexpected"); // A talk asks something between opening and adding.
  const row = await currentCase(parts, turn);
  if (row === null || row.status === CASE_STATUS.closed) return NOT_KEPT;
  const hear = bodies.every(({ entry }) => entry === "contact") ? [] : [hearWrite(parts, turn, row, bodies)];
  turn.writes.push(
    ...entryWrites(parts, turn.writes, row, bodies),
    ...hear,
    ...(await raiseWrites(parts, turn, row, bodies)),
  );
  return { outcome: "kept", reader: row.status === CASE_STATUS.unread ? "nobody" : "human" };
}

async function appendContact(parts: Parts, turn: Turn): Promise<Outcome> {
  const row = await currentCase(parts, turn);
  if (row === null) return NOT_KEPT;
  const organisations = (await parts.store.grantsOf(row.caseId)).map(({ recipientId }) => recipientId);
  return append(parts, turn, [
    contactEntry(parts, {
      caseId: row.caseId,
      chat: turn.chat,
      contact: turn.link.contact,
      phone: null,
      organisations,
    }),
  ]);
}

function answerBody(turn: Turn, question: string, answer: string): EntryBody {
  return {
    entry: "intake",
    talk: "danger-now",
    edition: DANGER_EDITION,
    via: turn.chat.channel,
    answers: { [question]: answer },
  };
}

function textBody(turn: Turn, text: string): EntryBody {
  const { forwarded, edited: correctsEarlier, chat } = turn;
  const { signs } = turn.dangerIn(text);
  const heard = signs.length > 0 ? { signs: [...signs] } : {};
  return { entry: "text", via: chat.channel, text, forwarded, correctsEarlier, ...heard };
}

function placeWords(place: PlaceAnswer | null): readonly string[] {
  return place?.place === "words" ? [place.words] : [];
}

/** Her own words in an entry, wherever she wrote them. */
function wordsIn(body: EntryBody): readonly string[] {
  if (body.entry === "text") return [body.text];
  if (body.entry === "location") return placeWords(body.place);
  return body.entry === "intake" ? Object.values(body.answers).filter((answer) => typeof answer === "string") : [];
}

/** Somebody should hear it as soon as it is urgent; also where the case was read, and answered, long ago. */
function hearWrite(parts: Parts, turn: Turn, row: CaseRow, bodies: readonly EntryBody[]): Write {
  const urgency = raise(URGENCIES[row.urgency] ?? "immediate", urgencyIn(turn, bodies));
  return { write: "hear-person", caseId: row.caseId, due: dueAt(parts, urgency) };
}

function urgencyIn(turn: Turn, bodies: readonly EntryBody[]): Urgency {
  const heard = bodies.flatMap(wordsIn).map((words) => turn.dangerIn(words).urgency);
  return heard.reduce<Urgency>((so, one) => (one === "none" ? so : raise(so, one)), "low");
}

/** What she adds may make a case more urgent, never less. Whoever can read it is told. */
async function raiseWrites(
  parts: Parts,
  turn: Turn,
  row: CaseRow,
  bodies: readonly EntryBody[],
): Promise<readonly Write[]> {
  const urgency = urgencyIn(turn, bodies);
  const index = URGENCIES.indexOf(urgency);
  if (index >= row.urgency) return [];
  const { caseId } = row;
  const recipients = parts.deployment().recipients;
  const readers = (await parts.store.grantsOf(caseId))
    .filter(({ released }) => released)
    .map(({ recipientId }) => recipients.get(printHex(recipientId)))
    .filter((one) => one !== undefined);
  return [
    { write: "raise-urgency", caseId, urgency: index, due: dueAt(parts, urgency) },
    ...noticeWrites(parts, readers, urgency, "raised"),
  ];
}

async function orNotKept(parts: Parts, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    parts.log({ event: "fault", at: "open-case", code });
    return NOT_KEPT;
  }
}
