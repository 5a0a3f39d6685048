import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/domain/chat.ts";
import type { TalkName } from "../../src/talks/talk.ts";
import { label, sentence, talk } from "./house.ts";
import { askedNames, deedNames, play, saidKeys } from "./play.ts";
import { noTraces, notKept } from "./repertoire.ts";

async function offered(traces: Partial<typeof noTraces>): Promise<readonly string[]> {
  const { questions } = await play(talk("my-traces"), {
    answers: { traces: "menu" },
    outcomes: { "read-traces": { ...noTraces, ...traces } },
  });
  return questions.flatMap((one) => ("options" in one ? one.options.map(({ id }) => id) : []));
}

describe("hide, stop, erase", () => {
  it("offers to stop and to erase only where there is a case, and to keep it where its end is asked for", async () => {
    expect(await offered({})).toEqual(["hide", "forget", "menu"]);
    expect(await offered({ cases: true })).toEqual(["hide", "stop", "erase", "forget", "menu"]);
    expect(await offered({ cases: true, erasing: true })).toEqual(["hide", "stop", "keep", "forget", "menu"]);
  });

  it("explains the button of hiding, and says what it does not delete", async () => {
    const played = await play(talk("my-traces"), { answers: { traces: "hide" } });
    expect(saidKeys(played)).toContain("traces.how-to-hide");
    expect(played.goesTo).toBe("my-traces");
  });

  it.each(["my-traces", "erase-cases"] as const)("%s tells how many messages stayed in the chat", async (name) => {
    const outcomes = { "read-traces": { ...noTraces, unswept: 3 } };
    const script = { answers: { traces: "menu", "traces.erase-cases": "no" }, outcomes } as const;
    expect(saidKeys(await play(talk(name), script))).toContain("traces.unswept");
    expect(saidKeys(await play(talk(name), { answers: script.answers }))).not.toContain("traces.unswept");
    expect(sentence("ru", { key: "traces.unswept", params: { count: 3 } })).toMatch(/3 сообщения/);
  });

  it.each([
    ["stop-contact", "traces.stop-contact"],
    ["forget-me", "traces.forget-me"],
    ["erase-cases", "traces.erase-cases"],
  ] as const)("%s does nothing before it was asked whether she is sure", async (name, question) => {
    const played = await play(talk(name), { answers: { [question]: "no" } });
    expect(deedNames(played).filter((deed) => deed !== "read-traces")).toEqual([]);
    expect(played.goesTo).toBe("my-traces");
  });

  it("erases in two steps, says how long it takes, why, and what stays", async () => {
    const first = { "traces.erase-cases": "yes", "traces.erase-sure": "no" } as const;
    expect(deedNames(await play(talk("erase-cases"), { answers: first }))).not.toContain("ask-erasure");
    const played = await play(talk("erase-cases"), { answers: { ...first, "traces.erase-sure": "yes" } });
    expect(deedNames(played)).toContain("ask-erasure");
    expect(saidKeys(played)).toEqual(["traces.erase-how", "traces.erase-not-all", "traces.erasure-asked"]);
    const how = sentence("ru", { key: "traces.erase-how", params: { hours: 72 } });
    expect(how).toMatch(/72 часа/);
    expect(how).toMatch(/чужой человек/);
    expect(sentence("kk", { key: "traces.erase-how", params: { hours: 72 } })).toMatch(/72 сағаттан/);
  });

  it("says so when something could not be done", async () => {
    const failing: readonly (readonly [TalkName, Parameters<typeof play>[1]])[] = [
      ["stop-contact", { answers: { "traces.stop-contact": "yes" }, outcomes: { "stop-contact": notKept } }],
      [
        "erase-cases",
        { answers: { "traces.erase-cases": "yes", "traces.erase-sure": "yes" }, outcomes: { "ask-erasure": notKept } },
      ],
      ["keep-cases", { outcomes: { "cancel-erasure": notKept } }],
    ];
    for (const [name, script] of failing)
      expect(saidKeys(await play(talk(name), script)), name).toContain("common.not-kept");
  });

  it("names the button in the menu that it speaks of", () => {
    for (const locale of LOCALES) {
      const button = label({ id: "my-traces", label: "menu.my-traces" }, locale);
      expect(sentence(locale, { key: "traces.erasure-asked", params: { hours: 72 } })).toContain(`«${button}»`);
      const tell = label({ id: "intake", label: "menu.intake" }, locale);
      expect(sentence(locale, { key: "traces.stopped", params: {} })).toContain(`«${tell}»`);
    }
  });

  it("forgets her only after saying it in her language, and begins as for somebody new", async () => {
    const played = await play(talk("forget-me"), { answers: { "traces.forget-me": "yes" } });
    expect(played.events.slice(-2)).toEqual([
      { it: "said", key: "traces.forgotten" },
      { it: "did", deed: "forget-me" },
    ]);
    expect(played.goesTo).toBe("first-contact");
    expect(askedNames(played)).toEqual(["traces.forget-me"]);
  });
});
