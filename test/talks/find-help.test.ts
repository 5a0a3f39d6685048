import { describe, expect, it } from "vitest";
import { fold } from "../../src/distress/fold.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import type { ServiceId } from "../../src/domain/service-records.ts";
import { openDirectory } from "../../src/services/help-near.ts";
import type { Intake } from "../../src/services/intake-state.ts";
import { shownServices } from "../../src/services/may-show.ts";
import { loadPlaces, loadRegions } from "../../src/services/shipped-places.ts";
import { loadServices } from "../../src/services/shipped-services.ts";
import { findHelp } from "../../src/talks/find-help.ts";
import { directory, sentence, talk } from "./house.ts";
import { askedNames, type Played, play, type Script, saidKeys } from "./play.ts";
import { pointAbroad, skip, words } from "./repertoire.ts";

const find = (answers: NonNullable<Script["answers"]>): Promise<Played> =>
  play(talk("find-help"), { answers: { "find-help.next": "menu", ...answers } });

describe("help near her", () => {
  it.each<[string, NonNullable<Script["answers"]>, string]>([
    ["in a region with a centre", { "where.region": "KZ-71" }, "find-help.from"],
    ["anywhere, when she does not say where", { "where.region": [skip] }, "find-help.whole-country"],
    ["anywhere, when her place is in no list", { "where.region": [words("Ауыл"), skip] }, "find-help.not-in-list"],
  ])("names the lines of the whole country %s", async (_where, answers, first) => {
    const keys = saidKeys(await find(answers));
    expect(keys).toContain(first);
    expect(keys.slice(-2)).toEqual(["find-help.national", "find-help.address-is-secret"]);
  });

  it("says honestly where a region has no centre, and names those of its neighbours", async () => {
    const regions = directory.regions.map(({ code }) => code);
    const withNone = await Promise.all(
      regions.map(async (code) => {
        const played = await find({ "where.region": code, "where.town": [skip] });
        const own = directory.located.filter(
          ({ town, service }) => town.region === code && service.takes.includes("women"),
        );
        const keys = saidKeys(played);
        expect(keys.includes("find-help.found"), code).toBe(own.length > 0);
        const none = ["find-help.region-has-none", "find-help.neighbours-have-none", "find-help.none-at-all"] as const;
        expect(none.filter((key) => keys.includes(key)).length, code).toBe(own.length > 0 ? 0 : 1);
        return own.length === 0;
      }),
    );
    expect(withNone).toContain(true);
    expect(withNone).toContain(false);
  });

  it("names four at most", async () => {
    for (const { code } of directory.regions) {
      const centres = saidKeys(await find({ "where.region": code, "where.town": [skip] })).filter((key) =>
        key.startsWith("find-help.centre"),
      );
      expect(centres.length, code).toBeLessThanOrEqual(4);
    }
  });

  it("never says an address or a hidden organisation's name", async () => {
    const known = loadServices();
    const secret = known.flatMap((one) => [
      ...(one.address === null ? [] : [one.address]),
      ...(one.show === "no" || one.show === "after_verification" ? [one.name.ru] : []),
    ]);
    const shown = new Set(directory.located.map(({ service }) => service.name.ru));
    const mayNotBeSaid = secret.filter((one) => !shown.has(one));
    expect(mayNotBeSaid.length).toBeGreaterThan(0);
    for (const { code } of directory.regions) {
      const { said } = await find({ "where.region": code, "where.town": [skip] });
      const text = said.flatMap((one) => LOCALES.map((locale) => sentence(locale, one))).join("\n");
      expect(mayNotBeSaid.filter((one) => text.includes(one))).toEqual([]);
    }
  });

  it("asks once whom the place is for, and names nothing that does not take them", async () => {
    const forWhom = async (who: string) => find({ "where.region": [words("Уральск")], "find-help.who": who });
    const man = await forWhom("man");
    expect(saidKeys(man).filter((key) => key.startsWith("find-help.centre"))).toHaveLength(1);
    expect(saidKeys(await find({ "where.region": [words("Талдыкорган")], "find-help.who": "man" }))).toContain(
      "find-help.none-at-all",
    );
    for (const who of ["woman", "woman-with-children", "child"])
      expect(saidKeys(await forWhom(who)), who).toContain("find-help.found");
  });

  it("does not ask whom it is for where no place is known", async () => {
    for (const where of [[skip], [words("Ауыл"), skip]])
      expect(askedNames(await find({ "where.region": where }))).not.toContain("find-help.who");
  });

  it("says where it looked, and to ask 111 before she sets out, as long as nobody published that there is room", async () => {
    const { said } = await find({ "where.region": [words("павлодор")] });
    const text = said.map((one) => sentence("ru", one)).join("\n");
    expect(text).toContain("Павлодар, Павлодарская обл.");
    expect(text).toContain("позвоните 111");
  });

  it("says that the numbers are of this country when she is abroad", async () => {
    const abroad = await find({ "where.region": [pointAbroad], "where.abroad": "yes" });
    expect(saidKeys(abroad)).toContain("find-help.abroad");
    expect(saidKeys(abroad).filter((key) => key.startsWith("find-help.centre"))).toEqual([]);
    const wrong = await find({ "where.region": [pointAbroad, skip], "where.abroad": "no" });
    expect(saidKeys(wrong)).toContain("find-help.not-in-list");
  });

  it("says what centres published of their room, and sends nobody to a closed one", async () => {
    const publishing = async (intake: Intake, where: string) => {
      const published = new Map([["kz-39-adaptation" as ServiceId, intake]]);
      const shown = shownServices(loadServices());
      const help = findHelp(openDirectory(shown, loadPlaces(), loadRegions(), fold, published));
      const played = await play(help, { answers: { "where.region": [words(where)], "find-help.next": "menu" } });
      return { keys: saidKeys(played), text: played.said.map((one) => sentence("ru", one)).join("\n") };
    };
    expect((await publishing("open", "Костанай")).text).toContain("Сообщили, что места есть.");
    expect((await publishing("full", "Костанай")).text).toContain("Сообщили, что мест сейчас нет.");
    const closed = await publishing("closed", "Костанай");
    expect(closed.keys).toContain("find-help.region-is-closed");
    expect(closed.keys).not.toContain("find-help.found");
    expect(closed.text).not.toContain("Центр адаптации");
  });

  it("leads on to writing, to another place or to the menu", async () => {
    const next = async (way: string) => (await find({ "where.region": [skip], "find-help.next": way })).goesTo;
    expect(await next("write")).toBe("intake");
    expect(await next("again")).toBe("find-help");
    expect(await next("menu")).toBe("menu");
  });
});
