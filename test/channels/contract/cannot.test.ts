import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../../../src/domain/time.ts";
import { shopSays, WINDOW } from "../../support/shop-words.ts";
import { answerPerson } from "../../support/staff-work.ts";
import { type Cannot, printAbilities } from "./abilities.ts";
import { onEachOf, type Setting } from "./channels.ts";
import { casesOf, goes, russian, toLive, toMenu, toSafety } from "./walks.ts";

const README = new URL("../../../src/channels/README.md", import.meta.url);
const PHRASE = "соседка просила вернуть синюю кастрюлю";

const textsIn = ({ her }: Setting) => her.standing.map(({ text }) => text);

/** What becomes of what a channel cannot do. */
const CANNOT: Readonly<Record<Cannot, (at: Setting) => Promise<void>>> = {
  "what was not answered comes again (terminal)": async ({ her }) => expect(her.repeats).toBeUndefined(),

  "old buttons (terminal)": async (at) => {
    expect(at.her.pressesGone).toBeUndefined();
    await toSafety(at);
    await at.her.presses(/^Да, безопасно$/); // The newest list; "Мне" of the one before has the same number.
    await at.her.hears(russian(at).says("menu.ask"));
  },

  "boxes (whatsapp)": async (at) => {
    const { says, button, box } = russian(at);
    await toMenu(at);
    await goes(at, button("menu.intake"), says("intake.danger-now.ask"));
    await goes(at, button("intake.danger-now.no"), says("intake.what-happened.ask"));
    const before = at.her.standing;
    await goes(at, box("intake.what-happened.beats"), says("intake.signs.ask"));
    expect(at.her.standing.slice(0, before.length)).toEqual(before);
  },

  "hide (whatsapp)": async (at) => {
    await toLive(at);
    await at.rig.quiet();
    const before = textsIn(at);
    await goes(at, russian(at).button("doors.hide"), WINDOW);
    await at.rig.quiet();
    expect(textsIn(at).slice(0, before.length)).toEqual(before);
    expect(textsIn(at).at(-1)).toMatch(shopSays("shop.clear-chat"));
  },

  "a secret that she typed (whatsapp)": async (at) => {
    const { says, button, text } = russian(at);
    await toMenu(at);
    expect(textsIn(at).join()).toContain("Meta"); // Said in the first minutes, with how to clear a chat.
    await goes(at, button("menu.my-code-word"), says("code-word.what-it-is-not"));
    await goes(at, button("code-word.what.set"), says("code-word.phrase.ask"));
    await at.her.sends(PHRASE);
    await at.her.hears(says("code-word.again.ask"));
    await at.her.sends(PHRASE);
    await at.her.hears(says("code-word.understood.ask"));
    await goes(at, button("code-word.understood.keep"), says("code-word.phrase-kept"));
    expect(text("code-word.phrase-kept")).toContain("очистите чат");
    expect(textsIn(at).filter((words) => words === PHRASE)).toHaveLength(2);
  },

  "writing first (whatsapp)": async (at) => {
    const { rig } = at;
    await toLive(at);
    rig.house.clock.pass(25 * HOUR_MS);
    const [opened] = await casesOf(at);
    if (opened === undefined) throw new Error("no case");
    const became = await answerPerson(rig.parts, rig.house.members.hotline, opened.row.caseId, "Мы прочитали");
    expect(became).toBe("waiting");
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(textsIn(at).at(-1)).toBe("(template news)");
    expect(textsIn(at).join()).not.toContain("Мы прочитали");
  },

  "edited and forwarded messages (terminal)": async ({ her }) =>
    expect([her.rewrites, her.forwards]).toEqual([undefined, undefined]),

  "photos, voice, files, contacts (terminal)": async ({ her }) =>
    expect([her.sendsPhoto, her.sharesContact]).toEqual([undefined, undefined]),

  "several chats (terminal)": async ({ rig, her }) => expect(rig.person()).toBe(her),
};

describe("the README of the channels", () => {
  it("holds the table of what each of them can and cannot do", async () => {
    expect(await readFile(README, "utf8")).toContain(`\n${printAbilities()}\n`);
  });
});

for (const channel of ["whatsapp", "terminal"] as const)
  onEachOf([channel], "what it cannot", (at) => {
    const rows = Object.entries(CANNOT).filter(([row]) => row.endsWith(`(${channel})`));
    it.each(rows)("is made up for, or is not there: %s", async (_, checks) => checks(at));
  });
