import type { CaseLine, OpenedCase } from "../../src/browser/desk/port.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import type { QueueRow } from "../../src/domain/desk/queue-row.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import type { Urgency } from "../../src/domain/urgency.ts";
import { pretendId } from "./pretend-ids.ts";
import { ORG } from "./pretend-people.ts";

/** A case of the pretend desk is what opening it gives. */
export type PretendCase = OpenedCase;

export const bot = { kind: "bot", name: null, organisation: null, isMe: false } as const;
export const me = { kind: "staff", name: "Айгүл С.", organisation: ORG.hotline, isMe: true } as const;
export const dina = { kind: "staff", name: "Дина К.", organisation: ORG.hotline, isMe: false } as const;
export const elsewhere = { kind: "staff", name: null, organisation: ORG.open, isMe: false } as const;

type Author = Extract<CaseLine, { ok: true }>["author"];
export type Said = readonly [minutesAgo: number, author: Author, body: EntryBody];

/** Lines with numbers and ids, oldest first. */
function linesOf(caseId: string, now: number, said: readonly Said[]): readonly CaseLine[] {
  return said.map(([minutes, author, body], i) => ({
    ok: true,
    seq: i + 1,
    entryId: pretendId(`${caseId} entry ${i + 1}`),
    at: now - minutes * MINUTE_MS,
    author,
    body,
  }));
}

interface Wanted {
  readonly urgency: Urgency;
  readonly dueIn: number;
  readonly said: readonly Said[];
  readonly row?: Partial<QueueRow>;
  readonly opened?: Partial<Omit<OpenedCase, "row" | "lines" | "contact">> & {
    readonly contact?: Partial<OpenedCase["contact"]>;
  };
}

/** The shop of a covert case. */
const pretendShop: NonNullable<OpenedCase["shop"]> = {
  name: { kk: "Жақын дәріхана", ru: "Аптека рядом" },
  says: {
    address: { kk: "Қай мекенжайға жеткізейік?", ru: "Куда доставить?" },
    "how-soon": { kk: "Тапсырыс қашан керек?", ru: "Когда нужен заказ?" },
    people: { kk: "Кімге аласыз?", ru: "Кому берёте?" },
    seen: { kk: "Фармацевт тапсырысыңызды тексеріп жатыр.", ru: "Фармацевт проверяет ваш заказ." },
    "not-in-stock": {
      kk: "Өкінішке орай, бұл қазір жоқ. Бізді күтпей, басқа дәріханадан қарап көріңіз.",
      ru: "К сожалению, этого сейчас нет в наличии. Не ждите нас, посмотрите в другой аптеке.",
    },
    cancel: { kk: "Бас тарту", ru: "Отмена" },
    urgent: { kk: "Жедел жеткізу", ru: "Срочная доставка" },
  },
};

const PUSH = { way: "push", phone: null, maxLength: 4_000, channel: "telegram", window: null } as const;

export function caseOf(caseId: string, now: number, wanted: Wanted): PretendCase {
  return {
    row: {
      caseId,
      name: caseId.slice(0, 6),
      urgency: wanted.urgency,
      status: "unread",
      dueAt: now + wanted.dueIn * MINUTE_MS,
      waiting: true,
      day: Math.floor(now / DAY_MS),
      covert: false,
      practice: false,
      eraseAt: null,
      unheard: 1,
      owner: null,
      escalation: 0,
      first: ORG.hotline,
      referral: null,
      called102At: null,
      ...wanted.row,
    },
    lines: linesOf(caseId, now, wanted.said),
    shorterThanSeen: false,
    deliveries: [],
    referrals: [],
    consents: [{ kind: "hotline", organisation: ORG.hotline, unclear: false }],
    shop: wanted.row?.covert ? pretendShop : null,
    locale: "ru",
    ...wanted.opened,
    contact: { ...PUSH, ...wanted.opened?.contact },
  };
}

export const text = (words: string, more: Partial<Extract<EntryBody, { entry: "text" }>> = {}): EntryBody => ({
  entry: "text",
  via: "telegram",
  text: words,
  forwarded: false,
  correctsEarlier: false,
  ...more,
});

export const summary = (more: Partial<Extract<EntryBody, { entry: "summary" }>>): EntryBody => ({
  entry: "summary",
  urgency: "high",
  signs: [],
  place: null,
  wants: [],
  covert: false,
  consentUnclear: false,
  policeExcluded: false,
  locale: "ru",
  ...more,
});

export type Given = Extract<EntryBody, { entry: "consent" }>["given"];
export const HOTLINE: Given = [{ recipient: "hotline", organisation: ORG.hotline, backup: false }];
export const consent = (given: Given, unclear = false): EntryBody => ({ entry: "consent", given, unclear });

export const contact = (may: "as-answer" | "any-time" | "never", phone: string | null = null): EntryBody => ({
  entry: "contact",
  contact: { may },
  phone,
  tokens: [{ organisation: ORG.hotline, token: "00" }],
});

export const answers = (talk: string, given: Extract<EntryBody, { entry: "intake" }>["answers"]): EntryBody => ({
  entry: "intake",
  talk,
  edition: 2,
  via: "telegram",
  answers: given,
});

export const ownedBy = (memberId: string, now: number) => ({
  memberId,
  organisation: ORG.hotline,
  leaseUntil: now + 11 * MINUTE_MS,
});
