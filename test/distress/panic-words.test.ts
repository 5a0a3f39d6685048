import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPanicWord } from "../../src/distress/panic-words.ts";

describe("a message of one word", () => {
  it.each([
    ...["стоп", "СТОП!!!", "Стооооп", "stop", "тоқта", "токта", "toqta", "toqtа", "скрыть", "скрыт", "skryt"],
    ...["жасыру", "jasyru", "zhasyru", "/hide", "/hide@pana_bot", " /hide ", "hide", "cтоп"],
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

  it.each([
    ...["он сказал стоп", "стоп игра", "не скрыть", "остановка", "топ", "/start", "/hidden", "hide and seek"],
    ...["опасно ли это", "мне не опасно", "помогите советом", "көмек керек емес", "қауіпсіз", "10 2", "1020", "111"],
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
