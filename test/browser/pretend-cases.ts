import type { EntryBody } from "../../src/domain/case-contents.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { erasing, order, practice } from "./pretend-cover-cases.ts";
import {
  answers,
  bot,
  caseOf,
  consent,
  contact,
  dina,
  elsewhere,
  type Given,
  HOTLINE,
  me,
  ownedBy,
  type PretendCase,
  summary,
  text,
} from "./pretend-entries.ts";
import { CASE, pretendId } from "./pretend-ids.ts";
import { long, strange } from "./pretend-odd-cases.ts";
import { MEMBER, ORG } from "./pretend-people.ts";
import { lateOrder, tooLate, whatsapp } from "./pretend-whatsapp-cases.ts";

function urgent(now: number): PretendCase {
  const point = { place: "point", lat: 51.1605, lon: 71.4704 } as const;
  return caseOf(CASE.urgent, now, {
    urgency: "immediate",
    dueIn: 1.4,
    said: [
      [0.6, bot, summary({ urgency: "immediate", locale: "kk", consentUnclear: true })],
      [0.6, bot, consent(HOTLINE, true)],
      [0.6, bot, answers("danger-unclear", {})],
      [0.6, bot, contact("as-answer")],
      [0.4, bot, { entry: "location", via: "telegram", place: point }],
      [0.3, bot, answers("danger-now", { who: "me-and-children" })],
      [0.2, bot, text("Ол есікті сындырып жатыр. Балалар бөлмеде.", { signs: ["beaten-now", "harms-children"] })],
    ],
    row: { unheard: 7 },
    opened: {
      locale: "kk",
      consents: [{ kind: "hotline", organisation: ORG.hotline, unclear: true }],
    },
  });
}

function covert(now: number): PretendCase {
  return caseOf(CASE.covert, now, {
    urgency: "immediate",
    dueIn: -0.7,
    said: [
      [2.7, bot, summary({ urgency: "immediate", covert: true })],
      [2.7, bot, consent([...HOTLINE, { recipient: "hotline", organisation: ORG.backup, backup: true }])],
      [2.7, bot, { entry: "alert", by: "phrase", via: "telegram", text: "здравствуйте а чай с чабрецом ещё есть?" }],
      [2.7, bot, contact("any-time")],
      [1.2, bot, text("мне две пачки, подъезд со двора")],
    ],
    row: { covert: true, escalation: 1, unheard: 5 },
    opened: { contact: { way: "covert", phone: null, maxLength: 300 } },
  });
}

const TOLD = {
  happened: ["beats", "threatens", "controls"],
  signs: ["strangled", "threat-to-kill", "leaving"],
  children: "with-me",
  injuries: "hurt",
  where: { place: "words", words: "Майкудук, 13 микрорайон", region: "KZ-35", town: "kz-35-karaganda" },
  wants: ["shelter", "lawyer"],
  "safe-when": "any-time",
} as const;

function mine(now: number): PretendCase {
  const told = { ...TOLD, happened: [...TOLD.happened], signs: [...TOLD.signs], wants: [...TOLD.wants] };
  const place = { ...TOLD.where };
  const opened = caseOf(CASE.mine, now, {
    urgency: "high",
    dueIn: 6,
    said: [
      [1_475, bot, summary({ signs: told.signs, place, wants: told.wants })],
      [1_475, bot, consent([...HOTLINE, { recipient: "crisis_centre", organisation: ORG.full, backup: false }])],
      [1_475, bot, answers("intake", told)],
      [1_475, bot, { entry: "location", via: "telegram", place }],
      [1_475, bot, text("Он вчера душил меня при детях. Я хочу уйти, но некуда.", { signs: ["strangled", "leaving"] })],
      [1_475, bot, contact("any-time", "+7 000 000 00 00")],
      [1_462, me, { entry: "status", status: "read" }],
      [1_461, me, { entry: "message", text: "Здравствуйте. Ваше сообщение прочитано, сейчас вам отвечаю я." }],
      [1_461, me, { entry: "status", status: "answered" }],
      [1_440, bot, text("Спасибо. Он сейчас на работе до шести.")],
      [1_438, me, { entry: "note", text: "Кодовое слово для проверки: «василёк». Отвечать до 18:00." }],
      [30, bot, text("Документы у меня. Дети со мной.")],
      [24, me, { entry: "message", text: "Хорошо, что написали. Ищу место, где вас примут сегодня с детьми." }],
      [2, me, { entry: "message", text: "Есть место в центре. Передать им ваше сообщение?" }],
    ],
    row: { status: "answered", owner: ownedBy(MEMBER.aigul, now), unheard: 0 },
    opened: {
      contact: { way: "push", phone: "+7 000 000 00 00", maxLength: 3_900 },
      consents: [
        { kind: "hotline", organisation: ORG.hotline, unclear: false },
        { kind: "crisis_centre", organisation: ORG.full, unclear: false },
      ],
    },
  });
  const entry = (seq: number) => pretendId(`${CASE.mine} entry ${seq}`);
  return {
    ...opened,
    deliveries: [
      { entryId: entry(8), state: "delivered", reason: null },
      { entryId: entry(13), state: "failed", reason: "channel/blocked" },
      { entryId: entry(14), state: "sending", reason: null },
    ],
  };
}

