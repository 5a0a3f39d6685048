import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runJobs } from "../../src/app/jobs.ts";
import { openPana, type PanaInProcess } from "../support/pana-in-process.ts";
import type { Person } from "../support/person.ts";
import { WINDOW } from "../support/shop-words.ts";
import { toLive, toMenu } from "./walks.ts";

const HOUR_MS = 3_600_000;

let pana: PanaInProcess;
let person: Person;
beforeEach(async () => {
  pana = await openPana({ mode: "webhook" });
  person = pana.person();
});
afterEach(() => pana.stop());

const texts = (of = person) => of.screen.filter(({ by }) => by === "bot").map(({ text }) => text);
const received = (of = person) => texts(of).filter((text) => /^Отправлено/.test(text)).length;
const triesFor = (of: Person) =>
  pana.telegram.callsOf("sendMessage").filter(({ payload }) => Number(payload.chat_id) === of.id);
const inOutbox = async () => (await pana.parts.store.counts()).outbox;
async function wordsKept(): Promise<readonly string[]> {
  const bodies = (await pana.readCases()).flatMap((one) => one.bodies);
  return bodies.flatMap((body) => (body.entry === "text" ? [body.text] : []));
}

describe("a chat that cannot be reached any more", () => {
  it.each<[string, (chatId: number) => void]>([
    ["the bot was blocked", (chatId) => pana.telegram.faults.blockChat(chatId)],
    ["the chat was deleted", (chatId) => pana.telegram.faults.failNext({ status: 400, chatId, times: 1_000 })],
  ])("is left in peace, and others are served: %s", async (_what, breakIt) => {
    await toLive(person);
    await pana.settled();
    breakIt(person.id);
    const before = triesFor(person).length;
    await person.sends("я здесь");
    const other = pana.person();
    await toLive(other);
    await pana.settled(80);
    expect(triesFor(person)).toHaveLength(before + 1);
    expect(await inOutbox()).toBe(0);
    expect(await wordsKept()).toEqual(["я здесь"]);
    await pana.restart();
    await pana.settled(80);
    expect(triesFor(person)).toHaveLength(before + 1);
  });

  it("is served again once the bot is let in again", async () => {
    await toLive(person);
    pana.telegram.faults.blockChat(person.id);
    await person.sends("я здесь");
    await pana.settled();
    pana.telegram.faults.unblockChat(person.id);
    await person.sends("снова я");
    await person.hears(/Отправлено/);
    expect(await wordsKept()).toEqual(["я здесь", "снова я"]);
  });
});

