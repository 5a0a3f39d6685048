import type { MemberCard } from "../../src/browser/desk/port.ts";
import type { OrganisationCard, ReadyPhrase } from "../../src/domain/desk/organisation.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { pretendFingerprint, pretendId } from "./pretend-ids.ts";

/** Organisations by what the samples call them. All are made up. */
export const ORG = {
  hotline: pretendId("org hotline"),
  backup: pretendId("org backup"),
  open: pretendId("org centre open"),
  full: pretendId("org centre full"),
  closed: pretendId("org centre closed"),
  police: pretendId("org police"),
  oversight: pretendId("org oversight"),
} as const;

export const MEMBER = {
  aigul: pretendId("member aigul"),
  dina: pretendId("member dina"),
  marat: pretendId("member marat"),
  saule: pretendId("member saule"),
  waiting: pretendId("member waiting"),
  retired: pretendId("member retired"),
} as const;

type Said = Pick<OrganisationCard, "intake" | "beds" | "onDuty">;

function card(
  id: string,
  name: string,
  kind: OrganisationCard["kind"],
  town: string | null,
  now: number,
  said: Said,
): OrganisationCard {
  const intakeAt = said.intake === "unknown" ? null : now - 35 * MINUTE_MS;
  return { id, name, kind, town, serviceId: null, intakeAt, ...said };
}

export function pretendOrganisations(now: number): readonly OrganisationCard[] {
  const unknown: Said = { intake: "unknown", beds: null, onDuty: true };
  return [
    card(ORG.hotline, "Горячая линия «Тірек» (демо)", "hotline", "kz-71-astana", now, unknown),
    card(ORG.backup, "«Жанымда» сенім телефоны (демо)", "hotline", "kz-75-almaty", now, unknown),
    card(ORG.open, "Кризисный центр «Үміт» (демо)", "crisis-centre", "kz-71-astana", now, {
      intake: "open",
      beds: 4,
      onDuty: true,
    }),
    card(ORG.full, "«Ақ қанат» дағдарыс орталығы (демо)", "crisis-centre", "kz-35-karaganda", now, {
      intake: "full",
      beds: 0,
      onDuty: true,
    }),
    card(ORG.closed, "Кризисный центр «Мейірім» (демо)", "crisis-centre", "kz-75-almaty", now, {
      intake: "closed",
      beds: null,
      onDuty: false,
    }),
    card(ORG.police, "Дежурная часть (демо)", "police", "kz-71-astana", now, unknown),
    card(ORG.oversight, "Надзор (демо)", "oversight", null, now, { ...unknown, onDuty: false }),
  ];
}

export function pretendMembers(): readonly MemberCard[] {
  const member = (
    memberId: string,
    name: string,
    role: MemberCard["role"],
    more: Partial<MemberCard> = {},
  ): MemberCard => ({
    memberId,
    name,
    role,
    standing: "active",
    fingerprint: pretendFingerprint(name),
    onDuty: false,
    isMe: false,
    ...more,
  });
  return [
    member(MEMBER.aigul, "Айгүл С.", "admin", { isMe: true, onDuty: true }),
    member(MEMBER.dina, "Дина К.", "staff", { onDuty: true }),
    member(MEMBER.marat, "Марат Т.", "staff"),
    member(MEMBER.saule, "Сәуле Ө.", "reader"),
    member(MEMBER.waiting, "Гүлнұр Ә.", "staff", { standing: "waiting-for-comparison" }),
    member(MEMBER.retired, "Ольга П.", "staff", { standing: "retired" }),
  ];
}

type Texts = ReadyPhrase["texts"];

function phrase(order: number, set: ReadyPhrase["set"], texts: Texts, needs102 = false): ReadyPhrase {
  return { phraseId: pretendId(`phrase ${set} ${order}`), set, texts, needs102, order };
}

export function pretendPhrases(): readonly ReadyPhrase[] {
  return [
    phrase(0, "open", {
      kk: "Сәлеметсіз бе. Мен хабарламаңызды оқыдым, енді сізге жауап беріп отырмын. Қазір қауіпсіз жердесіз бе?",
      ru: "Здравствуйте. Ваше сообщение прочитано, сейчас вам отвечаю я. Вы сейчас в безопасном месте?",
      en: "Hello. I have read your message and am answering you now. Are you in a safe place?",
    }),
    phrase(1, "open", {
      kk: "Асықпаңыз. Қалай ыңғайлы болса, солай жазыңыз.",
      ru: "Не торопитесь. Пишите так, как вам удобно.",
      en: "Take your time. Write in whatever way is easy for you.",
    }),
    phrase(
      2,
      "open",
      {
        kk: "102-ге қоңырау шалдық. Сізге көмек жолда.",
        ru: "Мы позвонили в 102. К вам едут.",
        en: "We have called 102. Help is on its way to you.",
      },
      true,
    ),
    phrase(0, "covert", {
      kk: "Тапсырысыңызды дәріханашыға бердік. Ол қарап жатыр.",
      ru: "Ваш заказ передан фармацевту, он его смотрит.",
      en: "We have passed your order to the pharmacist, who is looking at it.",
    }),
    phrase(
      1,
      "covert",
      {
        kk: "Тапсырыс қабылданды, курьерге берілді.",
        ru: "Заказ принят и передан курьеру.",
        en: "The order is accepted and has been passed to the courier.",
      },
      true,
    ),
    phrase(2, "covert", {
      kk: "Бұл тауар әзірге жоқ, бізді күтпегеніңіз дұрыс.",
      ru: "Этого пока нет в наличии, лучше нас не ждать.",
      en: "It is not in stock yet; better not to wait for us.",
    }),
  ];
}
