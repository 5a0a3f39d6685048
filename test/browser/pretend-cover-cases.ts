import type { EntryBody } from "../../src/domain/case-contents.ts";
import { DAY_MS } from "../../src/domain/time.ts";
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
import { CASE } from "./pretend-ids.ts";
import { MEMBER } from "./pretend-people.ts";

const via = "telegram" as const;

function answered(question: string, asked: string, words: string, option: string | null): EntryBody {
  return { entry: "order", via, persona: "pharmacy", question, asked, answered: words, option };
}

/** An order that is being taken, by the one who looks: everything laid down beforehand is there. */
export function order(now: number): PretendCase {
  const profile = {
    address: "Сәтбаев көшесі, екінші подъезд, домофон істемейді",
    household: "Күйеуім, оның анасы, екі бала",
    wish: "send-police",
  } as const;
  const alert: EntryBody = {
    entry: "alert",
    by: "personal-phrase",
    via,
    text: "а витамины для бабушки привезли?",
    profile,
    codeWord: "василёк",
  };
  return caseOf(CASE.order, now, {
    urgency: "immediate",
    dueIn: 3,
    said: [
      [9, bot, summary({ urgency: "immediate", covert: true, wants: ["police"] })],
      [9, bot, consent(HOTLINE)],
      [9, bot, alert],
      [9, bot, { entry: "cover", via, now: "order" }],
      [9, bot, contact("as-answer")],
      [8, bot, answered("how-soon", "Когда нужен заказ?", "Как можно скорее", "now")],
      [7, bot, answered("people", "Кому берёте?", "Себе и детям", "with-children")],
      [6, bot, answered("reactions", "Есть аллергия на лекарства или травы?", "немного было вчера", null)],
      [5, me, { entry: "status", status: "read" }],
      [4, bot, { entry: "cover", via, now: "duress" }],
      [3, bot, { entry: "alert", by: "urgent-order", via, text: "" }],
      [2, bot, answered("strength", "Упаковку большую или маленькую?", "Большую", "strong")],
      [1, bot, answered("open", "", "подъезд со двора, звонок не работает", null)],
    ],
    row: { covert: true, status: "read", owner: ownedBy(MEMBER.aigul, now), unheard: 0 },
    opened: { contact: { way: "covert", phone: null, maxLength: 1_000 } },
  });
}

/** Somebody tries out her phrase. */
export function practice(now: number): PretendCase {
  return caseOf(CASE.practice, now, {
    urgency: "low",
    dueIn: 900,
    said: [
      [30, bot, summary({ urgency: "low", covert: true, locale: "kk" })],
      [30, bot, consent(HOTLINE)],
      [30, bot, { entry: "alert", by: "personal-phrase", via, text: "шай бар ма еді", practice: true }],
      [30, bot, contact("as-answer")],
    ],
    row: { covert: true, practice: true, owner: ownedBy(MEMBER.aigul, now), status: "read", unheard: 0 },
    opened: { locale: "kk", contact: { way: "covert-waits", phone: null, maxLength: 1_000 } },
  });
}

/** An open case whose chat became a shop by the sign that he reads; and somebody asked to have it destroyed. */
export function erasing(now: number): PretendCase {
  const eraseAt = now + 2 * DAY_MS;
  return caseOf(CASE.erasing, now, {
    urgency: "high",
    dueIn: 9,
    said: [
      [400, bot, summary({ signs: ["threat-to-kill"] })],
      [400, bot, consent(HOTLINE)],
      [400, bot, text("Он сказал, что найдёт меня.", { signs: ["threat-to-kill"] })],
      [400, bot, contact("any-time")],
      [300, bot, { entry: "code-word", via, word: "ромашка" }],
      [290, me, { entry: "status", status: "read" }],
      [60, bot, { entry: "cover", via, now: "duress" }],
      [50, bot, { entry: "erasure", via, step: "asked", at: eraseAt }],
    ],
    row: { status: "read", owner: ownedBy(MEMBER.aigul, now), eraseAt, unheard: 0 },
    opened: { contact: { way: "under-cover", phone: null, maxLength: 1_000 } },
  });
}
