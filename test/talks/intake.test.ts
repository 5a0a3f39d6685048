import { describe, expect, it } from "vitest";
import { talk } from "./house.ts";
import { askedNames, deedNames, play, requestOf, saidKeys } from "./play.ts";
import { everybody, keptByNobody, notKept, option, skip, ticks, unclear, words } from "./repertoire.ts";
import { tell } from "./tell.ts";

const intake = talk("intake");

describe("the intake asks about danger first", () => {
  it("and leaves for danger now when there is danger", async () => {
    const played = await play(intake, { answers: { "intake.danger-now": "yes" } });
    expect(played.goesTo).toBe("danger-now");
    expect(played.deeds).toEqual([]);
  });

  it("and counts two misunderstandings as danger", async () => {
    const played = await play(intake, { answers: { "intake.danger-now": [unclear, unclear] } });
    expect(played.goesTo).toBe("danger-unclear");
  });
});

describe("the intake, with everything skipped", () => {
  it("still sends, to those she agreed to", async () => {
    const played = await tell();
    expect(requestOf(played)).toEqual({
      talk: "intake",
      edition: 2,
      urgency: "medium",
      signs: [],
      wants: [],
      place: null,
      consents: ["hotline"],
      shown: everybody,
      consentUnclear: false,
      policeExcluded: true,
      contact: { may: "as-answer" },
      phone: null,
      answers: {
        happened: null,
        signs: null,
        children: "skip",
        injuries: "skip",
        where: null,
        wants: null,
        "safe-when": "skip",
      },
      words: null,
    });
    expect(saidKeys(played).at(-1)).toBe("intake.sent");
    expect(played.goesTo).toBe("live");
  });

  it("says back only who reads it", async () => {
    const summary = saidKeys(await tell()).filter((key) => key.startsWith("intake.summary."));
    expect(summary).toEqual(["intake.summary.begin", "intake.summary.readers"]);
  });
});

describe("a number to call", () => {
  it("is asked for only if she wants calls", async () => {
    expect(askedNames(await tell({ "intake.call": "no" }))).not.toContain("intake.number");
    expect(askedNames(await tell())).not.toContain("intake.number");
    const played = await tell({ "intake.call": "yes", "intake.number": [words("8 701")] });
    expect(requestOf(played).phone).toBe("8 701");
    expect(saidKeys(played)).toContain("intake.summary.phone");
  });

  it("may be passed over", async () => {
    const played = await tell({ "intake.call": "yes" });
    expect(requestOf(played).phone).toBeNull();
    expect(saidKeys(played)).not.toContain("intake.summary.phone");
  });
});

describe("medical advice", () => {
  it("comes right after she ticks that she was strangled, and the case is urgent", async () => {
    const played = await tell({ "intake.signs": [ticks("strangled")] });
    const at = played.events.findIndex((event) => event.it === "said" && event.key === "intake.strangled-see-doctor");
    expect(played.events[at - 1]).toEqual({ it: "asked", key: "intake.signs" });
    expect(requestOf(played)).toMatchObject({ urgency: "high", signs: ["strangled"] });
  });

  it("comes with the number of the ambulance when she needs a doctor, and the case is urgent", async () => {
    const played = await tell({ "intake.injuries": "need-doctor" });
    expect(saidKeys(played)).toContain("intake.call-103");
    expect(requestOf(played).urgency).toBe("high");
  });

  it("is not given where nothing was ticked", async () => {
    const keys = saidKeys(await tell({ "intake.signs": [ticks()], "intake.injuries": "hurt" }));
    expect(keys).not.toContain("intake.strangled-see-doctor");
    expect(keys).not.toContain("intake.call-103");
  });
});

