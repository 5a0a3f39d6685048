import { expect, it } from "vitest";
import { LOCALES } from "../../../src/domain/chat.ts";
import { regionShortName } from "../../../src/services/region-names.ts";
import { onEveryChannel, type Setting } from "./channels.ts";
import { firstChoice, goes, keptIn, russian, ticks, toAlert, toLive, toMenu } from "./walks.ts";
import { exactly, type Words, wordsOf } from "./words.ts";

const NUMBERS = /102[\s\S]*112/;
const PASSED = "муж бьёт при детях, забрал телефон";

/** From the menu to her own words: every question answered once. */
async function tells(at: Setting, words: Words): Promise<void> {
  const { says, button } = words;
  await goes(at, button("menu.intake"), says("intake.danger-now.ask"));
  await goes(at, button("intake.danger-now.no"), says("intake.what-happened.ask"));
  await ticks(at, words, "intake.what-happened.beats", says("intake.signs.ask"));
  await ticks(at, words, "intake.signs.strangled", says("intake.children.ask"));
  await goes(at, button("intake.children.with-me"), says("intake.injuries.ask"));
  await goes(at, button("intake.injuries.hurt"), says("where.region.ask"));
  await goes(at, exactly(regionShortName("KZ-71")[words.locale]), says("intake.wants.ask"));
  await ticks(at, words, "intake.wants.talk", says("intake.safe-when.ask"));
  await goes(at, button("intake.safe-when.any-time"), says("intake.own-words.ask"));
}

/** From her own words to the question whether to send: consents one by one, a number to call. */
async function agrees(at: Setting, { says, button }: Words): Promise<void> {
  const both = { organisation: "Test Hotline", backup: "Test Centre" };
  await at.her.hears(says("intake.to-hotline-with-backup.ask", both));
  await goes(at, button("intake.to-hotline.yes"), says("intake.to-centre.ask", { organisation: "Test Centre" }));
  await goes(at, button("intake.to-centre.yes"), says("intake.police-kin.ask"));
  await goes(at, button("intake.police-kin.no"), says("intake.to-police.ask", { organisation: "Test Police Desk" }));
  await goes(at, button("intake.to-police.no"), says("intake.call.ask"));
  await goes(at, button("intake.call.yes"), says("intake.number.ask"));
  await at.her.sends("8 700 555 01 73");
  await at.her.hears(says("intake.send.ask"));
}

onEveryChannel("danger now", (at) => {
  it.each(LOCALES)("shows the numbers first, and goes to its end with a case: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    await toLive(at, words);
    expect(at.her.standing.map(({ text }) => text).join("\n")).toMatch(NUMBERS);
    await at.her.sends("он ушёл, дверь заперта");
    await at.her.hears(words.says("live.passed-unread"));
    const kept = await keptIn(at);
    for (const told of ["у озера, дом с синей крышей", "он ушёл, дверь заперта", `"via":"${at.channel}"`])
      expect(kept).toContain(told);
  });

  it("takes a place from the map, and no for an answer", async () => {
    const words = russian(at);
    await toMenu(at);
    await goes(at, words.button("doors.danger-now"), /Сообщить дежурным/);
    await goes(at, words.button("danger-now.alert.no"), words.says("menu.ask"));
    expect(await keptIn(at)).toBe("[]");
    await toAlert(at);
    await at.her.sharesLocation(51.13, 71.43);
    await at.her.hears(words.says("danger-now.who.ask"));
    expect(await keptIn(at)).toMatch(/"lat":51\.13/);
  });
});

onEveryChannel("the intake", (at) => {
  it.each(LOCALES)("goes to its end, and sends what she agreed to: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    await toMenu(at, words);
    await tells(at, words);
    await at.her.sends(PASSED);
    await agrees(at, words);
    await goes(at, words.button("intake.send.send"), words.says("intake.sent"));
    const kept = await keptIn(at);
    for (const told of [PASSED, "8 700 555 01 73", "strangled", "beats", "kz-71-astana"]) expect(kept).toContain(told);
  });

  it("keeps nothing where she does not send", async () => {
    const words = russian(at);
    await toMenu(at);
    await tells(at, words);
    await at.her.sends(PASSED);
    await agrees(at, words);
    await goes(at, words.button("intake.send.discard"), words.says("intake.discarded"));
    expect(await keptIn(at)).toBe("[]");
  });
});

onEveryChannel("help nearby", (at) => {
  const finds = async (words: Words) => {
    await goes(at, words.button("find-help.who.woman"), words.says("find-help.national"));
    expect(at.her.standing.at(-1)?.buttons).toContain(words.text("find-help.next.menu"));
  };

  it.each(LOCALES)("is found by lists, by a typed place, and by a place on the map: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    await toMenu(at, words);
    await goes(at, words.button("menu.find-help"), words.says("where.region.ask"));
    await goes(at, exactly(regionShortName("KZ-35")[locale]), words.says("where.town.ask"));
    await goes(at, firstChoice(at), words.says("find-help.who.ask"));
    await finds(words);
    await goes(at, words.button("find-help.next.again"), words.says("where.region.ask"));
    await at.her.sends("Қарағанды");
    await at.her.hears(words.says("find-help.who.ask"));
    await finds(words);
    await goes(at, words.button("find-help.next.again"), words.says("where.region.ask"));
    await at.her.sharesLocation(43.24, 76.9);
    await at.her.hears(words.says("find-help.who.ask"));
    await finds(words);
    await goes(at, words.button("find-help.next.menu"), words.says("menu.ask"));
  });
});
