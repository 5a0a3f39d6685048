import { describe, expect, it } from "vitest";
import type { PlaceAnswer } from "../../src/domain/answers.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { sentence, talk } from "./house.ts";
import { askedNames, type Played, play, requestOf, type Script, saidKeys } from "./play.ts";
import { option, point, pointAbroad, skip, unclear, words } from "./repertoire.ts";

const tell = (answers: NonNullable<Script["answers"]>): Promise<Played> =>
  play(talk("intake"), {
    answers: {
      "intake.danger-now": "no",
      "intake.to-hotline-with-backup": "yes",
      "intake.police-kin": "no",
      "intake.send": "send",
      ...answers,
    },
  });

const placeIn = async (answers: NonNullable<Script["answers"]>): Promise<PlaceAnswer | null> =>
  requestOf(await tell(answers)).place;

describe("a place that she types", () => {
  it("is understood at once, and her words stay beside it", async () => {
    expect(await placeIn({ "where.region": [words("мен қазір Сәтбаевта тұрамын")] })).toEqual({
      place: "words",
      words: "мен қазір Сәтбаевта тұрамын",
      region: "KZ-62",
      town: "kz-62-satpayev",
    });
  });

  it("is said back as she wrote it and as it was understood", async () => {
    const { said } = await tell({ "where.region": [words("в актобе")] });
    const understood = said.find(({ key }) => key === "intake.summary.where-understood");
    for (const locale of LOCALES) {
      const text = understood === undefined ? "" : sentence(locale, understood);
      expect(text).toContain("в актобе");
      expect(text).toContain(locale === "kk" ? "Ақтөбе" : "Актобе");
    }
  });

  it("leads to the towns of its region when it is one", async () => {
    const region = { "where.region": [words("Қостанай облысы")] };
    expect(await placeIn({ ...region, "where.town": "kz-39-rudny" })).toEqual({
      place: "words",
      words: "Қостанай облысы",
      region: "KZ-39",
      town: "kz-39-rudny",
    });
    expect(await placeIn({ ...region, "where.town": [skip] })).toEqual({
      place: "words",
      words: "Қостанай облысы",
      region: "KZ-39",
    });
  });

  it("is asked about when several are called so, by their regions", async () => {
    const ask = { "where.region": [words("Ақсуда")] };
    const { questions, said } = await tell({ ...ask, "where.which": [skip] });
    const which = questions.find(({ key }) => key === "where.which.ask");
    if (which?.ask !== "choose") throw new Error("nothing was asked");
    expect(which.skippable).toBe(true);
    expect(which.options.map(({ id }) => id)).toEqual(["0", "1", "2", "other"]);
    expect(said.filter(({ key }) => key === "where.place-point")).toHaveLength(3);
    expect(await placeIn({ ...ask, "where.which": "0" })).toMatchObject({ region: "KZ-55", town: "kz-55-aksu" });
    expect(await placeIn({ ...ask, "where.which": [skip] })).toEqual({ place: "words", words: "Ақсуда" });
  });

  it("may be made clear by typing on", async () => {
    expect(await placeIn({ "where.region": [words("Ақсу")], "where.which": [words("Павлодар облысы")] })).toEqual({
      place: "words",
      words: "Ақсу, Павлодар облысы",
      region: "KZ-55",
      town: "kz-55-aksu",
    });
    expect(await placeIn({ "where.region": [words("Ақсу")], "where.which": [words("жоқ, Семейде")] })).toMatchObject({
      town: "kz-10-semey",
    });
  });

  it("is looked for in the list when it is none of them", async () => {
    expect(
      await placeIn({
        "where.region": [words("Ақсу"), option("KZ-33")],
        "where.which": "other",
        "where.town": [skip],
      }),
    ).toEqual({ place: "words", words: "Ақсу", region: "KZ-33" });
  });

  it("is asked about when it may be just an answer", async () => {
    const good = { "where.region": [words("жақсы"), skip] };
    expect(askedNames(await tell({ ...good, "where.is-it": "other" }))).toContain("where.is-it");
    expect(await placeIn({ ...good, "where.is-it": "0" })).toMatchObject({ town: "kz-11-zhaksy" });
    expect(await placeIn({ ...good, "where.is-it": [skip] })).toEqual({ place: "words", words: "жақсы" });
  });

  it("is not blamed on her when nobody knows it: the list comes again, and her words stay", async () => {
    const unknown = await tell({ "where.region": [words("Жаңа ауыл"), skip] });
    expect(saidKeys(unknown)).toContain("where.not-found");
    expect(requestOf(unknown).place).toEqual({ place: "words", words: "Жаңа ауыл" });
    expect(await placeIn({ "where.region": [words("Жаңа ауыл"), option("KZ-71")] })).toEqual({
      place: "words",
      words: "Жаңа ауыл",
      region: "KZ-71",
      town: "kz-71-astana",
    });
  });

  it("is looked for in the region that she chose before", async () => {
    const inRegion = (typed: string, rest: NonNullable<Script["answers"]> = {}) =>
      placeIn({ "where.region": "KZ-11", "where.town": [words(typed)], ...rest });
    expect(await inRegion("ақсу")).toMatchObject({ region: "KZ-11", town: "kz-11-aksu" });
    expect(await inRegion("ауыл")).toEqual({ place: "words", words: "ауыл", region: "KZ-11" });
    expect(await inRegion("Семей", { "where.which": "0" })).toMatchObject({ town: "kz-10-semey" });
    expect(await inRegion("Семей", { "where.which": [skip] })).toMatchObject({ words: "Семей", region: "KZ-11" });
  });
});

