import { expect, it } from "vitest";
import { readChat } from "../../../src/app/chat-record.ts";
import { runJobs } from "../../../src/app/jobs.ts";
import { LOCALES } from "../../../src/domain/chat.ts";
import { DAY_MS, HOUR_MS } from "../../../src/domain/time.ts";
import { onEveryChannel, type Setting } from "./channels.ts";
import { casesOf, goes, keptIn, russian, toLive, toMenu } from "./walks.ts";
import { type Words, wordsOf } from "./words.ts";

const PHRASE = "соседка просила вернуть синюю кастрюлю";
const MISTYPED = "саседка прасила вирнуть синюю кострюлю";
const ERASE_HOURS = 72;

/** Types what was asked for. */
async function types({ her }: Setting, words: string, next: RegExp): Promise<void> {
  await her.sends(words);
  await her.hears(next);
}

async function setsPhrase(at: Setting, { says, button }: Words): Promise<void> {
  await goes(at, button("menu.my-code-word"), says("code-word.what-it-is-not"));
  await goes(at, button("code-word.what.set"), says("code-word.phrase.ask"));
  await types(at, PHRASE, says("code-word.again.ask"));
  await types(at, MISTYPED, says("code-word.understood.ask"));
  await goes(at, button("code-word.understood.keep"), says("code-word.phrase-kept"));
}

onEveryChannel("my code word", (at) => {
  it.each(LOCALES)("is set, practised, explained and tried out to the end: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    const { says, button } = words;
    await toMenu(at, words);
    await setsPhrase(at, words);
    await goes(at, button("code-word.try-now.practise"), says("code-word.practise.ask"));
    await types(at, MISTYPED, says("code-word.would-be-heard"));
    await types(at, "соседка просила вернуть тарелку", says("code-word.would-not-be-heard"));
    await at.her.presses(button("common.skip"));
    for (const lesson of ["accepted", "questions", "seen", "not-in-stock", "urgent", "cancel", "back"] as const) {
      await at.rig.quiet();
      await at.her.presses(button(`code-word.lesson.${lesson}.next`));
    }
    await at.her.hears(says("code-word.trial.ask", { organisation: "Test Hotline" }));
    await goes(at, button("code-word.trial.yes"), says("code-word.trial-sent", { organisation: "Test Hotline" }));
    expect((await casesOf(at)).map(({ row }) => row.practice)).toEqual([true]);
    await types(at, PHRASE, says("shop.accepted"));
    expect(await keptIn(at)).toContain(PHRASE);
  });

  it("has digits beside it, which are forgotten at her wish", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    await goes(at, button("menu.my-code-word"), says("code-word.what.ask"));
    await goes(at, button("code-word.what.more"), says("code-word.more-codes.ask"));
    await goes(at, button("code-word.more-codes.pin"), says("code-word.pin.ask"));
    await types(at, "48291730", says("code-word.pin-again.ask"));
    await types(at, "4829 1730", says("code-word.pin-kept"));
    await goes(at, button("code-word.what.more"), says("code-word.more-codes.ask"));
    await goes(at, button("code-word.more-codes.forget"), says("code-word.forget.ask"));
    await goes(at, button("code-word.forget.yes"), says("code-word.forgotten"));
    const { link } = await readChat(at.rig.parts, await at.rig.addressOf(at.her));
    expect(link.pin).toBeNull();
  });
});

onEveryChannel("my details", (at) => {
  const toTraces = async ({ says, button }: Words) => {
    await at.her.presses(button("live.menu"));
    await at.her.hears(says("menu.ask"));
    await goes(at, button("menu.my-traces"), says("traces.ask"));
  };

  it.each(LOCALES)("are erased after three days, unless she takes it back: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    const { says, button } = words;
    await toLive(at, words);
    await toTraces(words);
    await goes(at, button("traces.hide"), says("traces.how-to-hide"));
    const asks = async () => {
      await goes(at, button("traces.erase"), says("traces.erase-cases.ask"));
      await goes(at, button("traces.erase-cases.yes"), says("traces.erase-sure.ask"));
      await goes(at, button("traces.erase-sure.yes"), says("traces.erasure-asked", { hours: ERASE_HOURS }));
      await goes(at, button("menu.my-traces"), says("traces.is-erasing"));
    };
    await asks();
    await goes(at, button("traces.keep"), says("traces.erasure-cancelled"));
    await goes(at, button("menu.my-traces"), says("traces.ask"));
    await asks();
    expect(await casesOf(at)).toHaveLength(1);
    at.rig.house.clock.pass(3 * DAY_MS + HOUR_MS);
    await runJobs(at.rig.parts);
    expect(await casesOf(at)).toEqual([]);
  });

  it.each(LOCALES)("are forgotten with who she is, and nobody may write any more: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    const { says, button } = words;
    await toLive(at, words);
    await toTraces(words);
    await goes(at, button("traces.stop"), says("traces.stop-contact.ask"));
    await goes(at, button("traces.stop-contact.yes"), says("traces.stopped"));
    await goes(at, button("menu.my-traces"), says("traces.ask"));
    await goes(at, button("traces.forget"), says("traces.forget-me.ask"));
    await goes(at, button("traces.forget-me.yes"), says("traces.forgotten"));
    await at.her.sends("привет");
    await at.her.hears(says("first-contact.language.ask"));
    const { link } = await readChat(at.rig.parts, await at.rig.addressOf(at.her));
    expect(link).toMatchObject({ locale: null, cases: [], personalPhrase: null });
    expect(await casesOf(at)).toHaveLength(1);
  });
});
