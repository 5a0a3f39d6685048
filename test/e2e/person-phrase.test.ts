import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { PanicRig, STAFF_CHAT } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED, NOT_IN_STOCK, shopSays, WINDOW } from "../support/shop-words.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { toLive, toMenu } from "./walks.ts";

const GIVES_AWAY = /102|112|111|103|полиц|насил|помощ|опасн|кризис|приют|көмек|қауіп|зорлық/i;
const PHRASE = "Есть ли у вас зелёный чай с мятой?";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chatOf = (who: Person) => ({ channel: "telegram", id: String(who.id) }) as const;

/** Every case that the hotline can open, most urgent first. */
async function cases() {
  const { hotline } = rig.house.members;
  const rows = await listCases(rig.parts, hotline, 50);
  return Promise.all(rows.map((row) => readCase(rig.parts, hotline, row.caseId)));
}

async function alerts(): Promise<readonly string[]> {
  const lines = (await cases()).flatMap((one) => one.lines);
  return lines.flatMap((line) => (line.ok && line.body.entry === "alert" ? [line.body.text] : []));
}

/** Everything the bot showed her since the last thing she did. */
async function onlyAccepted(): Promise<void> {
  await person.hears(ACCEPTED);
  await rig.quiet();
  expect(person.heard.map(({ text }) => text)).toEqual([expect.stringMatching(ACCEPTED)]);
  for (const { text, keyboard } of person.heard) {
    expect(text).not.toMatch(GIVES_AWAY);
    expect(
      keyboard.rows
        .flat()
        .map(({ text: label }) => label)
        .join(" "),
    ).not.toMatch(GIVES_AWAY);
  }
}

const STATES: Readonly<Record<string, () => Promise<void>>> = {
  "that was never here": async () => {},
  "on its first screen": async () => {
    await person.sends("/start");
    await person.hears(/Выберите язык/);
  },
  "in the middle of the intake": async () => {
    await toMenu(person);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    await person.presses(/^Нет$/);
    await person.hears(/Что происходит/);
    await person.presses(/Бьёт/);
    await rig.quiet();
  },
  "in a live talk": () => toLive(person),
  "that was hidden": async () => {
    await toMenu(person);
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
  },
};

describe.each(Object.entries(STATES))("the phrase in a chat %s", (_name, reach) => {
  it("opens one urgent covert case at once, and a shop takes the order; what lay there before lies under it", async () => {
    await reach();
    await rig.quiet();
    const before = await readChat(rig.parts, chatOf(person));
    const casesBefore = (await cases()).length;
    const notices = rig.telegram.callsOf("sendMessage").filter(({ payload }) => payload.chat_id === String(STAFF_CHAT));

    await person.sends(PHRASE);
    await onlyAccepted();

    const after = await readChat(rig.parts, chatOf(person));
    expect(after.state).toMatchObject({ talk: "order", answers: [] });
    const { talk = null, answers = [] } = before.state ?? {};
    expect([after.state?.beneath?.talk ?? null, after.state?.beneath?.answers ?? []]).toEqual([talk, answers]);
    expect(after.link.cover).toMatchObject({ is: "order", why: "phrase" });
    const opened = await cases();
    expect(opened).toHaveLength(casesBefore + 1);
    const covert = opened.filter(({ row }) => row.covert);
    expect(covert.map(({ row }) => row.urgency)).toEqual([0]);
    expect(await alerts()).toEqual([PHRASE]);
    const told = rig.telegram.callsOf("sendMessage").filter(({ payload }) => payload.chat_id === String(STAFF_CHAT));
    expect(told).toHaveLength(notices.length + 1); // Without a scan by the clock: it went at once.
  });
});

describe("the phrase as people type it", () => {
  it.each([
    "есть ли у вас зеленый чай с мятой",
    "ЕСТЬ ЛИ У ВАС ЗЕЛЁНЫЙ ЧАЙ С МЯТОЙ!!!",
    "здравствуйте, скажите есть ли у вас зеленый чай с мятай пожалуйста",
    "est li u vas zelenyi chai s myatoi",
    "сізде жалбыз қосылған көк шай бар ма",
    "сизде жалбыз косылган кок шай бар ма",
    "sizde zhalbyz qosylgan kok shai bar ma",
    "чаю с мяты зеленова есть ли у вас",
    "з е л ё н ы й  ч а й  с  м я т о й  е с т ь  у  в а с",
    "tcnm kb e dfc ptktysq xfq c vznjq",
    "жалбызбен көкшай барма сіздерде",
  ])("%s", async (words) => {
    await person.sends(words);
    await onlyAccepted();
    expect(await alerts()).toEqual([words]);
  });

  it("under a photo, and changed into an older message", async () => {
    await person.sendsUpdate({ message: { photo: [{ file_id: "x" }], caption: PHRASE } });
    await onlyAccepted();
    expect(await alerts()).toEqual([PHRASE]);
    person = rig.person();
    const { messageId } = await person.sends("привет");
    await person.hears(/Выберите язык/);
    await person.edits(messageId ?? 0, PHRASE);
    await onlyAccepted();
    expect(await alerts()).toHaveLength(2);
  });
});

