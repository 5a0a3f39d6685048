import type { Delivery } from "../../src/browser/desk/port.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import {
  bot,
  caseOf,
  consent,
  contact,
  HOTLINE,
  me,
  ownedBy,
  type PretendCase,
  summary,
  text,
} from "./pretend-entries.ts";
import { CASE, pretendId } from "./pretend-ids.ts";
import { MEMBER } from "./pretend-people.ts";

const via = "whatsapp" as const;
const says = (words: string): EntryBody => text(words, { via });

/** As the rule of the domain has it. */
const WINDOW_MINUTES = 24 * 60 - 10;

/** WhatsApp's window is open for three hours and twenty minutes more; every fate of a message is there. */
export function whatsapp(now: number): PretendCase {
  const heard = WINDOW_MINUTES - 200;
  const opened = caseOf(CASE.whatsapp, now, {
    urgency: "high",
    dueIn: 9,
    said: [
      [heard + 30, bot, summary({ signs: ["stalks"], wants: ["lawyer"] })],
      [heard + 30, bot, consent(HOTLINE)],
      [heard + 30, bot, contact("any-time", "+7 000 000 00 00")],
      [heard, bot, says("Он опять ждал меня у работы.")],
      [heard - 5, me, { entry: "message", text: "Мы прочитали." }],
      [heard - 30, me, { entry: "message", text: "Вы сейчас дома?" }],
      [heard - 60, me, { entry: "message", text: "Можно ли вам позвонить?" }],
      [heard - 90, me, { entry: "message", text: "Юрист свободен завтра." }],
      [20, me, { entry: "message", text: "Напишите, когда сможете." }],
    ],
    row: { status: "answered", owner: ownedBy(MEMBER.aigul, now), unheard: 0 },
    opened: {
      contact: {
        phone: "+7 000 000 00 00",
        maxLength: 1_000,
        channel: via,
        window: { endsAt: now + 200 * MINUTE_MS, knocks: true },
      },
    },
  });
  const fate = (seq: number, state: Delivery["state"], reason: Delivery["reason"] = null): Delivery => ({
    entryId: pretendId(`${CASE.whatsapp} entry ${seq}`),
    state,
    reason,
  });
  const deliveries = [
    fate(5, "delivered"),
    fate(6, "failed", "channel/window-closed"),
    fate(7, "failed", "channel/blocked"),
    fate(8, "failed", "channel/unreachable"),
    fate(9, "sent"),
  ];
  return { ...opened, deliveries };
}

/** Her last word is two days old. She may be written to at any time, and WhatsApp lets nothing through. */
export function tooLate(now: number): PretendCase {
  return caseOf(CASE.tooLate, now, {
    urgency: "medium",
    dueIn: 100,
    said: [
      [2 * 1_440, bot, summary({ urgency: "medium", locale: "kk", wants: ["shelter"] })],
      [2 * 1_440, bot, consent(HOTLINE)],
      [2 * 1_440, bot, contact("any-time")],
      [2 * 1_440, bot, says("Баратын жерім жоқ.")],
    ],
    row: { status: "read", owner: ownedBy(MEMBER.aigul, now), unheard: 0 },
    opened: {
      locale: "kk",
      contact: { way: "pull", maxLength: 1_000, channel: via, window: windowOf(now, true) },
    },
  });
}

/** An order that she left a day and more ago; she allowed nothing but answers. */
export function lateOrder(now: number): PretendCase {
  return caseOf(CASE.lateOrder, now, {
    urgency: "high",
    dueIn: 30,
    said: [
      [2 * 1_440, bot, summary({ covert: true })],
      [2 * 1_440, bot, consent(HOTLINE)],
      [2 * 1_440, bot, { entry: "alert", by: "phrase", via, text: "а чай с чабрецом есть?" }],
      [2 * 1_440, bot, { entry: "cover", via, now: "order" }],
      [2 * 1_440, bot, contact("as-answer")],
      [600, bot, { entry: "cover", via, now: "decoy" }],
    ],
    row: { covert: true, status: "read", owner: ownedBy(MEMBER.aigul, now), unheard: 0 },
    opened: {
      contact: { way: "covert-waits", maxLength: 1_000, channel: via, window: windowOf(now, false) },
    },
  });
}

function windowOf(now: number, knocks: boolean): PretendCase["contact"]["window"] {
  return { endsAt: now - 2 * DAY_MS + WINDOW_MINUTES * MINUTE_MS, knocks };
}
