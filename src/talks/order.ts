import type { TextKey } from "../i18n/text-keys.ts";
import type { Dialogue, OptionOf, QuestionName } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * The covert talk: a shop takes an order, and each answer has a second meaning that only staff know (covert.yaml). The case
 * is open before the first question; every answer goes into it at once, and she may stop at any of them.
 */
export const order: Talk = { name: "order", edition: 1, run: takeOrder };

/** The order stands: whatever she writes goes into the case, and what staff answer is a shop's word. */
export const orderOpen: Talk = { name: "order-open", edition: 1, run: stayOpen };

async function takeOrder(d: Dialogue): Promise<TalkEnd> {
  await askAddress(d);
  await ask(d, "shop.how-soon", ["now", "today", "later"]);
  await ask(d, "shop.people", ["one", "with-children", "children", "others"]);
  await ask(d, "shop.reactions", ["strong", "mild", "none"]);
  await ask(d, "shop.strength", ["strong", "mild"]);
  const ring = await ask(d, "shop.ring", ["yes", "write"]);
  if (ring === "yes") await askNumber(d);
  await ask(d, "shop.finish", ["now", "pharmacist"]);
  d.say("shop.placed");
  return goTo("order-open");
}

async function askAddress(d: Dialogue): Promise<void> {
  const place = await d.askPlace("shop.address");
  if (place !== null) await keep(d, { do: "append-order-place", place });
}

async function askNumber(d: Dialogue): Promise<void> {
  const words = await d.askWords("shop.number");
  if (words !== null) await keep(d, { do: "append-order", question: "number", option: null, words });
}

/** One of the options, or words of her own: both go into the case. */
async function ask<Q extends QuestionName, O extends OptionOf<Q>>(
  d: Dialogue,
  question: Q,
  options: readonly O[],
): Promise<O | null> {
  const rows = options.map((id) => ({ id, label: `${question}.${id}` as TextKey }));
  const picked = await d.pick(question, rows);
  if (picked === null) return null;
  if ("point" in picked) {
    await keep(d, { do: "append-order-place", place: picked.point });
    return null;
  }
  const name = question.replace("shop.", "");
  if ("words" in picked) {
    await keep(d, { do: "append-order", question: name, option: null, words: picked.words });
    return null;
  }
  await keep(d, { do: "append-order", question: name, option: picked.row, words: null });
  return options.find((one) => one === picked.row) ?? null;
}

type Append = Extract<Parameters<Dialogue["perform"]>[0], { readonly do: "append-order" | "append-order-place" }>;

/** What could not be kept is said at once, as a shop says it. */
async function keep(d: Dialogue, deed: Append): Promise<boolean> {
  const { outcome } = await d.perform(deed);
  await d.perform({ do: "hand-over-waiting", asked: true });
  if (outcome !== "kept") d.say("shop.not-in-stock");
  return outcome === "kept";
}

const ADDED = ["shop.added-1", "shop.added-2", "shop.added-3"] as const satisfies readonly TextKey[];

async function stayOpen(d: Dialogue): Promise<TalkEnd> {
  await d.perform({ do: "hand-over-waiting", asked: true });
  const heard = await d.hearAnything("shop.open");
  const kept =
    "words" in heard
      ? await keep(d, { do: "append-order", question: "open", option: null, words: heard.words })
      : await keep(d, { do: "append-order-place", place: heard.point });
  if (kept) {
    const turn = await d.perform({ do: "shop-turn" });
    d.say(ADDED[(turn.outcome === "topic" ? turn.turn : 0) % ADDED.length] ?? ADDED[0]);
  }
  return goTo("order-open");
}