describe("Telegram not answering for a while", () => {
  it("loses nothing, doubles nothing and keeps the order", async () => {
    await toMenu(person);
    pana.telegram.faults.failAll(500);
    await person.presses(/Рассказать/);
    await person.sends("нет");
    await person.sends("1");
    await pana.telegram.settled();
    const before = texts().length;
    await pana.telegram.whenCalled("sendMessage", pana.telegram.callsOf("sendMessage").length + 4);
    expect(texts()).toHaveLength(before);
    pana.telegram.faults.heal();
    await person.hears(/Было ли что-то из этого/);
    await pana.settled();
    expect(
      texts()
        .slice(before)
        .map((text) => text.split("\n").at(-1)),
    ).toEqual([
      expect.stringMatching(/прямо сейчас/),
      expect.stringMatching(/Что происходит/),
      expect.stringMatching(/Было ли что-то из этого/),
    ]);
    expect(await inOutbox()).toBe(0);
  });

  it("in one chat does not hold up another", async () => {
    await toLive(person);
    pana.telegram.faults.failNext({ method: "sendMessage", status: 502, chatId: person.id, times: 10_000 });
    await person.sends("раз");
    const other = pana.person();
    await toLive(other);
    expect(received()).toBe(0);
    pana.telegram.faults.heal();
    await person.hears(/Отправлено/);
  });

  it("over a restart loses nothing and doubles nothing", async () => {
    await toLive(person);
    const before = received();
    pana.telegram.faults.failNext({ method: "sendMessage", status: 503, chatId: person.id, times: 10_000 });
    const said = ["раз", "два", "три"];
    for (const text of said) await person.sends(text);
    await pana.telegram.settled();
    await pana.restart();
    pana.telegram.faults.heal();
    await pana.bot.deliveries.scan();
    await pana.settled(700);
    expect(received()).toBe(before + said.length);
    expect(await wordsKept()).toEqual(said);
    expect(await inOutbox()).toBe(0);
  });

  it("over a restart keeps the order, also while the clock stands because it was set back", async () => {
    await toMenu(person);
    pana.telegram.faults.failNext({ method: "sendMessage", status: 503, chatId: person.id, times: 10_000 });
    for (const text of ["1", "нет", "1", "2", "1"]) await person.sends(text);
    await pana.telegram.settled();
    const before = texts().length;
    await pana.restart();
    pana.telegram.faults.heal();
    await person.hears(/травмы/);
    expect(texts().slice(before)).toEqual([
      expect.stringMatching(/прямо сейчас\?$/),
      expect.stringMatching(/Что происходит/),
      expect.stringMatching(/Было ли/),
      expect.stringMatching(/Есть ли дети/),
      expect.stringMatching(/травмы/),
    ]);
  });

  it.each([401, 404])("because our token is not accepted (%i) loses nothing either", async (status) => {
    await toLive(person);
    pana.telegram.faults.failNext({ method: "sendMessage", status, chatId: person.id, times: 3 });
    await person.sends("раз");
    await person.hears(/Отправлено/);
    expect(await wordsKept()).toEqual(["раз"]);
  });

  it("and asking to slow down is obeyed for as long as it says", async () => {
    await toLive(person);
    const before = { asked: pana.asked.length, tries: triesFor(person).length };
    pana.telegram.faults.failNext({ method: "sendMessage", status: 429, retryAfter: 7, chatId: person.id });
    await person.sends("раз");
    await person.hears(/Отправлено/);
    expect(pana.asked.slice(before.asked)).toContain(7_000);
    expect(triesFor(person)).toHaveLength(before.tries + 2);
    expect(received()).toBe(1);
  });

  it("after the message had already gone out repeats it once at most, and nothing else", async () => {
    await toLive(person);
    pana.telegram.faults.failNext({ method: "sendMessage", status: "cut", applied: true, chatId: person.id });
    await person.sends("раз");
    await person.hears(/Отправлено/);
    await pana.settled(60);
    const now = received();
    expect([1, 2]).toContain(now);
    await person.sends("два");
    await person.hears(/Отправлено/);
    await pana.settled(60);
    expect(received()).toBe(now + 1);
    expect(await wordsKept()).toEqual(["раз", "два"]);
  });

  it("to the press itself changes nothing: only the hourglass on the button stays", async () => {
    await toMenu(person);
    pana.telegram.faults.failNext({ method: "answerCallbackQuery", status: 400, times: 2 });
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    expect(pana.log.filter(({ event }) => event === "fault")).toEqual([]);
  });

  it("shows what was waiting, and then what is new, when staff and person wrote meanwhile", async () => {
    await toLive(person);
    pana.telegram.faults.failNext({ method: "sendMessage", status: 500, chatId: person.id, times: 4 });
    await person.sends("раз");
    await person.sends("стало опасно, он идёт");
    await pana.settled(700);
    expect(received()).toBe(2);
  });
});

describe("a clock that is set back while the program runs", () => {
  it.each([
    ["an hour", HOUR_MS],
    ["two hours", 2 * HOUR_MS],
    ["three days", 72 * HOUR_MS],
    ["a year", 8_766 * HOUR_MS],
  ])("by %s: talks go on, nothing ends early, no time runs backwards in a case", async (_what, back) => {
    await toLive(person);
    await person.sends("до");
    await person.hears(/Отправлено/);
    const was = { now: pana.parts.keys.time.now(), today: pana.parts.keys.time.today() };
    pana.clock.pass(-back);
    await runJobs(pana.parts);
    expect(pana.parts.keys.time.now()).toBe(was.now);
    await person.sends("после");
    await person.hears(/Отправлено/);
    const other = pana.person();
    await toLive(other);
    await pana.settled();
    const cases = await pana.readCases();
    expect(cases).toHaveLength(2);
    expect(await wordsKept()).toEqual(["до", "после"]);
    for (const { lines, row } of cases) {
      const times = lines.map((line) => (line.ok ? line.at : Number.NaN));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((at) => at >= was.now)).toBe(true);
      expect(row.day).toBe(was.today);
    }
    expect(await inOutbox()).toBe(0);
    await person.sends("стоп");
    await person.hears(WINDOW);
    expect(texts()).toHaveLength(1);
  });

  it("and then right again: what was to be forgotten after two days is forgotten after two days", async () => {
    await toMenu(person);
    pana.clock.pass(-2 * HOUR_MS);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    pana.clock.pass(2 * HOUR_MS);
    await person.sends("нет");
    await person.hears(/Что происходит/);
    pana.clock.pass(48 * HOUR_MS);
    await runJobs(pana.parts);
    await person.sends("1");
    await person.hears(/Выберите язык/);
  });
});
