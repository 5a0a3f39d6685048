import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/domain/answers.ts";
import { SHOP_TOPICS, type ShopTopic } from "../../src/domain/shop.ts";
import { skipButton } from "../../src/talks/hear.ts";
import { label, talk } from "./house.ts";
import { askedNames, type Played, play, type Script, saidKeys } from "./play.ts";
import { notKept, option, point, skip, words } from "./repertoire.ts";

const about = (topic: ShopTopic, turn = 0): Outcome => ({ outcome: "topic", topic, turn });
const ADDRESS = { "shop.address": [words("Абая 12")] } as const;

/** What the shop says to these words, in place of an option and once the order stands. */
async function heard(said: string, topic: ShopTopic): Promise<{ readonly asked: string; readonly open: string }> {
  const outcomes = { "shop-topic": about(topic) };
  const order = await play(talk("order"), { answers: { "shop.how-soon": [words(said), skip] }, outcomes });
  const open = await play(talk("order-open"), { answers: { "(listens)": [words(said)] }, outcomes });
  return { asked: saidKeys(order)[0] ?? "", open: saidKeys(open)[0] ?? "" };
}

function next(played: Played, after: string): string {
  const { events } = played;
  const event = events[events.findIndex((one) => "key" in one && one.key === after) + 1];
  return event !== undefined && "key" in event ? event.key : "";
}

describe("an order", () => {
  it("notes words that are no option before it asks on", async () => {
    const played = await play(talk("order"), { answers: { "shop.reactions": [words("рука распухла")] } });
    expect(next(played, "shop.noted")).toBe("shop.strength");
  });

  it.each([
    ["красная крыша", "odd", "shop.noted", "shop.added-2"],
    ["домофон не работает", "delivery", "shop.added-1", "shop.added-1"],
    ["сегодня часов в восемь", "hours", "shop.noted", "shop.added-2"],
    ["хорошо бы побыстрее и потише", "thanks", "shop.noted", "shop.added-2"],
    ["кто отвечает", "who", "shop.say.who-1", "shop.say.who-1"],
    ["что за заказ", "what", "shop.say.what-1", "shop.say.what-1"],
    ["где вы находитесь", "where", "shop.say.where-1", "shop.say.where-1"],
    ["сколько стоит?", "price", "shop.say.price-1", "shop.say.price-1"],
    ["дорого бы дала за тишину", "price", "shop.noted", "shop.added-2"],
    ["а собака лает?", "odd", "shop.asked", "shop.asked"],
  ] as const)("hears %j as a shop would", async (said, topic, asked, open) => {
    expect(await heard(said, topic)).toEqual({ asked, open });
  });

  it("takes thanks as thanks, and in the middle of an order just asks on", async () => {
    expect(await heard("спасибо", "thanks")).toEqual({ asked: "shop.placed", open: "shop.say.thanks-1" });
  });

  it("promises nothing: of when it comes, where it is and what is in stock it never speaks, though it be asked", async () => {
    const silent = SHOP_TOPICS.filter((one) => ["status", "hours", "delivery", "stock", "advice"].includes(one));
    for (const topic of silent) {
      const { asked, open } = await heard("когда приедете?", topic);
      expect([asked, open], topic).toEqual(["shop.asked", "shop.asked"]);
    }
  });

  it("says nothing of words that could not be kept, but that they were not", async () => {
    const lost: Script = { answers: { "shop.people": [words("двое")] }, outcomes: { "append-order": notKept } };
    expect(saidKeys(await play(talk("order"), lost)).slice(0, 1)).toEqual(["shop.not-in-stock"]);
    const open: Script = { answers: { "(listens)": [words("двое")] }, outcomes: { "append-order": notKept } };
    expect(saidKeys(await play(talk("order-open"), open))).toEqual(["shop.not-in-stock"]);
  });

  it("takes a place for the courier, wherever it comes", async () => {
    expect(saidKeys(await play(talk("order"), { answers: { "shop.people": [point] } }))[0]).toBe("shop.added-1");
    expect(saidKeys(await play(talk("order-open"), { answers: { "(listens)": [point] } }))).toEqual(["shop.added-1"]);
  });

  it("asks once more where the shop was asked something, and only once", async () => {
    const outcomes = { "shop-topic": about("who") };
    const again = await play(talk("order"), {
      answers: { "shop.people": [words("кто это?"), option("children")] },
      outcomes,
    });
    expect(next(again, "shop.say.who-1")).toBe("shop.people");
    expect(again.deeds).toContainEqual({ do: "append-order", question: "people", option: "children", words: null });
    const twice = await play(talk("order"), {
      answers: { "shop.people": [words("кто?"), words("кто это")] },
      outcomes,
    });
    expect(askedNames(twice).filter((name) => name === "shop.people")).toHaveLength(2);
  });

  it("answers who asks something in place of an address, asks for it again, and keeps it all the same", async () => {
    const played = await play(talk("order"), {
      answers: { "shop.address": [words("кто это?"), skip] },
      outcomes: { "shop-topic": about("who") },
    });
    expect(next(played, "shop.say.who-1")).toBe("shop.address");
    expect(saidKeys(played).at(-1)).toBe("shop.no-address");
    expect(played.deeds[0]).toEqual({ do: "append-order-place", place: { place: "words", words: "кто это?" } });
    const plain = await play(talk("order"), { answers: ADDRESS });
    expect(saidKeys(plain)).toEqual(["shop.placed"]);
  });

  it("says at its end what was chosen there", async () => {
    for (const [chosen, says] of [
      ["now", "shop.placed"],
      ["pharmacist", "shop.to-clarify"],
    ] as const)
      expect(saidKeys(await play(talk("order"), { answers: { ...ADDRESS, "shop.finish": chosen } }))).toEqual([says]);
    const asked = await play(talk("order"), { answers: { ...ADDRESS, "shop.finish": [words("не знаю")] } });
    expect(saidKeys(asked)).toEqual(["shop.noted", "shop.placed"]);
  });

  it("is not said to stand where its last answer was lost", async () => {
    const lost = await play(talk("order"), {
      answers: { "shop.finish": [option("now")] },
      outcomes: { "append-order": notKept },
    });
    expect(saidKeys(lost)).toEqual(["shop.not-in-stock", "shop.no-address"]);
  });

  it("asks for the address later where it was passed over, on a button of its own", async () => {
    const { questions, ...played } = await play(talk("order"), { answers: { "shop.ring": "yes" } });
    expect(saidKeys({ questions, ...played })).toEqual(["shop.placed", "shop.no-address"]);
    const skips = questions.map((question) => [question.key, skipButton(question).label]);
    expect(Object.fromEntries(skips)).toMatchObject({
      "shop.address.ask": "shop.tell-later",
      "shop.how-soon.ask": "common.skip",
      "shop.number.ask": "shop.tell-later",
    });
    for (const question of questions)
      for (const locale of ["kk", "ru"] as const)
        expect(label(skipButton(question), locale).length).toBeLessThanOrEqual(20);
  });
});
