import type { TalkState } from "../domain/answers.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { COVER_MS, type Link } from "../domain/link.ts";
import { later, MINUTE_MS } from "../domain/time.ts";
import { CASE_STATUS, type CaseRow } from "../storage/rows.ts";
import { commitAnyway } from "./audit.ts";
import { type ChatRecord, linkWrite, readChat, stateWrite, turnOf as turnNumber } from "./chat-record.ts";
import { dueAt } from "./due.ts";
import { entryWrites } from "./entry-writes.ts";
import { findTied, tie } from "./link-ties.ts";
import { openCase } from "./open-case.ts";
import { type Posted, post } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import { beneathOf } from "./plan-cover.ts";
import { alertReaders } from "./readers.ts";
import { receiptsOf } from "./receipts.ts";
import { renderText } from "./render.ts";
import { fresh, goOn, type Plan } from "./run-talk.ts";
import { signalWrites } from "./signals.ts";
import type { Turn } from "./turn.ts";

/** A phrase heard again within this time is the same cry. */
const SAME_ALERT_MS = 10 * MINUTE_MS;
const TRIES = 4;
/** Talks of an order that is being taken already. */
const ORDERS: readonly string[] = ["order", "order-open"];

type AlertBody = Extract<EntryBody, { entry: "alert" }>;

/** A cry under cover, as it was heard. */
export interface Cry {
  readonly chat: ChatAddress;
  readonly updateId: string;
  readonly by: AlertBody["by"];
  readonly text: string;
  /** Her message, for hide; null: none. */
  readonly message: number | null;
  /** The language she was answered in, where her link does not know one. */
  readonly locale: Link["locale"];
}

/**
 * What came of it: what the shop says now, kept with the alert so that no crash comes between; nothing where this update
 * was heard before. `null`: nothing is kept, which she must be told in the shop's words.
 */
export type Alerted = { readonly posted: Posted | null } | null;

/**
 * A cry under cover: an urgent sealed case, at once and without a question, and the chat is a shop that takes an order from
 * now on. A state or a link that cannot be read does not stop it.
 */
export async function raiseAlert(parts: Parts, cry: Cry): Promise<Alerted> {
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const alerted = await tryAlert(parts, cry);
      if (alerted !== "conflict") return alerted;
    }
    throw new Fault("store/conflict");
  } catch (error) {
    parts.log({ event: "fault", at: "distress", code: codeOf(error) });
    return null;
  }
}

async function tryAlert(parts: Parts, cry: Cry): Promise<Alerted | "conflict"> {
  const record = await readChat(parts, cry.chat);
  const turn = turnOf(parts, record, cry);
  const same = await sameAlert(parts, record.link);
  if (same === null) await open(parts, turn, cry, turnNumber(record));
  else {
    turn.writes.push(...entryWrites(parts, [], same, [alertBody(record.link, cry)]), {
      write: "hear-person",
      caseId: same.caseId,
      due: dueAt(parts, "immediate"),
    });
  }
  const plan = await orderPlan(parts, turn, record.state, cry);
  const posted = post(parts, cry.chat, plan.out, {
    due: parts.keys.time.now(),
    heard: cry.message === null ? [] : [cry.message],
    turn: turnNumber(record),
  });
  const committed = await commitAnyway(parts, turn.act, [
    ...receiptsOf(parts, `alert ${cry.updateId}`),
    { write: "add-outbox", item: posted.row },
    linkWrite(parts, record, turn.link),
    ...(plan.state === null ? [] : [stateWrite(parts, record, plan.state)]),
    ...turn.writes,
  ]);
  return committed === "conflict" ? "conflict" : { posted: committed === "done" ? posted : null };
}

function turnOf(parts: Parts, { chat, link }: ChatRecord, { by, locale }: Cry): Turn {
  const now = parts.keys.time.now();
  const why = by === "urgent-order" ? by : "phrase";
  return {
    chat,
    edited: false,
    forwarded: false,
    message: null,
    dangerIn: () => ({ urgency: "none", signs: [] }), // It is as urgent as can be.
    cry: null,
    held: null,
    link: {
      ...link,
      locale: link.locale ?? locale,
      cover: { is: "order", why, until: later(now, COVER_MS) },
      pin: link.pin && { ...link.pin, wrong: 0 },
      heardAt: now,
    },
    writes: [],
    afterwards: [],
    act: null,
    handedOver: [],
    forgot: false,
    tells: [],
  };
}

/** The covert case of the same cry, while it is open. */
async function sameAlert(parts: Parts, link: Link): Promise<CaseRow | null> {
  const now = parts.keys.time.now();
  if (link.alertedAt === null || now - link.alertedAt >= SAME_ALERT_MS) return null;
  return findTied(parts, link, ({ covert, practice, status }) => covert && !practice && status !== CASE_STATUS.closed);
}

async function open(parts: Parts, turn: Turn, cry: Cry, number: number): Promise<void> {
  const { link } = turn;
  const { profile } = link;
  const opened = await openCase(parts, {
    chat: cry.chat,
    locale: link.locale ?? "ru",
    urgency: "immediate",
    covert: true,
    readers: alertReaders(parts),
    consentUnclear: false,
    contact: { may: "as-answer" },
    phone: null,
    bodies: [alertBody(link, cry), { entry: "cover", via: cry.chat.channel, now: "order" }],
    summary: {
      signs: [],
      place: profile?.address ? { place: "words", words: profile.address } : null,
      wants: profile?.wish === "send-police" && !link.policeExcluded ? ["police"] : [],
      policeExcluded: link.policeExcluded,
    },
  });
  const toTell = { chat: cry.chat, caseId: opened.caseId, locale: link.locale, turn: number };
  turn.writes.push(...opened.writes, ...signalWrites(parts, toTell));
  turn.act = opened.act;
  turn.link = { ...tie(link, opened.caseId, opened.epoch), alertedAt: parts.keys.time.now() };
}

function alertBody({ profile, twoWayCodeWord }: Link, { by, chat, text }: Cry): AlertBody {
  return {
    entry: "alert",
    by,
    via: chat.channel,
    text,
    ...(profile !== null && { profile }),
    ...(twoWayCodeWord !== null && { codeWord: twoWayCodeWord }),
  };
}

/** An order that is being taken goes on where it stood; any other talk waits beneath. */
async function orderPlan(parts: Parts, turn: Turn, state: TalkState | null, { by }: Cry): Promise<Plan> {
  const said = [renderText(parts, turn.link.locale, by === "urgent-order" ? "shop.marked-urgent" : "shop.accepted")];
  const goes = state !== null && ORDERS.includes(state.talk) && state.edition === parts.talks.get(state.talk)?.edition;
  return goOn(parts, turn, goes ? state : fresh(parts, "order", null, beneathOf(state)), said);
}
