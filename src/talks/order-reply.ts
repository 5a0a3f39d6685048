import type { ShopTopic } from "../domain/shop.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import { lineOf } from "./counter.ts";
import type { Dialogue } from "./dialogue.ts";

/** Of what a shop may speak while an order is taken, whoever asks and however. */
const ALWAYS: readonly ShopTopic[] = ["who", "what", "where"];
/** Only where it was plainly asked: the same words may tell of something else. */
const WHEN_ASKED: readonly ShopTopic[] = ["price", "payment"];
/** Thanks are short; "хорошо" at the beginning of more is no thanks. */
const MOST_WORDS_OF_THANKS = 2;

const ADDED = ["shop.added-2", "shop.added-3"] as const satisfies readonly TextKey[];

/**
 * A shop's word to words of her own that are in the case by now. It never speaks of when something comes or who looks at it:
 * here that would be a promise. [Note: A shop promises nothing]
 *
 * @param noted what is said to words that ask nothing: null where the next question is answer enough.
 * @returns `answered` where they asked something, so that they are no answer to what the shop asked.
 */
export async function reply(
  d: Dialogue,
  words: string,
  noted: "noted" | "added" | null,
): Promise<"answered" | "noted"> {
  const found = await d.perform({ do: "shop-topic", asked: null, words });
  const { topic, turn } = found.outcome === "topic" ? found : { topic: "odd" as const, turn: 0 };
  if (isThanks(topic, words)) {
    // In the middle of an order a farewell would be odd.
    if (noted === "added") d.say(lineOf(topic, turn));
    return "noted";
  }
  const isOfShop = isAnswered(topic, words);
  if (isOfShop) d.say(lineOf(topic, turn));
  else if (isAsked(words)) d.say("shop.asked");
  else if (noted !== null) d.say(lineFor(topic, turn, noted));
  return isOfShop || isAsked(words) ? "answered" : "noted";
}

function isThanks(topic: ShopTopic, words: string): boolean {
  return topic === "thanks" && words.trim().split(/\s+/).length <= MOST_WORDS_OF_THANKS;
}

function isAnswered(topic: ShopTopic, words: string): boolean {
  return ALWAYS.includes(topic) || (WHEN_ASKED.includes(topic) && isAsked(words));
}

function isAsked(words: string): boolean {
  return words.includes("?");
}

function lineFor(topic: ShopTopic, turn: number, noted: "noted" | "added"): TextKey {
  if (topic === "delivery") return "shop.added-1";
  return noted === "noted" ? "shop.noted" : (ADDED[turn % ADDED.length] ?? ADDED[0]);
}
