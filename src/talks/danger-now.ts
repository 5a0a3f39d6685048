import type { ContactPolicy } from "../domain/link.ts";
import type { Directory } from "../services/help-near.ts";
import type { CaseRequest, Deed } from "./deed.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";
import { askOnce, understand } from "./where-typed.ts";
import { sayWhoIsThere } from "./who-is-there.ts";

export const DANGER_EDITION = 2;

/** Danger now: emergency numbers first, then a sealed alert if the person wants one. Every question may be skipped. */
export function dangerNow(directory: Directory): Talk {
  return { name: "danger-now", edition: DANGER_EDITION, run: (d) => call(d, directory, false) };
}

/** Danger was asked about and misunderstood twice: the hotline gets a case that says so; the police never do. */
export function dangerUnclear(directory: Directory): Talk {
  return { name: "danger-unclear", edition: DANGER_EDITION, run: (d) => call(d, directory, true) };
}

async function call(d: Dialogue, directory: Directory, unclear: boolean): Promise<TalkEnd> {
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
  sayWhoIsThere(d, kept, { organisation: who.hotline, backup: who.hotlineBackup });
  return tellMore(d, directory);
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
async function tellMore(d: Dialogue, directory: Directory): Promise<TalkEnd> {
  const kept = [...(await tellPlace(d, directory))];

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

/** What she says is kept before anything is asked about it, and one question at most is. [Note: Rather ask than guess] */
async function tellPlace(d: Dialogue, directory: Directory): Promise<readonly boolean[]> {
  const place = await d.askPlace("danger-now.where");
  if (place === null) return [];
  const kept = [await keep(d, { do: "append-place", place: understand(directory, place) })];
  const closer = await askOnce(d, directory, place);
  return closer === null ? kept : [...kept, await keep(d, { do: "append-place", place: closer })];
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
    edition: DANGER_EDITION,
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
