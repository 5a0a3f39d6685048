import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gate, PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED, NOT_IN_STOCK, WINDOW } from "../support/shop-words.ts";
import { shown, toLive, toMenu } from "./walks.ts";

const NUMBERS = /📞 102[\s\S]*📞 112/;
const PHRASE = "Здравствуйте! Есть ли у вас зеленый чай с мятой?";

let rig: PanicRig;
beforeEach(async () => {
  rig = await PanicRig.open();
});
afterEach(() => rig.close());

/** Changes the middle of every row of a table, as a broken disk or an operator would. */
function spoil(file: string, table: "states" | "links"): number {
  const db = new Sqlite(file);
  const rows = db.prepare<[], { tag: Buffer; row: Buffer }>(`SELECT tag, "row" FROM ${table}`).all();
  for (const { tag, row } of rows) {
    const middle = Math.floor(row.length / 2);
    row[middle] = (row[middle] ?? 0) ^ 0xff;
    db.prepare(`UPDATE ${table} SET "row" = ? WHERE tag = ?`).run(row, tag);
  }
  db.close();
  return rows.length;
}

/** Takes the keys of cases away under the running program; what is in its memory stays there. */
function loseKeys(): void {
  const db = new Sqlite(rig.house.keysDb);
  db.exec("ALTER TABLE keys RENAME TO gone");
  db.close();
}

/** Ways to break what stands under the panic path, each after she reached the menu. */
const TROUBLES: Readonly<Record<string, (person: Person) => Promise<void> | void>> = {
  "the database is closed": () => rig.parts.store.close(),
  "the state of the talk is damaged": () => expect(spoil(rig.house.mainDb, "states")).toBe(1),
  "the link of the chat is damaged": () => expect(spoil(rig.house.mainDb, "links")).toBe(1),
  "the keys are gone": () => loseKeys(),
  "an earlier update of the chat hangs": async (person) => {
    const stuck = gate();
    rig.breakStore({ findState: () => stuck.passed.then(() => null), commit: () => stuck.passed.then(() => "done") });
    await person.sends("что-то");
  },
  "the database never answers": () => {
    const never = () => new Promise<never>(() => {});
    rig.breakStore({ findState: never, findLink: never, findTraces: never, commit: never });
  },
  "Telegram fails once": () => {
    rig.telegram.faults.failNext({ method: "sendMessage", status: 502 });
    rig.telegram.faults.failNext({ method: "deleteMessages", status: 502 });
  },
};

describe.each(Object.entries(TROUBLES))("while %s", (name, breakIt) => {
  let person: Person;
  beforeEach(async () => {
    person = rig.person();
    await toMenu(person);
    await rig.quiet();
    await breakIt(person);
  });

  it("danger now is answered with the numbers", async () => {
    await person.presses(/Сейчас опасно/);
    expect((await person.hears(NUMBERS, { withinMs: 4_000 })).keyboard.rows.flat()).not.toEqual([]);
  });

  it("a cry for help is answered with the numbers, in both languages and as a caption", async () => {
    await person.sends("помогите!!");
    await person.hears(NUMBERS, { withinMs: 4_000 });
    await person.sends("көмектесіңіз");
    await person.hears(NUMBERS, { withinMs: 4_000 });
    await person.sends("112");
    await person.hears(NUMBERS, { withinMs: 4_000 });
    await person.sendsUpdate({ message: { photo: [{ file_id: "x" }], caption: "спасите" } });
    await person.hears(NUMBERS, { withinMs: 4_000 });
  });

  it("hide empties the chat and leaves a line that says nothing", async () => {
    await person.presses(/^Скрыть$/);
    await person.hears(WINDOW, { withinMs: 4_500 });
    await rig.still();
    expect(shown(person).map(({ text }) => text)).toEqual([expect.stringMatching(WINDOW)]);
  });

  it("the word for it hides too, her own word included", async () => {
    await person.sends("тоқта");
    await person.hears(WINDOW, { withinMs: 4_500 });
    await rig.still();
    expect(person.screen).toHaveLength(1);
  });

  it("the phrase is answered by a shop, and honestly", async () => {
    const keeps = /state|link|Telegram/.test(name);
    await person.sends(PHRASE);
    await person.hears(keeps ? ACCEPTED : NOT_IN_STOCK, { withinMs: 7_000 });
    expect(shown(person).at(-1)?.buttons.slice(-2)).toEqual([
      expect.stringContaining("= d.cancel-order"),
      expect.stringContaining("= d.urgent-order"),
    ]);
  });
});

describe("while Telegram is slow", () => {
  it("numbers, hide and phrase of one chat do not wait for the words that another chat waits for", async () => {
    const [slow, other] = [rig.person(), rig.person()];
    await toMenu(slow);
    await toMenu(other);
    const held = rig.telegram.faults.hold("sendMessage");
    await slow.presses(/Рассказать/);
    await held.reached(1, 3_000);
    await slow.presses(/Сейчас опасно/);
    await held.reached(2, 3_000);
    await other.sends("SOS");
    await held.reached(3, 3_000);
    held.release();
    await slow.hears(NUMBERS);
    await other.hears(NUMBERS);
  });
});

describe("in a live talk", () => {
  it("danger words bring the numbers, and those who read the case see them too", async () => {
    const person = rig.person();
    await toLive(person);
    const before = (await rig.parts.store.counts()).entries;
    await person.sends("көмек керек");
    await person.hears(NUMBERS);
    await rig.quiet();
    expect((await rig.parts.store.counts()).entries).toBe(before + 1);
  });
});

describe("before the first word", () => {
  it("a cry for help is answered in both languages", async () => {
    const person = rig.person();
    await person.sends("помогите");
    const { text } = await person.hears(NUMBERS);
    expect(text).toMatch(/полиция[\s\S]*|полиция/);
    expect(text).toMatch(/қоңырау/);
    expect(text).toMatch(/звоните/);
  });
});
