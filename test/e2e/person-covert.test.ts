import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { pinVerifier } from "../../src/crypto/pin.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import type { Link } from "../../src/domain/link.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import {
  ACCEPTED,
  AT_COUNTER,
  MARKED_URGENT,
  NOT_IN_STOCK,
  RETURN_WORD,
  saying,
  shopButton,
  shopSays,
  WINDOW,
} from "../support/shop-words.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { shown, toLive, toMenu } from "./walks.ts";

const PHRASE = "Есть ли у вас зелёный чай с мятой?";
const PERSONAL = "соседка просила вернуть синюю кастрюлю";
const DURESS = "завтра поеду на рынок за картошкой";
const GIVES_AWAY = /102|112|111|103|полиц|насил|помощ|опасн|кризис|приют|көмек|қауіп|зорлық|дежурн/i;

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chat = () => ({ channel: "telegram", id: String(person.id) }) as const;
const link = async () => (await readChat(rig.parts, chat())).link;

/** Gives her link what she would have set in the talk about her code word. */
async function sets(change: Partial<Link>): Promise<void> {
  const record = await readChat(rig.parts, chat());
  await rig.parts.store.commit([linkWrite(rig.parts, record, { ...record.link, ...change })]);
}

const pin = (digits: string) => ({ verifier: pinVerifier(rig.parts.sodium, rig.parts.random, digits), wrong: 0 });

async function covertBodies(): Promise<readonly EntryBody[]> {
  const { hotline } = rig.house.members;
  const rows = (await listCases(rig.parts, hotline, 50)).filter(({ covert }) => covert);
  const read = await Promise.all(rows.map((row) => readCase(rig.parts, hotline, row.caseId)));
  return read.flatMap(({ lines }) => lines.flatMap((line) => (line.ok ? [line.body] : [])));
}

function showsOnlyAShop(): void {
  for (const { text, buttons } of shown(person)) {
    expect(text).not.toMatch(GIVES_AWAY);
    expect(buttons.map((one) => one.split(" = ")[0]).join(" ")).not.toMatch(GIVES_AWAY);
  }
}

