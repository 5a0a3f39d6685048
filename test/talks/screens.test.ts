import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/domain/chat.ts";
import { sentence, talk } from "./house.ts";
import { play, saidKeys } from "./play.ts";
import { unclear } from "./repertoire.ts";

const SCREENS = ["someone-else", "neighbour", "for-child", "under-age", "suicide"] as const;
const wayOn = (name: (typeof SCREENS)[number], way: "write" | "numbers" | "menu") =>
  play(talk(name), { answers: { [`${name}.next`]: way } });

describe("the screens for others, for children and for somebody who does not want to live", () => {
  it("each have words of their own, in both languages", async () => {
    for (const locale of LOCALES) {
      const texts = await Promise.all(
        SCREENS.map(async (name) => (await wayOn(name, "menu")).said.map((one) => sentence(locale, one))),
      );
      const lines = texts.flat();
      expect(lines.length).toBeGreaterThanOrEqual(2 * SCREENS.length);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });

  it.each(SCREENS)("name whom to call before they ask anything: %s", async (name) => {
    const { said, events } = await wayOn(name, "menu");
    expect(events.findIndex(({ it }) => it === "asked")).toBe(said.length);
    for (const locale of LOCALES) {
      const text = said.map((one) => sentence(locale, one)).join("\n");
      expect(text).toMatch(/\b111\b/);
      expect(text).toMatch(/\b1[01]2\b/);
    }
  });

  it("tell a person who does not want to live about 103 and 111", async () => {
    const { said } = await wayOn("suicide", "menu");
    for (const locale of LOCALES) {
      const text = said.map((one) => sentence(locale, one)).join("\n");
      expect(text).toMatch(/\b103\b/);
      expect(text).toMatch(/\b111\b/);
    }
  });

  it.each(SCREENS)("lead to the people on duty, to the numbers or to the menu: %s", async (name) => {
    expect((await wayOn(name, "write")).goesTo).toBe("danger-now");
    expect((await wayOn(name, "numbers")).goesTo).toBe("find-help");
    expect((await wayOn(name, "menu")).goesTo).toBe("menu");
  });

  it.each(SCREENS)("count as danger when misunderstood twice: %s", async (name) => {
    const played = await play(talk(name), { answers: { [`${name}.next`]: [unclear, unclear] } });
    expect(played.goesTo).toBe("danger-unclear");
    expect(saidKeys(played)).toContain("common.not-understood");
  });
});

describe("the menu", () => {
  it.each(["intake", "find-help", "suicide"] as const)("leads to %s", async (way) => {
    expect((await play(talk("menu"), { answers: { menu: way } })).goesTo).toBe(way);
  });

  it("repeats calmly for as long as it takes", async () => {
    const played = await play(talk("menu"), {
      answers: { menu: [...Array.from({ length: 20 }, () => unclear), { kind: "option", option: "intake" }] },
    });
    expect(saidKeys(played)).toEqual(Array.from({ length: 20 }, () => "common.not-understood"));
    expect(played.goesTo).toBe("intake");
  });
});
