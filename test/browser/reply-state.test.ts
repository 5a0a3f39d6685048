import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  giveawayIn,
  hasLink,
  lengthOf,
  phrasesFor,
  replyTrouble,
  replyWayOf,
  searchPhrases,
  windowWordOf,
} from "../../src/browser/desk/reply-state.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { CASE } from "./pretend-ids.ts";
import { NOON, openedAtNoon } from "./pretend-open.ts";
import { pretendPhrases } from "./pretend-people.ts";

describe("how a reply will go", () => {
  it("is said for every case before a word is written", async () => {
    const way = async (caseId: string, isMine: boolean) => replyWayOf(await openedAtNoon(caseId), isMine, NOON);
    expect(await way(CASE.mine, true)).toBe("at-once");
    expect(await way(CASE.mine, false)).toBe("not-yours");
    expect(await way(CASE.pull, true)).toBe("when-they-write");
    expect(await way(CASE.covert, true)).toBe("in-cover");
    expect(await way(CASE.practice, true)).toBe("in-cover-waits");
    expect(await way(CASE.erasing, true)).toBe("when-open");
    expect(await way(CASE.ended, true)).toBe("ended");
    expect(await way(CASE.closed, false)).toBe("closed");
  });

  it("turns into waiting when WhatsApp's day is over, while the page is looked at", async () => {
    const [open, late, order] = await Promise.all([CASE.whatsapp, CASE.tooLate, CASE.lateOrder].map(openedAtNoon));
    if (!open || !late || !order) throw new Error("no such case");
    const end = NOON + 200 * MINUTE_MS;
    expect([end - 1, end].map((now) => replyWayOf(open, true, now))).toEqual(["at-once", "window-closed"]);
    expect(replyWayOf(late, true, NOON)).toBe("window-closed");
    expect(replyWayOf(order, true, NOON)).toBe("in-cover-window-closed");
    expect(replyWayOf(late, false, NOON)).toBe("not-yours");
  });

  it("says until when words go at once, then that she is told of them, and neither where she allowed neither", async () => {
    const open = await openedAtNoon(CASE.whatsapp);
    const end = NOON + 200 * MINUTE_MS;
    expect(windowWordOf(open, NOON)).toEqual({ says: "open", endsAt: end });
    expect(windowWordOf(open, end)).toEqual({ says: "knocks" });
    expect(windowWordOf(await openedAtNoon(CASE.lateOrder), NOON)).toBeNull();
    expect(windowWordOf(await openedAtNoon(CASE.mine), NOON)).toBeNull();
    const underCover = { contact: { ...open.contact, way: "under-cover" } } as const;
    expect(windowWordOf(underCover, NOON)).toBeNull();
  });

  it("counts as the channel does, and warns before the end", () => {
    expect(lengthOf("  да  ", 100)).toEqual({ left: 98, level: "ok" });
    expect(lengthOf("😭".repeat(30), 100)).toEqual({ left: 40, level: "near" });
    expect(lengthOf("а".repeat(101), 100)).toEqual({ left: -1, level: "over" });
  });
});

describe("a link in a reply", () => {
  it.each([
    "https://example.org/a",
    "зайдите на www.example.org",
    "t.me/kanal",
    "напишите в example.kz, пожалуйста",
    "EXAMPLE.COM",
    "сайт көмек.қаз",
    "tg://resolve?domain=x",
  ])("is seen: %s", (text) => expect(hasLink(text)).toBe(true));

  it.each([
    "Приходите к 12.30.",
    "Ул. Абая, д.5, кв.7",
    "Хорошо.Мы ждём",
    "Да. Me and you",
    "Позвоните 102.",
    "1.5 км",
  ])("is not seen where there is none: %s", (text) => expect(hasLink(text)).toBe(false));
});

describe("the words of a reply", () => {
  it("are not taken when too long, with a link, or with a number everybody knows in a covert case", async () => {
    const mine = await openedAtNoon(CASE.mine);
    const covert = await openedAtNoon(CASE.covert);
    expect(replyTrouble(mine, "Здравствуйте", null)).toBeNull();
    expect(replyTrouble(mine, "а".repeat(3_901), null)).toBe("reply/too-long");
    expect(replyTrouble(mine, "см. example.kz", null)).toBe("reply/link-not-allowed");
    expect(replyTrouble(covert, "Ваш заказ", null)).toBeNull();
    expect(replyTrouble(covert, "Позвоните 102", null)).toBe("reply/number-not-allowed");
    expect(replyTrouble(covert, "курьер １１２", null)).toBe("reply/number-not-allowed");
    expect(replyTrouble(covert, "Заказ 1102", null)).toBeNull();
    expect(replyTrouble(mine, "Позвоните 102", null)).toBeNull();
  });

  it("are searched for a word that gives her away where somebody may see a shop, and nowhere else", async () => {
    const [mine, covert] = [await openedAtNoon(CASE.mine), await openedAtNoon(CASE.covert)];
    expect(giveawayIn(covert, "Полиция едет")).toMatch(/полици/i);
    expect(giveawayIn(covert, "Ваш заказ собирают")).toBeNull();
    expect(giveawayIn(mine, "Полиция едет")).toBeNull();
    const underCover = { ...mine, contact: { ...mine.contact, way: "under-cover" } } as const;
    expect(giveawayIn(underCover, "Полиция едет")).toMatch(/полици/i);
  });

  it("do not say that 102 was called before somebody recorded it", async () => {
    const opened = await openedAtNoon(CASE.mine);
    const phrase = pretendPhrases().find(({ needs102 }) => needs102) ?? null;
    expect(replyTrouble(opened, "Едут", phrase)).toBe("reply/needs-102");
    expect(replyTrouble({ ...opened, row: { ...opened.row, called102At: 1 } }, "Едут", phrase)).toBeNull();
  });
});

describe("ready phrases", () => {
  it("are those of cover in a covert case and no others, in the person's language", async () => {
    const covert = phrasesFor(pretendPhrases(), await openedAtNoon(CASE.covert));
    expect(covert.map(({ phrase }) => phrase.set)).toEqual(["covert", "covert", "covert"]);
    const kazakh = phrasesFor(pretendPhrases(), await openedAtNoon(CASE.urgent));
    expect(kazakh.every(({ phrase, text }) => phrase.set === "open" && text === phrase.texts.kk)).toBe(true);
  });

  it("lock what speaks of a call to 102 until it is recorded", async () => {
    const opened = await openedAtNoon(CASE.mine);
    const locked = (called102At: number | null) =>
      phrasesFor(pretendPhrases(), { ...opened, row: { ...opened.row, called102At } }).map((one) => one.locked);
    expect(locked(null)).toEqual([false, false, true]);
    expect(locked(5)).toEqual([false, false, false]);
  });

  it("are found by any of their words, and searching invents none", async () => {
    const all = phrasesFor(pretendPhrases(), await openedAtNoon(CASE.mine));
    expect(searchPhrases(all, "ТОРОПИТЕСЬ не").map(({ phrase }) => phrase.order)).toEqual([1]);
    fc.assert(fc.property(fc.string(), (typed) => searchPhrases(all, typed).every((one) => all.includes(one))));
  });
});
