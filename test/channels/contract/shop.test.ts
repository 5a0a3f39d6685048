import { expect, it } from "vitest";
import { readChat } from "../../../src/app/chat-record.ts";
import { canDelete, LOCALES } from "../../../src/domain/chat.ts";
import { MINUTE_MS } from "../../../src/domain/time.ts";
import { covertScript } from "../../support/covert-script.ts";
import { ACCEPTED, AT_COUNTER, MARKED_URGENT, NOT_IN_STOCK, shopSays, WINDOW } from "../../support/shop-words.ts";
import { claimAndRead } from "../../support/staff-work.ts";
import { onEveryChannel, type Setting } from "./channels.ts";
import { casesOf, goes, keptIn, russian, toLive, toMenu, toSafety } from "./walks.ts";
import { wordsOf } from "./words.ts";

const PHRASE = "Есть ли у вас зелёный чай с мятой?";
const NUMBERS = /102[\s\S]*112/;
const GIVES_AWAY = /102|112|111|103|полиц|насил|помощ|опасн|кризис|приют|көмек|қауіп|зорлық|дежурн/i;
const SEEN = shopSays("shop.seen");

/** What the bot said since that many messages stood there. */
function saidSince({ her }: Setting, count: number): string {
  const fresh = her.standing.slice(count).filter(({ by }) => by === "bot");
  return fresh.flatMap(({ text, buttons }) => [text, ...buttons]).join("\n");
}

const link = async ({ rig, her }: Setting) => (await readChat(rig.parts, await rig.addressOf(her))).link;

/** The states that she may be in, and how she comes there. */
const STATES = {
  "the first screen": async (at) => {
    await at.her.sends("/start");
    await at.her.hears(russian(at).says("first-contact.language.ask"));
  },
  "the question whether it is safe": (at) => toSafety(at),
  "a question of the intake": async (at) => {
    const { says, button } = russian(at);
    await toMenu(at);
    await goes(at, button("menu.intake"), says("intake.danger-now.ask"));
    await goes(at, button("intake.danger-now.no"), says("intake.what-happened.ask"));
  },
  "the live talk": (at) => toLive(at),
} as const satisfies Record<string, (at: Setting) => Promise<void>>;

onEveryChannel("the doors", (at) => {
  it.each(Object.entries(STATES))("open from %s, pressed or typed", async (state, goTo) => {
    const { button } = russian(at);
    await goTo(at);
    const isFirst = state === "the first screen";
    await goes(at, button(isFirst ? "doors.both-danger" : "doors.danger-now"), NUMBERS);
    await at.her.sends("помогите");
    await at.her.hears(NUMBERS);
    await goes(at, button(isFirst ? "doors.both-hide" : "doors.hide"), WINDOW);
    await at.rig.quiet();
    await at.her.sends("стоп");
    await at.her.hears(WINDOW);
  });
});

onEveryChannel("hide", (at) => {
  it("leaves nothing but a shop, or says how to clear what the bot cannot delete", async () => {
    await toLive(at);
    await at.her.sends("ключ у соседки");
    await at.her.hears(russian(at).says("live.passed-unread"));
    await at.rig.quiet();
    const before = at.her.standing.length;
    await goes(at, russian(at).button("doors.hide"), WINDOW);
    await at.rig.quiet();
    const left = at.her.standing.map(({ text }) => text);
    if (canDelete(at.channel))
      expect(left.filter((text) => !/^\/hide/.test(text))).toEqual([expect.stringMatching(WINDOW)]);
    else expect(left.length).toBe(before + 2);
    const clears = shopSays("shop.clear-chat");
    expect(left.filter((text) => clears.test(text))).toHaveLength(canDelete(at.channel) ? 0 : 1);
    expect(await keptIn(at)).toContain("ключ у соседки");
  });

  it("is answered from as a shop would, whatever is written, a restart later too", async () => {
    await toMenu(at);
    await goes(at, russian(at).button("doors.hide"), WINDOW);
    await at.rig.restart();
    const before = at.her.standing.length;
    for (const words of ["привет", "меню", "что я писала?", "1"]) {
      await at.her.sends(words);
      await at.her.hears(AT_COUNTER);
    }
    await at.rig.quiet();
    expect(saidSince(at, before)).not.toMatch(GIVES_AWAY);
  });

  it.each(LOCALES)("is taken off by the word for coming back: %s", async (locale) => {
    const words = wordsOf(at.channel, locale);
    await toMenu(at, words);
    await goes(at, words.button("doors.hide"), WINDOW);
    await at.her.sends(words.text("shop.return-word"));
    await at.her.hears(words.says("menu.ask"));
    expect((await link(at)).cover).toBeNull();
  });

  it("is taken off by her digits alone where she set any", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    await goes(at, button("menu.my-code-word"), says("code-word.what.ask"));
    await goes(at, button("code-word.what.more"), says("code-word.more-codes.ask"));
    await goes(at, button("code-word.more-codes.pin"), says("code-word.pin.ask"));
    await at.her.sends("48291730");
    await at.her.hears(says("code-word.pin-again.ask"));
    await at.her.sends("48291730");
    await at.her.hears(says("code-word.pin-kept"));
    await goes(at, button("doors.hide"), WINDOW);
    await at.her.sends(russian(at).text("shop.return-word"));
    await at.her.hears(/./);
    await at.rig.quiet();
    expect((await link(at)).cover).toMatchObject({ is: "decoy" });
    await at.her.sends("48291730");
    await at.her.hears(says("menu.ask"));
  });
});

