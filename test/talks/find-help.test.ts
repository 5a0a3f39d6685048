import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/domain/chat.ts";
import { loadServices } from "../../src/services/shipped-services.ts";
import { directory, sentence, talk } from "./house.ts";
import { type Played, play, type Script, saidKeys } from "./play.ts";
import { skip, words } from "./repertoire.ts";

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

  it("leads on to writing, to another place or to the menu", async () => {
    const next = async (way: string) => (await find({ "where.region": [skip], "find-help.next": way })).goesTo;
    expect(await next("write")).toBe("intake");
    expect(await next("again")).toBe("find-help");
    expect(await next("menu")).toBe("menu");
  });
});