describe("the order", () => {
  it("puts every answer into the case, with what the shop asked and what it means", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sends("Абая 12, квартира 5");
    await person.hears(shopSays("shop.how-soon.ask"));
    await person.presses(shopButton("shop.how-soon.now"));
    await person.hears(shopSays("shop.people.ask"));
    await person.presses(shopButton("shop.people.with-children"));
    await person.hears(shopSays("shop.reactions.ask"));
    await person.sends("рука сильно распухла");
    expect((await person.hears(shopSays("shop.strength.ask"))).text).toContain(saying("shop.noted"));
    await person.presses(shopButton("shop.strength.strong"));
    await person.hears(shopSays("shop.ring.ask"));
    await person.presses(shopButton("shop.ring.yes"));
    await person.hears(shopSays("shop.number.ask"));
    await person.sends("8 700 555 01 73");
    await person.hears(shopSays("shop.finish.ask"));
    await person.presses(shopButton("shop.finish.now"));
    await person.hears(shopSays("shop.placed"));
    await person.sends("второй этаж, дверь слева");
    await person.hears(shopSays("shop.added-1", "shop.added-2", "shop.added-3"));
    await person.sharesLocation(49.8, 73.1);
    await person.hears(shopSays("shop.added-1", "shop.added-2", "shop.added-3"));
    showsOnlyAShop();

    const bodies = await covertBodies();
    const orders = bodies.flatMap((body) =>
      body.entry === "order" ? [[body.question, body.option, body.answered]] : [],
    );
    expect(orders).toEqual([
      ["how-soon", "now", saying("shop.how-soon.now")],
      ["people", "with-children", saying("shop.people.with-children")],
      ["reactions", null, "рука сильно распухла"],
      ["strength", "strong", saying("shop.strength.strong")],
      ["ring", "yes", saying("shop.ring.yes")],
      ["number", null, "8 700 555 01 73"],
      ["finish", "now", saying("shop.finish.now")],
      ["open", null, "второй этаж, дверь слева"],
    ]);
    expect(bodies.filter(({ entry }) => entry === "location")).toEqual([
      { entry: "location", via: "telegram", place: { place: "words", words: "Абая 12, квартира 5" } },
      { entry: "location", via: "telegram", place: expect.objectContaining({ place: "point", lat: 49.8 }) },
    ]);
  });

  it("answers who asks about the shop, and asks on; both are in the case", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.presses(shopButton("shop.tell-later"));
    await person.hears(shopSays("shop.how-soon.ask"));
    await person.sends("а кто отвечает");
    const { text } = await person.hears(shopSays("shop.say.who-1"));
    expect(text).toMatch(shopSays("shop.how-soon.ask"));
    await person.presses(shopButton("shop.how-soon.today"));
    await person.hears(shopSays("shop.people.ask"));
    showsOnlyAShop();
    const orders = (await covertBodies()).flatMap((body) =>
      body.entry === "order" ? [[body.option, body.answered]] : [],
    );
    expect(orders).toEqual([
      [null, "а кто отвечает"],
      ["today", saying("shop.how-soon.today")],
    ]);
  });

  it("may be left at any point, and goes on over a restart", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await rig.restart();
    await person.sends("Абая 12");
    await person.hears(shopSays("shop.how-soon.ask"));
    expect((await covertBodies()).filter(({ entry }) => entry === "location")).toHaveLength(1);
  });

  it("made urgent is heard again in the same case, and asks on where it stood", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sends("Абая 12");
    await person.hears(shopSays("shop.how-soon.ask"));
    await person.presses(shopButton("shop.doors.urgent"));
    expect((await person.hears(MARKED_URGENT)).text).toMatch(shopSays("shop.how-soon.ask"));
    const alerts = (await covertBodies()).filter(({ entry }) => entry === "alert");
    expect(alerts).toMatchObject([{ by: "phrase" }, { by: "urgent-order" }]);
  });

  it("cancelled leaves a shop's small talk, and the case as it is", async () => {
    await toMenu(person);
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.presses(shopButton("shop.doors.cancel"));
    await person.hears(WINDOW);
    await rig.still();
    await person.sends("что это было?");
    await person.hears(AT_COUNTER);
    await rig.quiet();
    showsOnlyAShop();
    expect((await link()).cover).toMatchObject({ is: "decoy", why: "hidden" });
    expect((await covertBodies()).some((body) => JSON.stringify(body).includes("что это было"))).toBe(false);
  });

  it("hears words of danger as urgent, and shows no number", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sends("он меня сейчас убьет");
    await person.hears(MARKED_URGENT);
    showsOnlyAShop();
    expect((await covertBodies()).filter(({ entry }) => entry === "alert")).toHaveLength(2);
  });

  it.each(["Отмена", "бас тарту", "Бас тарту / Отмена"])(
    "is cancelled by what stands on the door: %s",
    async (text) => {
      await toMenu(person);
      await person.sends(PHRASE);
      await person.hears(ACCEPTED);
      await person.sends(text);
      await person.hears(WINDOW);
      await rig.still();
      expect((await link()).cover).toMatchObject({ is: "decoy", why: "hidden" });
    },
  );

  it.each(["Срочная доставка", "жедел жеткизу", "Жедел / Срочно"])(
    "is urgent by what stands on the door: %s",
    async (text) => {
      await person.sends(PHRASE);
      await person.hears(ACCEPTED);
      await person.sends(text);
      await person.hears(MARKED_URGENT);
      showsOnlyAShop();
      expect((await covertBodies()).filter(({ entry }) => entry === "alert")).toHaveLength(2);
    },
  );

  it("has no doors where there is no shop: their words are words like any other", async () => {
    await toMenu(person);
    await person.sends("Отмена");
    await person.sends("Срочная доставка");
    await rig.quiet();
    expect((await link()).cover).toBeNull();
    expect(await covertBodies()).toEqual([]);
  });

  it("declines pictures as a shop does", async () => {
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sendsUpdate({ message: { photo: [{ file_id: "x" }] } });
    await person.hears(shopSays("shop.no-media"));
    showsOnlyAShop();
  });

  it("leaves nothing of an open talk above it", async () => {
    await toLive(person);
    await rig.quiet();
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await rig.still();
    showsOnlyAShop();
    expect(person.screen.map(({ by }) => by)).toEqual(["person", "bot"]);
  });
});

