import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weighPassphrase } from "../../../src/browser/desk/worker/weigh-passphrase.ts";

describe("a passphrase", () => {
  it.each(["", "короткая", "14 знаков, да.", "              ", "құпия сөз"])(
    "of fewer than 15 letters is too short: %j",
    (text) => {
      expect(weighPassphrase(text)).toBe("too-short");
    },
  );

  it.each([
    "qwertyuiopasdfgh",
    "йцукенгшщзхъфывап",
    "әіңғүұқөһәіңғүұқөһ",
    "123456789012345",
    "poiuytrewqlkjhgf",
    "aaaaaaaaaaaaaaaaaaaa",
    "пароль пароль пароль",
    "password12345678",
    "PASSWORD 1234567890",
    "correct horse battery staple",
    "Correct Horse Battery Staple!!",
    "Қазақстан 2026 Қазақстан",
    "Менің Қазақстаным",
    "я помню чудное мгновенье",
    "съешь ещё этих мягких французских булок",
    "мен сені сүйемін",
    "сәлем сәлем сәлем",
    "gfhjkm gfhjkm gfhjkm",
    "abcdefghijklmnopqrstuvwxyz",
  ])("that everybody comes upon is common: %j", (text) => {
    expect(weighPassphrase(text)).toBe("common");
  });

  it.each([
    "тихий ёжик идёт домой",
    "восемь лодок и одна луна",
    "жеті түйе көлден су ішті",
    "purple lamps under water",
    "Xk3$vQ9!mZ7@pL2&wR",
    "менің мысығым сүт ішпейді",
  ])("of one's own is good, whatever signs it has: %j", (text) => {
    expect(weighPassphrase(text)).toBe("good");
  });

  it("is weighed the same in either composition of its letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        expect(weighPassphrase(text.normalize("NFD"))).toBe(weighPassphrase(text.normalize("NFC")));
      }),
    );
  });

  it("of random letters is hardly ever taken for a common one", () => {
    const letters = "абвгдежзиклмнопрстуфхцчшщыэюя";
    const random = () => Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join("");
    const weights = Array.from({ length: 500 }, () => weighPassphrase(random()));
    expect(weights.filter((weight) => weight !== "good").length).toBeLessThan(3);
  });

  it("of any text and length is weighed", () => {
    expect(weighPassphrase("аб".repeat(5_000))).toBe("common");
    expect(weighPassphrase("qwerty".repeat(2_000))).toBe("common");
  });
});