describe("the phrase in pieces", () => {
  const HALVES = ["Есть ли у вас зелёный", "чай с мятой?"] as const;

  /** The first piece is answered like anything she writes; then the shop answers. */
  async function writes(pieces: readonly string[]): Promise<void> {
    await toMenu(person);
    for (const piece of pieces.slice(0, -1)) {
      await person.sends(piece);
      await person.hears(/не получилось понять/);
      expect(await cases()).toEqual([]);
    }
    await person.sends(pieces.at(-1) ?? "");
  }

  it.each([
    ["in two messages", HALVES],
    ["in two, the second half first", ["чай с мятой зеленый", "есть ли у вас"]],
    ["in three", ["есть ли у вас", "чай зелёный", "с мятой"]],
    ["in Kazakh", ["көк шай бар ма", "сізде жалбыз қосқан"]],
  ])("%s opens one case with the words of all of them", async (_name, pieces) => {
    await writes(pieces);
    await onlyAccepted();
    expect(await alerts()).toEqual([pieces.join("\n")]);
  });

  it("is one alert: what she writes next is an answer to the shop", async () => {
    await writes(HALVES);
    await onlyAccepted();
    await person.sends("Абая 12, квартира 5");
    await person.hears(shopSays("shop.how-soon.ask"));
    expect(await alerts()).toEqual([HALVES.join("\n")]);
    expect(await cases()).toHaveLength(1);
  });

  it("with more than twenty seconds between them opens nothing", async () => {
    await toMenu(person);
    await person.sends(HALVES[0]);
    await person.hears(/не получилось понять/);
    rig.house.clock.pass(21 * SECOND_MS);
    await person.sends(HALVES[1]);
    await person.hears(/не получилось понять/);
    expect(await cases()).toEqual([]);
  });

  it("with a hide between them opens nothing", async () => {
    await toMenu(person);
    await person.sends(HALVES[0]);
    await person.hears(/не получилось понять/);
    await person.sends("стоп");
    await person.hears(WINDOW);
    await rig.quiet();
    await person.sends(HALVES[1]);
    await rig.quiet();
    expect(await cases()).toEqual([]);
  });

  it("from two people opens nothing", async () => {
    const other = rig.person();
    await toMenu(person);
    await toMenu(other);
    await other.sends(HALVES[0]);
    await other.hears(/не получилось понять/);
    await person.sends(HALVES[1]);
    await person.hears(/не получилось понять/);
    expect(await cases()).toEqual([]);
  });
});

describe("a question about other tea", () => {
  it("opens nothing", async () => {
    await toMenu(person);
    await person.sends("есть ли у вас чёрный кофе с молоком");
    await person.hears(/не получилось понять/);
    expect(await cases()).toEqual([]);
  });
});

describe("the phrase again and again", () => {
  it("looks the same each time and is one alert in ten minutes", async () => {
    for (const words of [PHRASE, `${PHRASE} пожалуйста`, PHRASE]) {
      await person.sends(words);
      await onlyAccepted();
    }
    expect(await cases()).toHaveLength(1);
    rig.house.clock.pass(9 * MINUTE_MS);
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.hears(NOT_IN_STOCK); // Nobody had come in two minutes: the shop said not to wait.
    expect(await cases()).toHaveLength(1);
    rig.house.clock.pass(2 * MINUTE_MS);
    await person.sends(PHRASE);
    await onlyAccepted();
    expect(await cases()).toHaveLength(2);
  });

  it("by somebody who tries phrases: no attempt looks different from any other", async () => {
    await toMenu(person);
    const tries = ["пицца с грибами", "зелёный чай", "есть ли у вас мята", "куплю чай"];
    const seen = new Set<string>();
    for (const words of tries) {
      rig.house.clock.pass(21 * SECOND_MS); // Within seconds of each other some of them are the phrase in pieces.
      await person.sends(words);
      seen.add((await person.hears(/./)).text);
    }
    expect(seen.size).toBe(1);
    expect(await cases()).toEqual([]);
  });

  it("in two chats is two cases", async () => {
    await person.sends(PHRASE);
    await onlyAccepted();
    person = rig.person();
    await person.sends(PHRASE);
    await onlyAccepted();
    expect(await cases()).toHaveLength(2);
  });
});

describe("the phrase when nothing can be kept", () => {
  it("is answered by a shop that has nothing, no case exists, and the next try counts", async () => {
    rig.breakStore({ commit: () => Promise.reject(new Error("away")) });
    await person.sends(PHRASE);
    const { text } = await person.hears(NOT_IN_STOCK);
    expect(text).not.toMatch(GIVES_AWAY);
    rig.heal();
    expect(await cases()).toEqual([]);
    await person.sends(PHRASE);
    await onlyAccepted();
    expect(await cases()).toHaveLength(1);
  });

  it("for a moment only, is kept at the second try", async () => {
    let left = 1;
    const { commit } = rig.parts.store;
    rig.breakStore({ commit: async (writes) => (left-- > 0 ? "conflict" : commit(writes)) });
    await person.sends(PHRASE);
    await onlyAccepted();
    expect(await cases()).toHaveLength(1);
  });
});