describe("the phrase, wherever it stands", () => {
  const PARTS = [
    [
      "forwarded",
      { message: { text: PHRASE, forward_origin: { type: "hidden_user", sender_user_name: "x", date: 1 } } },
    ],
    ["under a voice note", { message: { voice: { file_id: "x", duration: 1 }, caption: PHRASE } }],
    ["in the name on a card", { message: { contact: { phone_number: "1", first_name: PHRASE } } }],
    [
      "in the title of a place",
      {
        message: {
          venue: { title: PHRASE, address: "-", location: { latitude: 1, longitude: 1 } },
          location: { latitude: 1, longitude: 1 },
        },
      },
    ],
    ["behind a command", { message: { text: `/start ${PHRASE}` } }],
    ["in a question put to all", { message: { poll: { id: "1", question: PHRASE, options: [] } } }],
  ] as const;

  it.each(PARTS)("%s, is heard", async (_where, update) => {
    await person.sendsUpdate(update as never);
    await person.hears(ACCEPTED);
    expect((await covertBodies()).filter(({ entry }) => entry === "alert")).toHaveLength(1);
  });

  it("is heard in a chat that sent too much", async () => {
    await toMenu(person);
    for (let i = 0; i < 25; i += 1) rig.bot.flood.judge(chat(), 4_096, rig.house.clock.now());
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
  });
});

describe("her own phrase", () => {
  it("is heard like that of the deployment, and brings what she laid down for it", async () => {
    await toMenu(person);
    const profile = { address: "Абая 12", household: "двое детей", wish: "send-police" } as const;
    await sets({ personalPhrase: PERSONAL, profile, twoWayCodeWord: "ромашка" });
    await person.sends("соседка прасила вирнуть синюю кастрюлю");
    await person.hears(ACCEPTED);
    const [alert] = (await covertBodies()).filter(({ entry }) => entry === "alert");
    expect(alert).toMatchObject({ by: "personal-phrase", profile, codeWord: "ромашка" });
  });

  it("of somebody else is small talk", async () => {
    await toMenu(person);
    await sets({ personalPhrase: PERSONAL });
    const other = rig.person();
    await toMenu(other);
    await other.sends(PERSONAL);
    await other.hears(/не получилось понять/);
    expect(await covertBodies()).toEqual([]);
  });

  it("is heard while the database is away, as long as the chat was seen lately", async () => {
    await toMenu(person);
    await sets({ personalPhrase: PERSONAL });
    await person.sends("ну что");
    await person.hears(/не получилось понять/);
    const away = () => Promise.reject(new Error("away"));
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await person.sends(PERSONAL);
    await person.hears(NOT_IN_STOCK);
    rig.heal();
    await rig.bot.heldAlerts.retry();
    expect((await covertBodies()).filter(({ entry }) => entry === "alert")).toMatchObject([{ by: "personal-phrase" }]);
  });
});

describe("an alert that the database did not take", () => {
  const away = () => Promise.reject(new Error("away"));

  it("is kept once it is back, before anything open is shown", async () => {
    await toMenu(person);
    rig.breakStore({ findLink: away, findState: away, findTraces: away, commit: away });
    await person.sends(PHRASE);
    await person.hears(NOT_IN_STOCK);
    await person.sends("вы работаете?");
    await person.hears(shopSays("shop.trouble", "shop.not-in-stock"));
    rig.heal();
    await person.sends("Абая 12");
    await person.hears(shopSays("shop.how-soon.ask"));
    await rig.quiet();
    const bodies = await covertBodies();
    expect(bodies.filter(({ entry }) => entry === "alert")).toHaveLength(1);
    expect(JSON.stringify(bodies)).toContain("Абая 12");
  });
});

describe("a phrase of duress", () => {
  it("makes a shop of the chat, calls nobody, and is noted in the case that is open", async () => {
    await toLive(person);
    await sets({ duressPhrase: DURESS });
    const before = await rig.parts.store.counts();
    await person.sends(DURESS);
    await person.hears(WINDOW);
    await rig.still();
    expect(shown(person)).toHaveLength(1);
    showsOnlyAShop();
    expect((await link()).cover).toMatchObject({ is: "decoy", why: "duress" });
    const after = await rig.parts.store.counts();
    expect([after.cases, after.entries]).toEqual([before.cases, before.entries + 1]);
    expect(await covertBodies()).toEqual([]);
  });
});

