import { SHOP_TOPICS, type ShopTopic } from "../domain/shop.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Dialogue } from "./dialogue.ts";
import { FIRST_SCREEN_EDITION } from "./first-contact.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** The chat seen by whoever opens it under cover: the same first screen as for everybody, and a shop behind it. */
export const shopDoor: Talk = { name: "shop-door", edition: FIRST_SCREEN_EDITION, run: openDoor };

/** The shop's first words. */
export const shopWindow: Talk = { name: "shop-window", edition: 1, run: showWindow };

/** Small talk of a shop, for as long as the cover is on. Nothing that is written here is kept anywhere. */
export const counter: Talk = { name: "counter", edition: 1, run: serve };

async function openDoor(d: Dialogue): Promise<TalkEnd> {
  const language = await d.choose("first-contact.language", ["kk", "ru"]);
  await d.perform({ do: "speak", locale: language });
  const { outcome } = await d.perform({ do: "find-order" });
  d.say("shop.window");
  return goTo(outcome === "kept" ? "order-open" : "counter");
}

async function showWindow(d: Dialogue): Promise<TalkEnd> {
  d.say("shop.window");
  return goTo("counter");
}

const ABOUT = { order: "order", hours: "hours", delivery: "delivery", status: "status" } as const;

async function serve(d: Dialogue): Promise<TalkEnd> {
  const heard = await d.listen("shop.counter", ["order", "hours", "delivery", "status"]);
  const asked = "option" in heard ? ABOUT[heard.option] : null;
  const words = "words" in heard ? heard.words : null;
  const found = await d.perform({ do: "shop-topic", asked, words });
  d.say(found.outcome === "topic" ? lineOf(found.topic, found.turn) : "shop.say.odd-1");
  return goTo("counter");
}

/** How many answers there are to each topic; every persona has the same number. */
export const ANSWERS: Readonly<Record<ShopTopic, number>> = {
  who: 3,
  what: 2,
  status: 3,
  where: 2,
  hours: 1,
  price: 3,
  delivery: 1,
  payment: 3,
  elsewhere: 2,
  stock: 4,
  return: 2,
  advice: 3,
  amount: 2,
  order: 2,
  greeting: 3,
  thanks: 3,
  number: 1,
  odd: 5,
};

/** The answer of this turn: another one each time, but where a shop has only one. */
export function lineOf(topic: ShopTopic, turn: number): TextKey {
  return `shop.say.${topic}-${(turn % ANSWERS[topic]) + 1}` as TextKey;
}

/** Every answer of the counter. */
export function counterLines(): readonly TextKey[] {
  return SHOP_TOPICS.flatMap((topic) => Array.from({ length: ANSWERS[topic] }, (_, turn) => lineOf(topic, turn)));
}
