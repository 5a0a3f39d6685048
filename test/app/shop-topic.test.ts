import { describe, expect, it } from "vitest";
import { shopTopic } from "../../src/app/shop-topic.ts";
import { newLink } from "../../src/domain/link.ts";
import type { ShopTopic } from "../../src/domain/shop.ts";
import { loadWords } from "../../src/i18n/load-locales.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { LOCALES_FOLDER } from "../i18n/locale-files.ts";

const ASKED: readonly (readonly [ShopTopic, readonly string[]])[] = [
  [
    "who",
    ["кто отвечает?", "А кто это", "Это бот?", "вы робот?", "Сіз кімсіз?", "бұл кім", "маған кім жауап беріп тұр"],
  ],
  ["what", ["что за заказ?", "какой еще заказ", "Я ничего не заказывала", "қандай тапсырыс?", "қайдағы тапсырыс"]],
  ["where", ["где вы находитесь?", "Где вы?", "какой у вас адрес", "қай жердесіздер", "мекенжайыңызды айтыңызшы"]],
  ["status", ["где мой заказ", "здравствуйте, где заказ", "тапсырысым қайда", "тапсырыс қайда?"]],
  ["hours", ["до скольки работаете", "вы открыты?", "сағат нешеге дейін", "жұмыс уақыты қалай"]],
  ["delivery", ["домофон не работает", "второй подъезд", "когда привезут", "доставка есть?", "курьер қашан келеді"]],
  ["price", ["сколько стоит", "а цена?", "қанша тұрады", "бағасы қандай"]],
  ["payment", ["можно картой", "каспи есть?", "қолма-қол төлесем бола ма"]],
  ["stock", ["здравствуйте, есть ли бумажные пакеты", "ручка бар ма"]],
  ["greeting", ["Здравствуйте", "салам", "Сәлеметсіз бе"]],
  ["thanks", ["ок", "спасибо", "рақмет", "жақсы"]],
  ["number", ["4821", "№ 12-345", " 77 01 "]],
  ["amount", ["2", " 10 ", "две пачки", "екі дана", "3 штуки"]],
  ["odd", ["окно на кухне", "ботинки промокли", "двое человек", "ммм", "ойлан", "красная крыша"]],
];

const PERSONAS = ["pharmacy", "school-supplies"] as const;

describe.each(PERSONAS)("what is said to the %s", (persona) => {
  const parts = { texts: textsOf(loadWords(LOCALES_FOLDER, persona)) };

  it.each(ASKED)("is known to be about: %s", (topic, lines) => {
    const about = lines.map((words) => [words, shopTopic(parts, { link: newLink() }, null, words)]);
    expect(about).toEqual(lines.map((words) => [words, { outcome: "topic", topic, turn: 0 }]));
  });

  it("gets another answer each time, counted for each topic alone", () => {
    const turn = { link: newLink() };
    const turns = ["ок", "где вы", "ок", "ок"].map((words) => shopTopic(parts, turn, null, words));
    expect(turns.map((one) => ("turn" in one ? one.turn : null))).toEqual([0, 0, 1, 2]);
  });
});

describe("the words that a persona knows a topic by", () => {
  const about = (persona: string, words: string) =>
    shopTopic({ texts: textsOf(loadWords(LOCALES_FOLDER, persona)) }, { link: newLink() }, null, words);

  it("are those of the goods it sells", () => {
    for (const words of ["парацетамол", "зелёный чай", "мятный сбор", "йод"]) {
      expect(about("pharmacy", words), words).toMatchObject({ topic: "stock" });
    }
    for (const words of ["тетради в клетку", "дәптер", "қайшы"]) {
      expect(about("school-supplies", words), words).toMatchObject({ topic: "stock" });
    }
  });

  it("are not those of the goods of another shop, which it says at once", () => {
    for (const words of ["тетрадь в клетку", "есть ли у вас рюкзак", "торкөз дәптер бар ма"]) {
      expect(about("pharmacy", words), words).toMatchObject({ topic: "elsewhere" });
    }
    for (const words of ["есть парацетамол?", "парацетамол бар ма?", "зелёный чай", "дәрі керек"]) {
      expect(about("school-supplies", words), words).toMatchObject({ topic: "elsewhere" });
    }
  });
});
