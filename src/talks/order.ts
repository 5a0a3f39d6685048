import type { TextKey } from "../i18n/text-keys.ts";
import type { Dialogue, OptionOf, QuestionName } from "./dialogue.ts";
import { reply } from "./order-reply.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * The covert talk: a shop takes an order, and each answer has a second meaning that only staff know (covert.yaml). The case
 * is open before the first question; every answer goes into it at once, and she may stop at any of them.
 */
export const order: Talk = { name: "order", edition: 2, run: takeOrder };

/** The order stands: whatever she writes goes into the case, and what staff answer is a shop's word. */
export const orderOpen: Talk = { name: "order-open", edition: 1, run: stayOpen };

async function takeOrder(d: Dialogue): Promise<TalkEnd> {
  const hasAddress = await askAddress(d);
  await ask(d, "shop.how-soon", ["now", "today", "later"]);
  await ask(d, "shop.people", ["one", "with-children", "children", "others"]);
  await ask(d, "shop.reactions", ["strong", "mild", "none"]);
  await ask(d, "shop.strength", ["strong", "mild"]);
  const ring = await ask(d, "shop.ring", ["yes", "write"]);
  if (ring === "yes") await askNumber(d);
  const finish = await ask(d, "shop.finish", ["now", "pharmacist"]);
  if (finish !== LOST) d.say(finish === "pharmacist" ? "shop.to-clarify" : "shop.placed");
  if (!hasAddress) d.say("shop.no-address");
  return goTo("order-open");
}

/** How often a question is asked at most: once more after she asked something herself. */
const MOST_ASKED = 2;

/** @returns whether she gave one. */
async function askAddress(d: Dialogue): Promise<boolean> {
  for (let times = 0; times < MOST_ASKED; times += 1) {
    const place = await d.askPlace("shop.address", "shop.tell-later");
    if (place === null) return false;
    const kept = await keep(d, { do: "append-order-place", place });
    const asked = kept && place.place === "words" && (await reply(d, place.words, null)) === "answered";
    if (!asked) return true;
  }
  return false;
}

async function askNumber(d: Dialogue): Promise<void> {
  const words = await d.askWords("shop.number", "shop.tell-later");
  if (words !== null) await keep(d, { do: "append-order", question: "number", option: null, words });
}

/** It could not be kept. */
const LOST = "lost";
/** She asked something instead, and was answered. */
const ASKED = "asked";

/** One of the options, or words of her own: both go into the case. Null: she passed it over, or said something else. */
async function ask<Q extends QuestionName, O extends OptionOf<Q>>(
  d: Dialogue,
  question: Q,
  options: readonly O[],
): Promise<O | typeof LOST | null> {
  for (let times = 0; times < MOST_ASKED; times += 1) {
    const heard = await askOnce(d, question, options);
    if (heard !== ASKED) return heard;
  }
  return null;
}

async function askOnce<Q extends QuestionName, O extends OptionOf<Q>>(
  d: Dialogue,
  question: Q,
  options: readonly O[],
): Promise<O | typeof LOST | typeof ASKED | null> {
  const rows = options.map((id) => ({ id, label: `${question}.${id}` as TextKey }));
  const picked = await d.pick(question, rows);
  if (picked === null) return null;
  if ("point" in picked) return saidElse(d, { do: "append-order-place", place: picked.point }, null);
  const name = question.replace("shop.", "");
  if ("words" in picked) {
    return saidElse(d, { do: "append-order", question: name, option: null, words: picked.words }, picked.words);
  }
  const kept = await keep(d, { do: "append-order", question: name, option: picked.row, words: null });
  return kept ? (options.find((one) => one === picked.row) ?? null) : LOST;
}

/** What she said instead of an option; a place is something for the courier. */
async function saidElse(d: Dialogue, deed: Append, words: string | null): Promise<typeof LOST | typeof ASKED | null> {
  if (!(await keep(d, deed))) return LOST;
  if (words !== null) return (await reply(d, words, "noted")) === "answered" ? ASKED : null;
  d.say("shop.added-1");
  return null;
}

type Append = Extract<Parameters<Dialogue["perform"]>[0], { readonly do: "append-order" | "append-order-place" }>;

/** What could not be kept is said at once, as a shop says it. */
async function keep(d: Dialogue, deed: Append): Promise<boolean> {
  const { outcome } = await d.perform(deed);
  await d.perform({ do: "hand-over-waiting", asked: true });
  if (outcome !== "kept") d.say("shop.not-in-stock");
  return outcome === "kept";
}

async function stayOpen(d: Dialogue): Promise<TalkEnd> {
  await d.perform({ do: "hand-over-waiting", asked: true });
  const heard = await d.hearAnything("shop.open");
  if ("point" in heard) {
    if (await keep(d, { do: "append-order-place", place: heard.point })) d.say("shop.added-1");
  } else if (await keep(d, { do: "append-order", question: "open", option: null, words: heard.words })) {
    await reply(d, heard.words, "added");
  }
  return goTo("order-open");
}
