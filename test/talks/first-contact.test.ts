import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/domain/answers.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { advance } from "../../src/talks/advance.ts";
import { sentence, talk } from "./house.ts";
import { askedNames, deedNames, play, saidKeys } from "./play.ts";
import { unclear } from "./repertoire.ts";

const firstContact = talk("first-contact");
const safe = {
  "first-contact.language": "kk",
  "first-contact.for-whom": "me",
  "first-contact.safe-to-write": "yes",
  "first-contact.when-safe": "ready",
} as const;
const ABOUT = [
  "first-contact.what-this-is",
  "first-contact.who-reads",
  "first-contact.what-it-cannot",
  "first-contact.way-back",
];

describe("the first contact", () => {
  it("begins with the same screen for everybody: the language, in both languages, and nothing else", async () => {
    const { said, next } = await advance(firstContact, []);
    expect(said).toEqual([]);
    expect(next).toMatchObject({ wait: "answer", question: { key: "first-contact.language.ask", params: {} } });
    const ask = { key: "first-contact.language.ask", params: {} } as const;
    expect(sentence("kk", ask)).toBe(sentence("ru", ask));
  });

  it("speaks her language before it asks anything else", async () => {
    const { events, deeds } = await play(firstContact, { answers: { ...safe, "first-contact.language": "ru" } });
    expect(deeds[0]).toEqual({ do: "speak", locale: "ru" });
    expect(events.slice(0, 3)).toEqual([
      { it: "asked", key: "first-contact.language" },
      { it: "did", deed: "speak" },
      { it: "asked", key: "first-contact.for-whom" },
    ]);
  });

  it("says what it is, who reads and what it cannot do, before any question about her life", async () => {
    const played = await play(firstContact, { answers: safe });
    expect(saidKeys(played)).toEqual(ABOUT);
    expect(askedNames(played)).toEqual([
      "first-contact.language",
      "first-contact.for-whom",
      "first-contact.safe-to-write",
    ]);
    expect(played.goesTo).toBe("menu");
  });

  it.each<[string, readonly Answer[]]>([
    ["it is not safe", [{ kind: "option", option: "no" }]],
    ["nobody knows", [unclear, unclear]],
  ])(
    "shows a short screen with 102 and 112 when %s, and nothing about violence until she comes back",
    async (_what, answers) => {
      const played = await play(firstContact, { answers: { ...safe, "first-contact.safe-to-write": answers } });
      const before = played.events.slice(
        0,
        played.events.findIndex(
          ({ it, ...one }) => it === "asked" && "key" in one && one.key === "first-contact.when-safe",
        ),
      );
      const keys = before.flatMap((event) => (event.it === "said" ? [event.key] : []));
      expect(keys.filter((key) => key !== "common.not-understood")).toEqual(["first-contact.not-safe"]);
      for (const locale of LOCALES) {
        const text = sentence(locale, { key: "first-contact.not-safe", params: {} });
        expect(text).toContain("102");
        expect(text).toContain("112");
        expect(text.length).toBeLessThan(200);
      }
    },
  );

  it("goes on where she stopped once it is safe: what the bot is, then the screen for her", async () => {
    const played = await play(firstContact, {
      answers: { ...safe, "first-contact.for-whom": "under-age", "first-contact.safe-to-write": "no" },
    });
    expect(saidKeys(played)).toEqual(["first-contact.not-safe", ...ABOUT]);
    expect(played.goesTo).toBe("under-age");
  });

  it.each([
    ["me", "menu"],
    ["someone-else", "someone-else"],
    ["neighbour", "neighbour"],
    ["child", "for-child"],
    ["under-age", "under-age"],
  ])("leads %s to the screen %s", async (whom, goesTo) => {
    expect((await play(firstContact, { answers: { ...safe, "first-contact.for-whom": whom } })).goesTo).toBe(goesTo);
  });

  it("opens no case and hands over what waited only when it is safe to read", async () => {
    expect(deedNames(await play(firstContact, { answers: safe }))).toEqual([
      "speak",
      "told-way-back",
      "hand-over-waiting",
    ]);
    const unsafe = await play(firstContact, { answers: { ...safe, "first-contact.safe-to-write": "no" } });
    const order = unsafe.events
      .filter(({ it }) => it !== "said")
      .map((event) => ("deed" in event ? event.deed : event.key));
    expect(order.at(-1)).toBe("hand-over-waiting");
    expect(order.at(-3)).toBe("first-contact.when-safe");
  });
});
