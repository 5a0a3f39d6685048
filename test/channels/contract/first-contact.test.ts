import { expect, it } from "vitest";
import { LOCALES } from "../../../src/domain/chat.ts";
import { onEveryChannel } from "./channels.ts";
import { goes, toMenu, toSafety, toWhom } from "./walks.ts";
import { wordsOf } from "./words.ts";

onEveryChannel("the first minutes", (at) => {
  it.each(LOCALES)("lead to the menu, and say before it who reads and what this cannot do: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    await toMenu(at, words);
    const said = at.her.standing.map(({ text }) => text).join("\n");
    expect(said).toMatch(words.says("first-contact.what-this-is"));
    expect(said).toMatch(words.says("first-contact.what-it-cannot"));
    expect(said).toMatch(words.says("first-contact.way-back", { returnWord: words.text("shop.return-word") }));
  });

  it.each(LOCALES)("wait where it is not safe, with the numbers, and go on when it is: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    await toSafety(at, words);
    await goes(at, words.button("first-contact.safe-to-write.no"), words.says("first-contact.not-safe"));
    await goes(at, words.button("first-contact.when-safe.ready"), words.says("menu.ask"));
  });

  it("are for others too: for somebody close, for neighbours, for a child, for who is a child", async () => {
    const words = wordsOf(at.channel, "ru");
    for (const whom of ["someone-else", "neighbour", "child", "under-age"] as const) {
      await toWhom(at, words);
      await goes(at, words.button(`first-contact.for-whom.${whom}`), words.says("first-contact.safe-to-write.ask"));
      const next = whom === "child" ? "for-child.next.ask" : (`${whom}.next.ask` as const);
      await goes(at, words.button("first-contact.safe-to-write.yes"), words.says(next));
      await goes(at, words.button("neighbour.next.menu"), words.says("menu.ask"));
    }
  });

  it("can be typed instead of pressed", async () => {
    const words = wordsOf(at.channel, "ru");
    await at.her.sends("/start");
    await at.her.hears(words.says("first-contact.language.ask"));
    await at.her.sends("русский");
    await at.her.hears(words.says("first-contact.for-whom.ask"));
    await at.her.sends("1");
    await at.her.hears(words.says("first-contact.safe-to-write.ask"));
  });

  it("have both doors under every screen", async () => {
    const words = wordsOf(at.channel, "ru");
    await toMenu(at, words);
    for (const { by, buttons } of at.her.standing.filter(
      ({ text }) => !words.says("first-contact.language.ask").test(text),
    ))
      if (by === "bot") expect(buttons.join()).toContain(words.text("doors.hide"));
  });
});
