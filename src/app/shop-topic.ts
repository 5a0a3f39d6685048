import { fold } from "../distress/fold.ts";
import type { Outcome } from "../domain/answers.ts";
import { LOCALES } from "../domain/chat.ts";
import { SHOP_TOPICS, type ShopTopic, type WordedTopic } from "../domain/shop.ts";
import type { Parts } from "./parts.ts";
import type { Turn } from "./turn.ts";

type TopicParts = Pick<Parts, "texts">;

/** What small talk is about. Nothing of the words is kept. */
export function shopTopic(
  parts: TopicParts,
  turn: Pick<Turn, "link">,
  asked: ShopTopic | null,
  words: string | null,
): Outcome {
  const topic = asked ?? (words === null ? "odd" : topicOf(parts, words));
  return nextTurn(turn, topic);
}

/** Counts the answers of the shop, so that they differ. */
function nextTurn(turn: Pick<Turn, "link">, topic: ShopTopic): Outcome {
  const turns = SHOP_TOPICS.map((_, i) => turn.link.shopTurns[i] ?? 0);
  const index = SHOP_TOPICS.indexOf(topic);
  const now = turns[index] ?? 0;
  turn.link = { ...turn.link, shopTurns: turns.with(index, now + 1) };
  return { outcome: "topic", topic, turn: now };
}

function topicOf(parts: TopicParts, words: string): ShopTopic {
  if (FEW.test(words)) return "amount";
  if (ONLY_DIGITS.test(words)) return "number";
  const text = ` ${fold(words)} `;
  const isAbout = (topic: ShopTopic) =>
    topic !== "number" &&
    topic !== "odd" &&
    LOCALES.some((locale) => beginnings(parts, locale, topic).some((one) => text.includes(` ${one}`)));
  return SHOP_TOPICS.find(isAbout) ?? "odd";
}

/** So few digits are no number of an order. */
const FEW = /^\s*\d{1,2}\s*$/;
const ONLY_DIGITS = /^\s*[№#]?\s*\d[\d\s-]*$/;
/** Shorter ones are whole words: "ок" is no window, "окно". */
const SHORTEST_BEGINNING = 3;

function beginnings(parts: TopicParts, locale: "kk" | "ru", topic: WordedTopic): readonly string[] {
  return parts.texts
    .text(locale, `shop.words.${topic}`)
    .split(",")
    .map(fold)
    .filter((one) => one !== "")
    .map((one) => (one.length < SHORTEST_BEGINNING ? `${one} ` : one));
}
