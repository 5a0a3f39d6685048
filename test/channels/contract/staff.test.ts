import { expect, it } from "vitest";
import { MINUTE_MS } from "../../../src/domain/time.ts";
import { answerPerson } from "../../support/staff-work.ts";
import { onEveryChannel, type Setting } from "./channels.ts";
import { casesOf, goes, keptIn, russian, toLive, toMenu } from "./walks.ts";

const WORDS = "Мы прочитали. Можете говорить?";
const FROM_STAFF = /Test Hotline[\s\S]*Мы прочитали/;
const COURIER = "Заказ собирают, скоро напишем";
const PHRASE = "Есть ли у вас зелёный чай с мятой?";

/** Staff answer the newest case; what is due goes out. */
async function answers(at: Setting, words = WORDS): Promise<"sent" | "waiting"> {
  const { rig } = at;
  const [newest] = await casesOf(at);
  if (newest === undefined) throw new Error("no case");
  const became = await answerPerson(rig.parts, rig.house.members.hotline, newest.row.caseId, words);
  await rig.bot.deliveries.scan();
  await rig.quiet();
  return became;
}

const fromStaff = ({ her }: Setting) => her.standing.filter(({ text }) => FROM_STAFF.test(text));

onEveryChannel("an answer of staff", (at) => {
  it("comes at once while she writes, with both doors, and what she says to it is kept", async () => {
    const { says, text } = russian(at);
    await toLive(at);
    expect(await answers(at)).toBe("sent");
    expect(fromStaff(at).map(({ buttons }) => buttons)).toEqual([[text("doors.hide"), text("doors.danger-now")]]);
    await at.her.sends("да, могу");
    await at.her.hears(says("live.passed-read"));
    expect(await keptIn(at)).toContain("да, могу");
  });

  it("waits while she is away, and is handed over once after a plain question", async () => {
    const { says, button } = russian(at);
    await toLive(at, russian(at), "as-answer");
    at.rig.house.clock.pass(11 * MINUTE_MS);
    expect(await answers(at)).toBe("waiting");
    expect(fromStaff(at)).toEqual([]);
    await at.her.sends("вы тут?");
    await at.her.hears(says("resume.ask"));
    await goes(at, button("resume.go-on"), says("live.safe-to-read.ask"));
    expect(fromStaff(at)).toEqual([]);
    await goes(at, button("live.safe-to-read.yes"), FROM_STAFF);
    await at.her.sends("спасибо");
    await at.her.hears(/Отправлено/);
    await at.rig.quiet();
    expect(fromStaff(at)).toHaveLength(1);
  });

  it("goes into an order as a shop's word", async () => {
    await at.her.sends(PHRASE);
    await at.her.hears(russian(at).says("shop.accepted"));
    expect(await answers(at, COURIER)).toBe("sent");
    const heard = at.her.standing.filter(({ text }) => text.includes(COURIER));
    expect(heard.map(({ text }) => text.trim())).toEqual([COURIER]);
  });
});

onEveryChannel("a silence", (at) => {
  it("is followed by a plain question, and the talk goes on where it stood", async () => {
    const { says, button } = russian(at);
    await toMenu(at);
    await goes(at, button("menu.intake"), says("intake.danger-now.ask"));
    at.rig.house.clock.pass(11 * MINUTE_MS);
    await at.her.sends("я вернулась");
    await at.her.hears(says("resume.ask"));
    await goes(at, button("resume.go-on"), says("intake.danger-now.ask"));
  });
});