describe("the summary", () => {
  const everything = {
    "intake.what-happened": [ticks("beats", "other")],
    "intake.signs": [ticks("weapon")],
    "intake.children": "with-me",
    "intake.injuries": "hurt",
    "where.region": "KZ-71",
    "intake.wants": [ticks("shelter", "lawyer")],
    "intake.safe-when": "day-hours",
    "intake.own-words": [words("Ол кеше \u{1f614} <b>{қайта}</b> келді")],
    "intake.to-centre": "yes",
    "intake.call": "yes",
    "intake.number": [words("+7 700")],
  } as const;

  it("says back everything she told, before it asks whether to send", async () => {
    const played = await tell(everything);
    const at = played.events.findIndex((event) => event.it === "asked" && event.key === "intake.send");
    const before = played.events.slice(at - 11, at).map((event) => ("key" in event ? event.key : event.deed));
    expect(before).toEqual(
      [
        "begin",
        "happened",
        "signs",
        "children",
        "injuries",
        "where",
        "wants",
        "safe-when",
        "own-words",
        "phone",
        "readers",
      ].map((line) => `intake.summary.${line}`),
    );
    const params = Object.fromEntries(played.said.map(({ key, params }) => [key, params]));
    expect(params["intake.summary.own-words"]).toEqual({ words: "Ол кеше \u{1f614} <b>{қайта}</b> келді" });
    expect(params["intake.summary.readers"]).toEqual({
      readers: { texts: ["intake.reader.hotline", "intake.reader.crisis_centre"] },
    });
  });

  it("is what is sent", async () => {
    expect(requestOf(await tell(everything))).toMatchObject({
      signs: ["weapon"],
      wants: ["shelter", "lawyer"],
      place: { place: "town" },
      consents: ["hotline", "crisis_centre"],
      contact: { may: "hours", from: 9, to: 18 },
      phone: "+7 700",
      words: "Ол кеше \u{1f614} <b>{қайта}</b> келді",
      answers: { happened: ["beats", "other"], children: "with-me", injuries: "hurt" },
    });
  });

  it("comes before anything is kept: no case is opened until she sends", async () => {
    const { events } = await tell(everything);
    const names = events.map((event) => ("key" in event ? event.key : event.deed));
    expect(names.indexOf("open-case")).toBeGreaterThan(names.indexOf("intake.send"));
  });

  it("opens nothing when she discards, and says so", async () => {
    const played = await tell({ ...everything, "intake.send": "discard" });
    expect(deedNames(played)).not.toContain("open-case");
    expect(saidKeys(played).at(-1)).toBe("intake.discarded");
    expect(played.goesTo).toBe("menu");
  });

  it("is not sent by a misunderstanding, however often", async () => {
    const played = await tell({ "intake.send": [unclear, unclear, unclear, option("discard")] });
    expect(deedNames(played)).not.toContain("open-case");
  });

  it("is followed by the numbers when the case could not be kept, and never by 'sent'", async () => {
    const played = await tell(everything, { "open-case": notKept });
    expect(saidKeys(played).at(-1)).toBe("common.not-kept");
    expect(saidKeys(played)).not.toContain("intake.sent");
    expect((await tell(everything, { "open-case": keptByNobody })).goesTo).toBe("live");
  });
});

describe("where she is", () => {
  it("is asked for by region and then by town, where a region has more than one", async () => {
    expect(askedNames(await tell({ "where.region": "KZ-71" }))).not.toContain("where.town");
    expect(askedNames(await tell({ "where.region": "KZ-75" }))).toContain("where.town");
  });

  it("is her region when she passes the town over", async () => {
    expect(requestOf(await tell({ "where.region": "KZ-11" })).place).toEqual({ place: "region", code: "KZ-11" });
  });

  it("is her own words when she types them, at either list", async () => {
    expect(requestOf(await tell({ "where.region": [words("Ауыл"), skip] })).place).toEqual({
      place: "words",
      words: "Ауыл",
    });
    const typed = await tell({ "where.region": "KZ-11", "where.town": [words("Ауыл")] });
    expect(requestOf(typed).place).toEqual({ place: "words", words: "Ауыл", region: "KZ-11" });
  });

  it("can be looked for on page after page, which wrap round to the first", async () => {
    const more = option("more");
    const { questions } = await tell({ "where.region": "KZ-11", "where.town": [more, more, more, more, more, skip] });
    const pages = questions
      .filter(({ key }) => key === "where.town.ask")
      .map((question) => ("options" in question ? question.options.map(({ id }) => id) : []));
    expect(pages).toHaveLength(6);
    expect(pages[5]).toEqual(pages[0]);
    expect(new Set(pages.slice(0, 5).flat()).size).toBe(39 + 1);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(9);
  });
});
