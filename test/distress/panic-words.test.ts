import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPanicWord } from "../../src/distress/panic-words.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { parts } from "../talks/house.ts";

const { texts } = parts;

describe("a message of one word", () => {
  it.each([
    ...["стоп", "СТОП!!!", "Стооооп", "stop", "тоқта", "токта", "toqta", "toqtа", "скрыть", "скрыт", "skryt"],
    ...["жасыру", "jasyru", "zhasyru", "/hide", "/hide@pana_bot", " /hide ", "hide", "cтоп"],
    ...["Жабу / Закрыть", "Закрыть", "жабу", "jabu"],
  ])("hides: %j", (text) => {
    expect(isPanicWord(text)).toBe("hide");
  });

  it.each([
    ...["опасно", "Опасно!", "opasno", "помогите", "помогитееее", "pomogite", "ПОМОГИТЕ ПОМОГИТЕ", "на помощь"],
    ...["көмек", "комек", "komek", "көмектесіңіз", "көмектесіңіздерші", "komektesingiz", "қауіп", "кауип", "qauip"],
    ...[
      "102",
      "102!",
      "112",
      "103",
      "sos",
      "SOS SOS",
      "SOS!!!",
      "сос",
      "🆘",
      "🆘🆘🆘",
      "/danger",
      "/danger@pana_bot",
      "help",
    ],
  ])("calls for help: %j", (text) => {
    expect(isPanicWord(text)).toBe("danger");
  });

  it.each(LOCALES)("opens the door whose label it is: %s", (locale) => {
    const says = (key: "hide" | "both-hide" | "danger-now" | "both-danger") => texts.text(locale, `doors.${key}`);
    for (const key of ["hide", "both-hide"] as const) expect(isPanicWord(says(key)), says(key)).toBe("hide");
    for (const key of ["danger-now", "both-danger"] as const) expect(isPanicWord(says(key)), says(key)).toBe("danger");
  });

  it.each([
    ...["он сказал стоп", "стоп игра", "не скрыть", "остановка", "топ", "/start", "/hidden", "hide and seek"],
    ...["опасно ли это", "мне не опасно", "помогите советом", "көмек керек емес", "қауіпсіз", "10 2", "1020", "111"],
    ...["срочно", "шұғыл", "не закрыть", "закрыть дверь", "қазір қауіпті емес", "бас тарту", "отменить заказ"],
    ...["мой номер 102", "иә", "жоқ", "да", "", "   ", "+", "👍", "\ud83c", "стоп ".repeat(5_000)],
  ])("is a story and not a call: %j", (text) => {
    expect(isPanicWord(text)).toBeNull();
  });

  it("never fails", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect([null, "hide", "danger"]).toContain(isPanicWord(text));
      }),
    );
  });
});