describe("a place that she shares", () => {
  it("is taken as it is in the country", async () => {
    const played = await tell({ "where.region": [point] });
    expect(askedNames(played)).not.toContain("where.abroad");
    expect(requestOf(played).place).toEqual({ place: "point", lat: 49.8, lon: 73.1 });
  });

  it("is asked about once when it lies abroad, and kept as she says", async () => {
    const abroad = { place: "point", lat: 40.7, lon: -74 };
    expect(await placeIn({ "where.region": [pointAbroad], "where.abroad": "yes" })).toEqual({
      ...abroad,
      abroad: true,
    });
    expect(await placeIn({ "where.region": [pointAbroad], "where.abroad": [skip] })).toEqual(abroad);
    expect(await placeIn({ "where.region": [pointAbroad, skip], "where.abroad": "no" })).toEqual({
      ...abroad,
      abroad: false,
    });
    const again = await tell({ "where.region": [pointAbroad, pointAbroad], "where.abroad": "no" });
    expect(askedNames(again).filter((name) => name === "where.abroad")).toHaveLength(1);
  });

  it("is not said to be the nearest town when it lies abroad", async () => {
    const { said } = await tell({ "where.region": [pointAbroad], "where.abroad": "yes" });
    expect(said.map(({ key }) => key)).toContain("intake.summary.where-on-map");
  });
});

describe("where help is needed now", () => {
  const inDanger = (answers: NonNullable<Script["answers"]>) =>
    play(talk("danger-now"), { answers: { "danger-now.alert-with-backup": "yes", ...answers } });
  const placesIn = ({ deeds }: Played) => deeds.flatMap((deed) => (deed.do === "append-place" ? [deed.place] : []));

  it("is kept with what it was understood as, without another question", async () => {
    const played = await inDanger({ "danger-now.where": [words("Темиртау, Мира 5")] });
    expect(placesIn(played)).toEqual([
      { place: "words", words: "Темиртау, Мира 5", region: "KZ-35", town: "kz-35-temirtau" },
    ]);
    expect(askedNames(played).filter((name) => name.startsWith("where."))).toEqual([]);
  });

  it.each<[string, NonNullable<Script["answers"]>, PlaceAnswer]>([
    [
      "an address without a town",
      { "danger-now.where": [words("Абая 1, кв. 2")], "where.region": "KZ-55" },
      { place: "words", words: "Абая 1, кв. 2", region: "KZ-55" },
    ],
    [
      "a name that several places have",
      { "danger-now.where": [words("Ақсу, мектеп жанында")], "where.which": "0" },
      { place: "words", words: "Ақсу, мектеп жанында", region: "KZ-55", town: "kz-55-aksu" },
    ],
    [
      "a point abroad",
      { "danger-now.where": [pointAbroad], "where.abroad": "no" },
      { place: "point", lat: 40.7, lon: -74, abroad: false },
    ],
  ])("is kept first and asked about once: %s", async (_what, answers, closer) => {
    const played = await inDanger(answers);
    const [first, second] = placesIn(played);
    if (closer.place === "words") expect(first).toEqual({ place: "words", words: closer.words });
    else expect(first).toEqual({ place: "point", lat: 40.7, lon: -74 });
    expect(second).toEqual(closer);
    const order = played.events.flatMap((event) =>
      "deed" in event ? [event.deed] : "key" in event ? [event.key] : [],
    );
    const asked = order.findIndex((name) => name.startsWith("where.") && !name.includes("point"));
    expect(order.indexOf("append-place")).toBeLessThan(asked);
    expect(askedNames(played).filter((name) => name.startsWith("where."))).toHaveLength(1);
  });

  it("is asked about no further when she passes that over or is not understood", async () => {
    for (const answers of [[skip], [unclear, skip], [words("не знаю")]]) {
      const played = await inDanger({ "danger-now.where": [words("Абая 1")], "where.region": answers });
      expect(placesIn(played)[0]).toEqual({ place: "words", words: "Абая 1" });
      expect(new Set(askedNames(played).filter((name) => name.startsWith("where.")))).toEqual(
        new Set(["where.region"]),
      );
      expect(saidKeys(played).at(-1)).toBe("danger-now.we-are-here");
    }
  });
});
