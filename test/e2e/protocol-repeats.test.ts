import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CODE_PHRASE, openPana, type PanaInProcess } from "../support/pana-in-process.ts";
import type { Person } from "../support/person.ts";
import { postUpdate } from "../support/post-update.ts";
import { ACCEPTED } from "../support/shop-words.ts";
import { toLive, toMenu } from "./walks.ts";

let pana: PanaInProcess;
let person: Person;
beforeEach(async () => {
  pana = await openPana({ mode: "webhook" });
  person = pana.person();
});
afterEach(() => pana.stop());

/** The update once more, so many times at once; all of them must be answered with 200. */
async function again(updateId: number, times = 2): Promise<void> {
  const before = pana.telegram.deliveries.length;
  for (let i = 0; i < times; i += 1) pana.telegram.redeliver(updateId);
  await pana.settled();
  expect(pana.telegram.deliveries.slice(before).map(({ status }) => status)).toEqual(Array(times).fill(200));
}

const texts = (of: Person) => of.screen.filter(({ by }) => by === "bot").map(({ text }) => text);
const wordsKept = async () =>
  (await pana.readCases()).flatMap(({ bodies }) =>
    bodies.flatMap((body) => (body.entry === "text" ? [body.text] : [])),
  );

describe("the same update delivered again", () => {
  it("while the first is still in work is answered once", async () => {
    await toLive(person);
    const before = texts(person).length;
    pana.telegram.pauseDelivery();
    const { updateId } = await person.sends("он стучит в дверь");
    for (let i = 0; i < 4; i += 1) pana.telegram.redeliver(updateId);
    pana.telegram.resumeDelivery();
    await pana.settled();
    expect(pana.telegram.deliveries.filter((one) => one.updateId === updateId).map(({ status }) => status)).toEqual([
      ...Array(5).fill(200),
    ]);
    expect(texts(person)).toHaveLength(before + 1);
    expect(await wordsKept()).toEqual(["он стучит в дверь"]);
  });

  it("right after the first was answered does nothing", async () => {
    await toLive(person);
    const { updateId } = await person.sends("он стучит в дверь");
    await person.hears(/Отправлено/);
    const before = texts(person);
    await again(updateId);
    expect(texts(person)).toEqual(before);
    expect(await wordsKept()).toEqual(["он стучит в дверь"]);
  });

  it("after a restart does nothing", async () => {
    await toLive(person);
    const { updateId } = await person.sends("он стучит в дверь");
    await person.hears(/Отправлено/);
    const before = texts(person);
    await pana.restart();
    await again(updateId);
    expect(texts(person)).toEqual(before);
    expect(await wordsKept()).toEqual(["он стучит в дверь"]);
  });

  it("over midnight and a restart does nothing", async () => {
    pana.clock.set(Date.UTC(2026, 5, 3, 23, 59, 50));
    await toLive(person);
    const { updateId } = await person.sends("он стучит в дверь");
    await person.hears(/Отправлено/);
    pana.clock.pass(60_000);
    await pana.restart();
    await again(updateId);
    expect(await wordsKept()).toEqual(["он стучит в дверь"]);
  });

  it("opens a case exactly once: three times at once, and again after a restart", async () => {
    await toMenu(person);
    await person.presses(/Сейчас опасно/);
    await person.hears(/Сообщить дежурным/);
    pana.telegram.pauseDelivery();
    const { updateId } = await person.presses(/Да, сообщить/);
    pana.telegram.redeliver(updateId);
    pana.telegram.redeliver(updateId);
    pana.telegram.resumeDelivery();
    await person.hears(/Где нужна помощь/);
    await pana.settled();
    const counts = await pana.parts.store.counts();
    expect(counts.cases).toBe(1);
    const before = texts(person);

    await pana.restart();
    await again(updateId, 3);
    expect(await pana.parts.store.counts()).toEqual(counts);
    expect(texts(person)).toEqual(before);
  });

  it("raises a silent alert exactly once: three times at once, and again after a restart", async () => {
    await toMenu(person);
    pana.telegram.pauseDelivery();
    const { updateId } = await person.sends(CODE_PHRASE);
    pana.telegram.redeliver(updateId);
    pana.telegram.redeliver(updateId);
    pana.telegram.resumeDelivery();
    await person.hears(ACCEPTED);
    await pana.settled();
    expect(texts(person).filter((text) => ACCEPTED.test(text))).toHaveLength(1);
    pana.clock.pass(11 * 60_000); // Later than a second phrase would be a second alert.
    await pana.restart();
    await again(updateId, 3);
    expect(await pana.openedCases()).toBe(1);
  });

  it("by a process that was stopped before it said so is not said twice", async () => {
    await toLive(person);
    pana.telegram.faults.failNext({ method: "sendMessage", status: 500, times: 10_000, chatId: person.id });
    await person.sends("он стучит в дверь");
    await pana.telegram.whenCalled("sendMessage", pana.telegram.callsOf("sendMessage").length + 2);
    const before = texts(person).length;
    await pana.restart();
    pana.telegram.faults.heal();
    await person.hears(/Отправлено/);
    await pana.settled();
    expect(texts(person)).toHaveLength(before + 1);
    expect(await pana.parts.store.counts()).toMatchObject({ outbox: 0 });
    expect(await wordsKept()).toEqual(["он стучит в дверь"]);
  });
});

describe("updates out of order", () => {
  it("are all kept, each once, also when their numbers go down and come twice", async () => {
    await toLive(person);
    pana.telegram.deliverConcurrently(true);
    pana.telegram.pauseDelivery();
    const said = ["первое", "второе", "третье", "четвёртое", "пятое"];
    const acts = [];
    for (const text of said) acts.push(await person.sends(text));
    for (const { updateId } of acts) pana.telegram.redeliver(updateId);
    pana.telegram.resumeDelivery("reversed");
    await pana.settled();
    expect([...(await wordsKept())].sort()).toEqual([...said].sort());
    expect(texts(person).filter((text) => /^Отправлено/.test(text))).toHaveLength(said.length);
  });

  it("with a number far below the last are taken like any other", async () => {
    await toLive(person);
    const chat = { id: person.id, type: "private" };
    const from = { id: person.id, is_bot: false };
    const low = { update_id: 3, message: { message_id: 9_001, date: 0, chat, from, text: "раньше" } };
    expect([await postUpdate(pana, low), await postUpdate(pana, low)]).toEqual([200, 200]);
    await pana.settled();
    expect(await wordsKept()).toEqual(["раньше"]);
  });
});