onEveryChannel("the code phrase", (at) => {
  it.each([0, 1])("makes an order of the chat, whose answers staff read to its end: %s", async (index) => {
    for (const step of covertScript(index)) {
      if ("send" in step && typeof step.send === "string") await at.her.sends(step.send.replace(/ ?\{\{token\}\}/, ""));
      if ("press" in step && step.press instanceof RegExp) await at.her.presses(step.press);
      if (step.expect) await at.her.hears(step.expect);
    }
    await at.her.sharesLocation(49.8, 73.1);
    await at.her.hears(shopSays("shop.added-1", "shop.added-2", "shop.added-3"));
    expect(saidSince(at, 0)).not.toMatch(GIVES_AWAY);
    const kept = await keptIn(at);
    for (const told of ["Абая 12", "распухла рука", "второй подъезд", '"question":"finish"', '"lat":49.8'])
      expect(kept).toContain(told);
    expect(kept).toContain(`"by":"phrase","via":"${at.channel}"`);
  });

  it("deletes what stood above it where that can be done, and is made urgent or closed by its doors", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    await at.her.sends(PHRASE);
    await at.her.hears(ACCEPTED);
    await at.rig.quiet();
    if (canDelete(at.channel)) expect(saidSince(at, 0)).not.toMatch(GIVES_AWAY);
    await goes(at, button("shop.doors.urgent"), MARKED_URGENT);
    await goes(at, button("shop.doors.cancel"), WINDOW);
    await at.rig.quiet();
    await at.her.sends("что это было?");
    await at.her.hears(AT_COUNTER);
    await at.rig.quiet();
    expect(await keptIn(at)).toMatch(/"by":"urgent-order"/);
    expect(await keptIn(at)).not.toContain("что это было");
    expect((await link(at)).cover).toMatchObject({ is: "decoy", why: "hidden" });
    expect(says("menu.ask").test(saidSince(at, at.her.standing.length - 2))).toBe(false);
  });

  it("is answered with a sign once a human opened the case", async () => {
    await at.her.sends(PHRASE);
    await at.her.hears(ACCEPTED);
    const [opened] = await casesOf(at);
    if (opened) await claimAndRead(at.rig.parts, at.rig.house.members.hotline, opened.row.caseId);
    await at.rig.bot.deliveries.scan();
    await at.her.hears(SEEN);
    at.rig.house.clock.pass(5 * MINUTE_MS);
    await at.rig.bot.deliveries.scan();
    await at.rig.quiet();
    expect(saidSince(at, 0)).not.toMatch(NOT_IN_STOCK);
  });

  it("is answered with another sign when nobody did in time", async () => {
    await at.her.sends(PHRASE);
    await at.her.hears(ACCEPTED);
    at.rig.house.clock.pass(5 * MINUTE_MS);
    await at.rig.bot.deliveries.scan();
    await at.her.hears(NOT_IN_STOCK);
    expect(saidSince(at, 0)).not.toMatch(SEEN);
  });
});
