import { describe, expect, it } from "vitest";
import { talk } from "./house.ts";
import { play, saidKeys } from "./play.ts";
import { keptByHuman, keptByNobody, notKept, unclear, words } from "./repertoire.ts";

const live = talk("live");
const says = (text: string) => ({ "(listens)": [words(text)] });

describe("the live talk", () => {
  it("hands over the answers that waited before it listens", async () => {
    const { events } = await play(live, { answers: says("сәлем") });
    expect(events.slice(0, 2)).toEqual([
      { it: "did", deed: "hand-over-waiting" },
      { it: "asked", key: "(listens)" },
    ]);
  });

  it("asks whether it is safe before it shows what waited, and shows nothing on a no or a riddle", async () => {
    const waiting = { "hand-over-waiting": { outcome: "ask-first" } } as const;
    const shown = await play(live, { answers: { "live.safe-to-read": "yes", ...says("а") }, outcomes: waiting });
    expect(shown.deeds.slice(0, 2)).toEqual([
      { do: "hand-over-waiting", asked: false },
      { do: "hand-over-waiting", asked: true },
    ]);
    for (const answer of ["no", [unclear, unclear]] as const) {
      const kept = await play(live, { answers: { "live.safe-to-read": answer }, outcomes: waiting });
      expect(kept.deeds).toEqual([{ do: "hand-over-waiting", asked: false }]);
      expect(kept.goesTo).toBe("menu");
    }
  });

  it("asks nothing aloud", async () => {
    expect((await play(live, { answers: says("а") })).questions).toEqual([
      { ask: "words", key: null, params: {}, options: [{ id: "menu", label: "live.menu" }], skippable: false },
    ]);
  });

  it("passes on her words as they are and goes on listening", async () => {
    const text = "  Ол тағы да\nкелді \u{1f614} ";
    const played = await play(live, { answers: says(text) });
    expect(played.deeds).toContainEqual({ do: "append-words", words: text });
    expect(played.goesTo).toBe("live");
  });

  it.each([
    ["that a human reads it", keptByHuman, "live.passed-read"],
    ["that nobody has read it yet", keptByNobody, "live.passed-unread"],
    ["that it could not be kept, with the numbers", notKept, "common.not-kept"],
  ])("tells honestly %s", async (_what, kept, key) => {
    expect(saidKeys(await play(live, { answers: says("а"), outcomes: { "append-words": kept } }))).toEqual([key]);
  });

  it("leads to the menu when she wants it, and keeps nothing then", async () => {
    const played = await play(live, { answers: { "(listens)": "menu" } });
    expect(played.goesTo).toBe("menu");
    expect(played.deeds).toEqual([{ do: "hand-over-waiting", asked: false }]);
  });

  it("repeats calmly when a photo came instead of words", async () => {
    const played = await play(live, { answers: { "(listens)": [unclear, words("а")] } });
    expect(saidKeys(played)[0]).toBe("common.not-understood");
  });
});
