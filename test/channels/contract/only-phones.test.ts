import { expect, it } from "vitest";
import { AT_COUNTER, shopSays, WINDOW } from "../../support/shop-words.ts";
import { onEachOf } from "./channels.ts";
import { goes, keptIn, russian, toLive, toMenu } from "./walks.ts";

onEachOf(["telegram", "whatsapp"], "what only a phone sends", (at) => {
  it("is refused kindly, in the words of a shop where the chat is one, and nothing of it is kept", async () => {
    const { says, button } = russian(at);
    await toLive(at);
    await at.her.sendsPhoto?.("вот что он сделал");
    await at.her.hears(says("common.no-media"));
    await at.her.sharesContact?.("+7 700 555 01 73");
    await at.her.hears(/словами/);
    expect(await keptIn(at)).not.toMatch(/вот что он сделал|555 ?01 ?73/);
    await goes(at, button("doors.hide"), WINDOW);
    await at.her.sendsPhoto?.("а это что");
    await at.her.hears(shopSays("shop.no-media"));
  });

  it("brings the numbers when the words under a picture cry for help", async () => {
    await toMenu(at);
    await at.her.sendsPhoto?.("помогите");
    await at.her.hears(/102[\s\S]*112/);
  });

  it("is heard when it is passed on or written anew: the phrase in it too", async () => {
    await toLive(at);
    await at.her.forwards?.("я тебя найду, убью");
    await at.her.hears(/Отправлено|102/);
    await at.rig.quiet();
    expect(await keptIn(at)).toContain("я тебя найду");
    await at.her.rewrites?.("есть ли у вас зелёный чай с мятой?");
    await at.her.hears(shopSays("shop.accepted"));
  });

  it("does not wake a hidden chat by a button of long ago", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    await goes(at, button("doors.hide"), WINDOW);
    await at.rig.quiet();
    await at.her.pressesGone?.(says("menu.ask"), button("menu.intake"));
    await at.her.hears(AT_COUNTER);
    await at.rig.quiet();
    expect(at.her.standing.filter(({ text }) => says("intake.danger-now.ask").test(text))).toEqual([]);
  });

  it("goes on from here after a button of long ago in an open chat", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    await goes(at, button("menu.find-help"), says("where.region.ask"));
    await at.her.pressesGone?.(says("first-contact.for-whom.ask"), button("first-contact.for-whom.me"));
    await at.her.hears(says("common.old-button"));
  });

  it("of one chat is not heard in another", async () => {
    const other = at.rig.person();
    await toMenu(at);
    await toLive({ ...at, her: other });
    await at.her.sends("привет");
    await at.rig.quiet();
    expect(await keptIn(at)).not.toContain("привет");
    expect(await at.rig.addressOf(other)).not.toEqual(await at.rig.addressOf(at.her));
  });
});