describe("coming back", () => {
  it("takes the word that she was told, where no PIN is set, and goes on where the phrase found her", async () => {
    await toMenu(person);
    await person.presses(/Помощь рядом/);
    await person.hears(/В какой вы области/);
    await person.sends(PHRASE);
    await person.hears(ACCEPTED);
    await person.sends(RETURN_WORD);
    await person.hears(/В какой вы области/);
    expect((await covertBodies()).at(-1)).toMatchObject({ entry: "cover", now: "open" });
  });

  it("takes a wrong PIN for the number of an order", async () => {
    await toMenu(person);
    await sets({ pin: pin("4821") });
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    await person.sends("4822");
    await person.hears(shopSays("shop.say.number-1"));
  });

  it("takes the PIN and nothing else, where one is set", async () => {
    await toMenu(person);
    await sets({ pin: pin("4821") });
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    for (const words of [RETURN_WORD, "4822", "482", "/menu"]) {
      await person.sends(words);
      await person.hears(AT_COUNTER);
    }
    await person.sends(" 4821 ");
    await person.hears(/Что сделать сейчас/);
  });

  it("is closed to whoever guesses: after five wrong tries the right one is wrong too, until a day has passed", async () => {
    await toMenu(person);
    await sets({ pin: pin("4821") });
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    for (const words of ["1111", "2222", "3333", "4444", "5555", "4821"]) {
      await person.sends(words);
      await person.hears(AT_COUNTER);
    }
    rig.house.clock.pass(DAY_MS + MINUTE_MS);
    await person.sends("привет");
    await person.hears(/Выберите язык/);
  });

  it("is a matter of minutes for somebody who hid before she was told the way", async () => {
    await person.sends("/start");
    await person.presses(/^Русский$/);
    await person.hears(/Кому нужна помощь/);
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await person.presses(/^Русский$/);
    await person.hears(WINDOW);
    rig.house.clock.pass(11 * MINUTE_MS);
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    await person.presses(/^Русский$/);
    await person.hears(/Кому нужна помощь/);
  });
});

describe("silence", () => {
  it("brings a plain question before anything goes on, and the answer is not lost", async () => {
    await toMenu(person);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    rig.house.clock.pass(11 * MINUTE_MS);
    await person.sends("нет");
    const { text } = await person.hears(/Продолжить/);
    expect(text).toBe("Здравствуйте! Продолжить?");
    await person.presses(/Продолжить/);
    await person.hears(/Что происходит/);
  });

  it("answered with “not now” leaves a shop", async () => {
    await toMenu(person);
    rig.house.clock.pass(11 * MINUTE_MS);
    await person.presses(/Рассказать/);
    await person.hears(/Продолжить/);
    await person.presses(/Не сейчас/);
    await person.hears(WINDOW);
    expect((await link()).cover).toMatchObject({ is: "decoy", why: "idle" });
  });

  it("with a PIN leaves a shop at once, and the PIN leads back to where she was", async () => {
    await toLive(person);
    await sets({ pin: pin("4821") });
    rig.house.clock.pass(11 * MINUTE_MS);
    await person.sends("вы тут?");
    await person.hears(WINDOW);
    await person.sends("4821");
    await person.hears(/Главное меню|Пишите/);
    expect((await link()).cover).toBeNull();
    const { hotline } = rig.house.members;
    const [row] = await listCases(rig.parts, hotline, 1);
    const read = row && (await readCase(rig.parts, hotline, row.caseId));
    expect(JSON.stringify(read?.lines)).toContain("вы тут?");
  });

  it("does not hold up danger now", async () => {
    await toMenu(person);
    rig.house.clock.pass(11 * MINUTE_MS);
    await person.presses(/Сейчас опасно/);
    await person.hears(/📞 102[\s\S]*📞 112/);
  });

  it("shorter than ten minutes asks nothing", async () => {
    await toMenu(person);
    rig.house.clock.pass(9 * MINUTE_MS + 50 * SECOND_MS);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
  });
});

describe("the counter", () => {
  it("gives another answer each time, for thirty messages and more", async () => {
    await toMenu(person);
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW);
    await rig.still();
    const said = new Set<string>();
    const asked = [
      "когда открыты",
      "сколько стоит",
      "есть ли бинт",
      "доставка когда",
      "спасибо",
      "кто ты",
      "оплата картой",
      "вернуть можно",
      "где мой заказ",
      "голова болит",
      "привет",
      "бла бла",
    ];
    for (let i = 0; i < 60; i += 1) {
      rig.house.clock.pass(40 * SECOND_MS);
      await person.sends(asked[i % asked.length] ?? "");
      said.add((await person.hears(/./)).text);
    }
    expect(said.size).toBeGreaterThanOrEqual(30);
    showsOnlyAShop();
  });
});