function hers(now: number): PretendCase {
  return caseOf(CASE.hers, now, {
    urgency: "high",
    dueIn: 9,
    said: [
      [40, bot, summary({ locale: "kk", signs: ["stalks"], wants: ["talk"], policeExcluded: true })],
      [40, bot, consent(HOTLINE)],
      [40, bot, answers("intake", { happened: ["stalks"], signs: ["stalks"], children: "none", "safe-when": "skip" })],
      [40, bot, contact("as-answer")],
      [35, dina, { entry: "status", status: "read" }],
    ],
    row: { status: "read", owner: ownedBy(MEMBER.dina, now), unheard: 0 },
    opened: { locale: "kk", contact: { way: "pull", phone: null, maxLength: 4_000 } },
  });
}

function pull(now: number): PretendCase {
  return caseOf(CASE.pull, now, {
    urgency: "low",
    dueIn: 900,
    said: [
      [300, bot, summary({ urgency: "low", place: { place: "region", code: "KZ-47" }, wants: ["advice"] })],
      [300, bot, consent(HOTLINE)],
      [300, bot, answers("intake", { happened: [], wants: ["advice"], where: { place: "region", code: "KZ-47" } })],
      [300, bot, text("Хочу узнать про защитное предписание.")],
      [300, bot, contact("as-answer")],
    ],
    row: { status: "read", owner: ownedBy(MEMBER.aigul, now), unheard: 0 },
    opened: { contact: { way: "pull", phone: null, maxLength: 4_000 } },
  });
}

function ended(now: number): PretendCase {
  return caseOf(CASE.ended, now, {
    urgency: "low",
    dueIn: 1_200,
    said: [
      [900, bot, summary({ urgency: "low" })],
      [900, bot, consent(HOTLINE)],
      [900, bot, contact("never")],
      [600, dina, { entry: "status", status: "urgency", urgency: "low", reason: "Спросила только про адвоката" }],
      [500, dina, { entry: "contact-revoked" }],
    ],
    row: { status: "read", unheard: 0, waiting: false },
    opened: { contact: { way: "ended", phone: null, maxLength: 0 } },
  });
}

function closed(now: number): PretendCase {
  const call: EntryBody = {
    entry: "action",
    action: "called-102",
    at: now - 2_950 * MINUTE_MS,
    place: "двор, второй подъезд",
    consent: "life-in-danger",
    words: null,
  };
  return caseOf(CASE.closed, now, {
    urgency: "high",
    dueIn: -3_000,
    said: [
      [3_000, bot, summary({ signs: ["weapon"] })],
      [3_000, bot, consent(HOTLINE)],
      [2_990, dina, { entry: "status", status: "read" }],
      [2_948, dina, call],
      [2_900, dina, { entry: "status", status: "closed", outcome: "police", reason: "Полиция приехала, она у сестры" }],
    ],
    row: { status: "closed", unheard: 0, waiting: false, called102At: call.at, day: Math.floor(now / DAY_MS) - 2 },
    opened: { contact: { way: "never", phone: null, maxLength: 0 } },
  });
}

function packet(now: number): PretendCase {
  const quoted = (by: "bot" | "staff", body: EntryBody): EntryBody => ({
    entry: "quote",
    by,
    at: now - 5 * HOUR_MS,
    body: JSON.stringify(body),
  });
  const consents: Given = [{ recipient: "hotline", organisation: ORG.hotline, backup: false }];
  return caseOf(CASE.packet, now, {
    urgency: "high",
    dueIn: 18,
    said: [
      [12, elsewhere, summary({ signs: ["threat-to-kill"], place: { place: "town", id: "kz-75-almaty" } })],
      [12, elsewhere, quoted("bot", consent(consents))],
      [12, elsewhere, quoted("bot", text("Мне нужно уехать из города с дочкой."))],
      [12, elsewhere, quoted("staff", { entry: "note", text: "Просит говорить по-русски." })],
      [
        12,
        elsewhere,
        {
          entry: "referral",
          referralId: pretendId("referral in offered"),
          from: ORG.open,
          to: ORG.hotline,
          packet: true,
          state: "offered",
        },
      ],
      [12, bot, contact("as-answer")],
    ],
    row: {
      referral: { referralId: pretendId("referral in offered"), from: ORG.open, state: "offered" },
      first: ORG.open,
    },
    opened: { contact: { way: "pull", phone: null, maxLength: 4_000 } },
  });
}

/** Cases of every urgency and kind, as they stand at `now`. */
export function pretendCases(now: number): readonly PretendCase[] {
  const telegram = [urgent, covert, order, practice, erasing, mine, hers, strange, long, pull, ended, closed, packet];
  return [...telegram, whatsapp, tooLate, lateOrder].map((make) => make(now));
}
