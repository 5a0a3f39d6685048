import { describe, expect, it } from "vitest";
import { codeOf, Fault } from "../../src/domain/faults.ts";
import { loadLocales } from "../../src/i18n/load-locales.ts";
import type { StaffTextKey, TextKey } from "../../src/i18n/text-keys.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { catalogue } from "./locale-files.ts";

const texts = textsOf(catalogue);
const made = textsOf({
  kk: new Map([["menu.ask", "{n, plural, other {# күн}} <b>{name}</b>"]]),
  ru: new Map([["menu.ask", "{n, plural, one {# день} few {# дня} many {# дней} other {# дня}} <b>{name}</b>"]]),
  en: new Map([["menu.ask", "What next, {name}?"]]),
});

function faultOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    return codeOf(error);
  }
  return "nothing was thrown";
}

describe("texts", () => {
  it.each([
    [1, "1 день", "1 күн"],
    [3, "3 дня", "3 күн"],
    [5, "5 дней", "5 күн"],
    [11, "11 дней", "11 күн"],
    [21, "21 день", "21 күн"],
    [90, "90 дней", "90 күн"],
  ])("count %i as each language does", (n, ru, kk) => {
    expect(made.text("ru", "menu.ask", { n, name: "А" })).toBe(`${ru} <b>А</b>`);
    expect(made.text("kk", "menu.ask", { n, name: "А" })).toBe(`${kk} <b>А</b>`);
  });

  it("put her words in as they are: braces, tags and marks are only words", () => {
    const name = `{name} <b>#</b> $\{1 + 1} '{' \u{1f614} \ud83d`;
    expect(made.text("ru", "menu.ask", { n: 1, name })).toBe(`1 день <b>${name}</b>`);
  });

  it("say nothing half: a missing text or word is a fault that holds no words", () => {
    expect(faultOf(() => made.text("ru", "menu.ask", { n: 1 }))).toBe("texts/broken");
    expect(faultOf(() => made.text("ru", "menu.nothing" as TextKey))).toBe("texts/broken");
    expect(
      faultOf(() => textsOf({ ...catalogue, ru: new Map([["menu.ask", "{broken"]]) }).text("ru", "menu.ask")),
    ).toBe("texts/broken");
  });

  it("never fall back on the other language", () => {
    const half = textsOf({ kk: new Map(), ru: new Map([["menu.ask", "Что?"]]), en: new Map([["menu.ask", "What?"]]) });
    expect(half.text("ru", "menu.ask")).toBe("Что?");
    expect(faultOf(() => half.text("kk", "menu.ask"))).toBe("texts/broken");
  });

  it("join a list as the language does", () => {
    expect(texts.list("ru", ["а", "б", "в"])).toBe("а, б и в");
    expect(texts.list("ru", ["а"])).toBe("а");
    expect(texts.list("kk", ["а", "б"])).toContain("а");
    expect(texts.list("kk", [])).toBe("");
  });

  it("tell staff in English", () => {
    expect(made.staffText("menu.ask" as StaffTextKey, { name: "A" })).toBe("What next, A?");
  });
});

describe("the folder of texts", () => {
  it("is a fault when it is not there", () => {
    expect(faultOf(() => loadLocales("/nowhere/at/all"))).toBe("texts/broken");
  });
});
