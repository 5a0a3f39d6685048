import { beforeEach, describe, expect, it } from "vitest";
import { HALVES_WINDOW_MS, PhraseHalves } from "../../src/bot/phrase-halves.ts";
import { compilePhrases, hasPhrase } from "../../src/distress/phrase.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import { TEA_KK, TEA_RU } from "../distress/phrase-spellings.ts";

const phrases = compilePhrases([TEA_RU, TEA_KK]);
const isPhrase = (text: string) => hasPhrase(phrases, text);
const chat = { channel: "telegram", id: "1" } as const;
const other = { channel: "telegram", id: "2" } as const;

let now: number;
let halves: PhraseHalves;
let updates: number;
beforeEach(() => {
  now = 1_000_000;
  updates = 0;
  halves = new PhraseHalves(() => now as UnixMs);
});

function hear(words: string, from: typeof chat | typeof other = chat): string | null {
  updates += 1;
  return halves.hear(from, String(updates), words, isPhrase);
}

const SPLITS: readonly (readonly string[])[] = [
  ["есть ли у вас", "зелёный чай с мятой"],
  ["есть ли у вас зелёный", "чай с мятой"],
  ["чай с мятой", "есть ли у вас зеленый"],
  ["зеленый чай с мятой", "есть у вас?"],
  ["есть ли у вас зелё", "ный чай с мятой"],
  ["здравствуйте, есть ли у вас зеленый", "чай с мятой пожалуйста, спасибо"],
  ["tcnm kb e dfc", "ptktysq xfq c vznjq"],
  ["е с т ь л и у в а с", "з е л ё н ы й ч а й с м я т о й"],
  ["есть ли", "у вас зелёный", "чай с мятой"],
  ["зелёный", "чай с мятой", "есть ли у вас"],
  ["есть ли у вас зелёный", "ой", "чай с мятой"],
  ["чай с мятой, пожалуйста, если можно, на завтра к вечеру, очень жду", "есть ли у вас зелёный"],
  ["сізде жалбыз қосылған", "көк шай бар ма"],
  ["көк шай бар ма", "сізде жалбыз қосылған"],
  ["сизде жалбыз", "коскан кок шай барма"],
  ["сізде жалбыз", "қосылған көк", "шай бар ма"],
  ["sizde jalbyz qosylgan", "kok shai bar ma"],
];

describe("a phrase in pieces", () => {
  it.each(SPLITS.map((split) => [split]))("is heard in %j, and no piece of it before the last", (split) => {
    const heard = split.map((words) => hear(words));
    expect(heard.slice(0, -1).every((one) => one === null)).toBe(true);
    expect(heard.at(-1)).not.toBeNull();
  });

  it("gives the words of both messages as she wrote them, in her order", () => {
    hear("Чай с мятой");
    expect(hear("есть ли у вас зелёный??")).toBe("Чай с мятой\nесть ли у вас зелёный??");
  });

  it("gives one message alone when that is enough", () => {
    hear("привет");
    expect(hear(TEA_RU)).toBe(TEA_RU);
  });

  it("is not heard when the pieces are too far apart in time", () => {
    hear("есть ли у вас зелёный");
    now += HALVES_WINDOW_MS - 1;
    expect(hear("спасибо")).toBeNull();
    now += 1;
    expect(hear("чай с мятой")).toBeNull();
  });

  it("is not heard in the messages of two people", () => {
    hear("есть ли у вас зелёный", chat);
    expect(hear("чай с мятой", other)).toBeNull();
  });

  it("is forgotten when she hides", () => {
    hear("есть ли у вас зелёный");
    halves.forget(chat);
    expect(hear("чай с мятой")).toBeNull();
  });

  it("is said once: what she writes next is not the phrase again", () => {
    hear("есть ли у вас зелёный");
    expect(hear("чай с мятой")).not.toBeNull();
    expect(hear("спасибо")).toBeNull();
    expect(hear("чай с мятой")).toBeNull();
    expect(hear("есть ли у вас зелёный")).not.toBeNull();
  });

  it("is answered alike when the platform brings the same update again", () => {
    hear("есть ли у вас зелёный");
    const first = hear("чай с мятой");
    expect(halves.hear(chat, String(updates), "чай с мятой", isPhrase)).toBe(first);
    expect(halves.hear(other, "90", "есть ли у вас зелёный", isPhrase)).toBeNull();
    expect(halves.hear(other, "90", "есть ли у вас зелёный", isPhrase)).toBeNull();
    expect(halves.hear(other, "91", "чай с мятой", isPhrase)).not.toBeNull();
  });

  it("is not remembered of more chats than it has room for", () => {
    hear("есть ли у вас зелёный");
    for (let id = 10; id < 5_010; id += 1)
      halves.hear({ channel: "telegram", id: String(id) }, "1", "привет", isPhrase);
    expect(hear("чай с мятой")).toBeNull();
  });

  it("is not pieced together from a long message", () => {
    hear(`есть ли у вас зелёный ${"о".repeat(600)}`);
    expect(hear("чай с мятой")).toBeNull();
  });

  it("leaves nothing in memory when its time is over, though nobody writes", () => {
    hear("есть ли у вас зелёный");
    now += HALVES_WINDOW_MS;
    halves.forgetOld();
    now -= HALVES_WINDOW_MS; // Only what was forgotten by then is missing now.
    expect(hear("чай с мятой")).toBeNull();
  });
});
