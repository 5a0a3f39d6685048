import { expect, it } from "vitest";
import { onEachOf, onEveryChannel, type Setting } from "./channels.ts";
import { casesOf, goes, keptIn, russian, toAlert, toLive, toMenu } from "./walks.ts";

const NUMBERS = /102[\s\S]*112/;
/** Twenty messages of full length in ten minutes are too many. */
const LONG = "ы".repeat(4_096);

const saying = ({ her }: Setting, words: RegExp) =>
  her.standing.filter(({ by, text }) => by === "bot" && words.test(text));

onEveryChannel("too many messages", (at) => {
  it("are told of once, and hide and the numbers come all the same", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    const chat = await at.rig.addressOf(at.her);
    for (let i = 1; i < 20; i += 1) at.rig.bot.flood.judge(chat, LONG.length, at.rig.parts.clock());
    await at.her.sends(LONG);
    await at.her.hears(says("common.too-many"));
    await at.her.sends("и ещё раз");
    await at.rig.quiet();
    expect(saying(at, says("common.too-many"))).toHaveLength(1);
    await at.her.sends("помогите");
    await at.her.hears(NUMBERS);
    await goes(at, button("doors.hide"), russian(at).says("shop.window"));
  });
});

onEveryChannel("while the database is away", (at) => {
  it("the numbers come to who was here, from the door and by words", async () => {
    await toMenu(at);
    await at.rig.quiet();
    await at.rig.parts.store.close();
    await goes(at, russian(at).button("doors.danger-now"), NUMBERS);
    await at.her.sends("он меня сейчас убьет, помогите");
    await at.her.hears(NUMBERS);
  });

  it("the numbers come to somebody who was never here", async () => {
    await at.rig.parts.store.close();
    await at.her.sends("помогите");
    await at.her.hears(NUMBERS);
  });

  it("a cry by the phrase is kept as soon as it is back", async () => {
    const away = () => Promise.reject(new Error("away"));
    at.rig.breakStore({ findState: away, findLink: away, commit: away, findBridge: away });
    await at.her.sends("Есть ли у вас зелёный чай с мятой?");
    await at.her.hears(/./);
    await at.rig.quiet();
    at.rig.heal();
    await at.rig.bot.heldAlerts.retry();
    expect(await casesOf(at)).toHaveLength(1);
    expect(await keptIn(at)).toContain(`"via":"${at.channel}"`);
  });
});

onEveryChannel("a restart", (at) => {
  it("in the middle of a talk loses nothing of it", async () => {
    const { says } = russian(at);
    await toMenu(at);
    await toAlert(at);
    await at.rig.restart();
    await at.her.sends("у озера, дом с синей крышей");
    await at.her.hears(says("where.region.ask"));
    await at.rig.restart();
    await at.her.sends("пропустить");
    await at.her.hears(says("danger-now.who.ask"));
    expect(await keptIn(at)).toContain("у озера");
    expect(await casesOf(at)).toHaveLength(1);
  });
});

onEachOf(["telegram", "whatsapp"], "what a platform brings again", (at) => {
  it("is heard once, however often it comes", async () => {
    const { says } = russian(at);
    await toLive(at);
    await at.her.sends("ключ у соседки");
    await at.her.hears(says("live.passed-unread"));
    const before = at.her.standing.length;
    await at.her.repeats?.();
    await at.her.repeats?.();
    await at.rig.quiet();
    await at.rig.restart();
    await at.her.repeats?.();
    await at.rig.quiet();
    expect(at.her.standing).toHaveLength(before);
    expect((await keptIn(at)).split("ключ у соседки")).toHaveLength(2);
  });

  it("after a kill is heard, when it had not been kept", async () => {
    const { says } = russian(at);
    await toLive(at);
    await at.rig.quiet();
    at.rig.breakStore({ commit: () => new Promise(() => {}) });
    await at.her.sends("ключ у соседки");
    await at.rig.crash();
    await at.her.hears(says("live.passed-unread"));
    await at.rig.quiet();
    expect((await keptIn(at)).split("ключ у соседки")).toHaveLength(2);
  });
});
