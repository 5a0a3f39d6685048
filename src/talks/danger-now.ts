import type { ContactPolicy } from "../domain/link.ts";
import type { CaseRequest, Deed } from "./deed.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

const EDITION = 1;

/** Danger now: emergency numbers first, then a sealed alert if the person wants one. Every question may be skipped. */
export const dangerNow: Talk = { name: "danger-now", edition: EDITION, run: (d) => call(d, false) };

/** Danger was asked about and misunderstood twice: the hotline gets a case that says so; the police never do. */
export const dangerUnclear: Talk = { name: "danger-unclear", edition: EDITION, run: (d) => call(d, true) };

async function call(d: Dialogue, unclear: boolean): Promise<TalkEnd> {
  d.say("danger-now.call-first");
  const who = await d.perform({ do: "find-recipients", place: null });
  if (who.outcome !== "recipients" || who.hotline === null) return numbersOnly(d);

  const wish = unclear ? "unclear" : await askConsent(d, who.hotline, who.hotlineBackup);
  if (wish === "no") {
    d.say("danger-now.numbers-stay");
    return goTo("menu");
  }
  const kept = await d.perform({
    do: "open-case",
    request: alertOf({ ...who, centre: null, police: null }, wish === "unclear"),
  });
  if (kept.outcome !== "kept") {
    d.say("common.not-kept");
    return goTo("menu");
  }
  d.say("danger-now.sent", { organisation: who.hotline });
  return tellMore(d);
}

async function askConsent(d: Dialogue, organisation: string, backup: string | null) {
  return backup === null
    ? d.chooseOrUnclear("danger-now.alert", ["yes", "no"], { organisation })
    : d.chooseOrUnclear("danger-now.alert-with-backup", ["yes", "no"], { organisation, backup });
}

async function numbersOnly(d: Dialogue): Promise<TalkEnd> {
  d.say("danger-now.nobody-here");
  return goTo("menu");
}

/** Each answer goes to the case at once: she may have to stop at any word. */
async function tellMore(d: Dialogue): Promise<TalkEnd> {
  const kept: boolean[] = [];
  const place = await d.askPlace("danger-now.where");
  if (place !== null) kept.push(await keep(d, { do: "append-place", place }));

  const who = await d.chooseOrSkip("danger-now.who", ["me", "me-and-children", "children", "someone-else"]);
  if (who !== "skip") kept.push(await keep(d, { do: "append-answer", question: "who", answer: who }));

  const reach = await d.chooseOrSkip("danger-now.reach", ["write", "as-answer", "call"]);
  kept.push(await keep(d, { do: "set-contact", contact: reach === "write" ? ANY_TIME : AS_ANSWER }));
  if (reach === "call") {
    const number = await d.askWords("danger-now.number");
    if (number !== null) kept.push(await keep(d, { do: "append-answer", question: "number-to-call", answer: number }));
  }
  if (!kept.includes(false)) d.say("danger-now.we-are-here");
  return goTo("live");
}

/** Says so at once, with the numbers, when an answer could not be kept. */
async function keep(d: Dialogue, deed: Deed): Promise<boolean> {
  const { outcome } = await d.perform(deed);
  if (outcome === "not-kept") d.say("common.not-kept");
  return outcome !== "not-kept";
}

const ANY_TIME: ContactPolicy = { may: "any-time" };
const AS_ANSWER: ContactPolicy = { may: "as-answer" };

function alertOf(shown: CaseRequest["shown"], consentUnclear: boolean): CaseRequest {
  return {
    talk: consentUnclear ? "danger-unclear" : "danger-now",
    edition: EDITION,
    urgency: "immediate",
    signs: [],
    wants: [],
    place: null,
    consents: ["hotline"],
    shown,
    consentUnclear,
    policeExcluded: false,
    contact: AS_ANSWER,
    phone: null,
    answers: {},
    words: null,
  };
}
