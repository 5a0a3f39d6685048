import { describe, expect, it } from "vitest";
import { shopLook } from "../../src/app/desk/shop-look.ts";
import { legendLines, meaningOfAnswer, meaningOfQuestion } from "../../src/browser/desk/cover-legend.ts";
import { loadWords } from "../../src/i18n/load-locales.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { lines } from "../i18n/locale-files.ts";
import { CASE } from "./pretend-ids.ts";
import { openedAtNoon } from "./pretend-open.ts";

const LOCALES = ["kk", "ru", "en"] as const;

/** What can be pressed in the shop, by the texts of its buttons. */
function loadQuestions() {
  const keys = [...new Set(lines.map(({ key }) => key))];
  const asked = keys.flatMap((key) => /^shop\.([a-z-]+)\.ask$/.exec(key)?.[1] ?? []);
  const isTalk = (question: string) => question !== "counter" && question !== "open";
  const questions = asked.filter(isTalk).flatMap((question) =>
    keys.flatMap((key) => {
      const option = key.startsWith(`shop.${question}.`) ? key.slice(`shop.${question}.`.length) : "ask";
      return option === "ask" ? [] : [{ question, option }];
    }),
  );
  return { questions };
}

describe("the legend of a shop", () => {
  it("knows every question that the shop asks, and every sign that it gives, in every persona", async () => {
    for (const persona of ["pharmacy", "school-supplies"]) {
      const texts = textsOf(loadWords("locales", persona));
      const { says } = shopLook({ texts });
      const { questions, signals } = legendLines("ru", { shop: { name: { kk: "", ru: "" }, says }, locale: "ru" });
      expect([...questions, ...signals].map(({ id }) => id).toSorted()).toEqual(Object.keys(says).toSorted());
    }
  });

  it("has a meaning for every answer that the shop offers", () => {
    const { questions } = loadQuestions();
    expect(questions.length).toBeGreaterThan(0);
    for (const { question, option } of questions)
      for (const locale of LOCALES)
        expect(meaningOfAnswer(locale, { question, option }), `${question}.${option}`).not.toBeNull();
  });

  it("says what an answer means, and nothing of words of her own", () => {
    for (const locale of LOCALES) {
      expect(meaningOfQuestion(locale, "how-soon")).not.toBeNull();
      expect(meaningOfAnswer(locale, { question: "how-soon", option: "now" })).not.toBeNull();
      expect(meaningOfAnswer(locale, { question: "how-soon", option: null })).toBeNull();
    }
    expect(meaningOfAnswer("ru", { question: "strength", option: "strong" })).toMatch(/оружие есть/);
  });

  it("does not know what is no question, whatever an entry claims", () => {
    for (const name of ["open", "constructor", "__proto__", "toString"]) {
      expect(meaningOfQuestion("ru", name)).toBeNull();
      expect(meaningOfAnswer("ru", { question: name, option: name })).toBeNull();
    }
    expect(meaningOfAnswer("ru", { question: "how-soon", option: "constructor" })).toBeNull();
  });

  it("leaves out what this shop does not say, and is empty in a case that is not covert", async () => {
    const covert = legendLines("en", await openedAtNoon(CASE.order));
    expect(covert.questions.map(({ id }) => id)).toEqual(["address", "how-soon", "people"]);
    expect(covert.signals.every(({ said, means }) => said !== "" && means !== "")).toBe(true);
    expect(legendLines("en", await openedAtNoon(CASE.mine))).toEqual({ questions: [], signals: [] });
  });
});
