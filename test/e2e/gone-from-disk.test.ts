import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { runJobs } from "../../src/app/jobs.ts";
import { pinVerifier } from "../../src/crypto/pin.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { countInMainDb, lockedRows } from "../app/make-cases.ts";
import { printHits, searchFolders, searchText } from "../support/canary.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import type { Secret } from "../support/planted-secrets.ts";
import { RETURN_WORD, shopButton, shopSays, WINDOW } from "../support/shop-words.ts";
import { toLive } from "./walks.ts";

const PHRASE = "Есть ли у вас зелёный чай с мятой?";
const SAYS = ["Лиловосамоварова 77", "ключ у Бибигуль", "собака Барсук рычит", "прячусь за сундуком"] as const;
const ORDERS = ["Мятная-Тупиковая 3186", "ожог от утюжища", "третий чердак", "кличка Хвостозавр"] as const;
const KEEPS = {
  phrase: "кастрюля соседки посинела",
  code: "ромашковедение",
  address: "Подстаканная 9",
  pin: "48210937",
};

const SECRETS: readonly Secret[] = [...SAYS, ...ORDERS, ...Object.values(KEEPS)].map((text, i) => ({
  label: `secret ${i + 1}`,
  text,
}));

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

const chat = () => ({ channel: "telegram", id: String(person.id) }) as const;

async function keepsCodes(): Promise<void> {
  const record = await readChat(rig.parts, chat());
  const { sodium, random, store } = rig.parts;
  const link = {
    ...record.link,
    personalPhrase: KEEPS.phrase,
    twoWayCodeWord: KEEPS.code,
    profile: { address: KEEPS.address, household: null, wish: null },
    pin: { verifier: pinVerifier(sodium, random, KEEPS.pin), wrong: 0 },
  };
  expect(await store.commit([linkWrite(rig.parts, record, link)])).toBe("done");
}

async function cases() {
  const { link } = await readChat(rig.parts, chat());
  return link.cases.map(({ id }) => Uint8Array.from(Buffer.from(id, "hex")) as never);
}

/** Nowhere in the folder of the house, journals and ledger included, nor in the log. */
async function expectNowhere(): Promise<void> {
  const hits = [
    ...(await searchFolders([rig.house.dataDir], SECRETS)),
    ...searchText(JSON.stringify(rig.log), SECRETS),
  ];
  expect(printHits(hits, SECRETS)).toBe("");
}

describe("what a person said, kept and took back", () => {
  it("is found by the search, where it was written in clear", async () => {
    const folder = join(rig.house.dataDir, "planted");
    await mkdir(folder);
    await writeFile(join(folder, "note"), SECRETS.map(({ text }) => text).join("\n"));
    const hits = await searchFolders([folder], SECRETS);
    expect(new Set(hits.map(({ secret }) => secret)).size).toBe(SECRETS.length);
  });

  it("is nowhere on the disk after hide and after erasure, nor are the sealed rows, and the chat is empty", async () => {
    await toLive(person);
    for (const words of SAYS) {
      await person.sends(words);
      await person.hears(/Отправлено|📞/);
    }
    await rig.quiet();
    await keepsCodes();
    await person.sends(PHRASE);
    await person.hears(shopSays("shop.address.ask"));
    for (const words of ORDERS) {
      await person.sends(words);
      await person.hears(/./);
    }
    await rig.quiet();
    await expectNowhere();

    await person.presses(shopButton("shop.doors.cancel"));
    await person.hears(WINDOW);
    await rig.still();
    expect(person.screen.map(({ by, text }) => [by, WINDOW.test(text)])).toEqual([["bot", true]]);
    await expectNowhere();

    const rows = (await Promise.all((await cases()).map((caseId) => lockedRows(rig.parts, caseId)))).flat();
    expect(rows.length).toBeGreaterThan(15);
    expect(countInMainDb(rig.house, rows)).toBe(rows.length);

    await person.sends(RETURN_WORD); // A PIN is set: this word opens nothing.
    await person.hears(/./);
    await person.sends(KEEPS.pin);
    await person.hears(/Что сделать сейчас/);
    await person.presses(/Удалить, остановить/);
    await person.hears(/Что сделать\?/);
    await person.presses(/Удалить обращения/);
    await person.hears(/72 часа/);
    await person.presses(/Да, удалить/);
    await person.hears(/Вы уверены/);
    await person.presses(/Да, удалить/);
    await person.hears(/Обращения удалим через 72 часа/);
    await rig.quiet();

    rig.house.clock.pass(71 * HOUR_MS);
    await runJobs(rig.parts);
    expect((await rig.parts.store.counts()).cases).toBe(2);
    rig.house.clock.pass(2 * HOUR_MS);
    await runJobs(rig.parts);
    expect((await rig.parts.store.counts()).cases).toBe(0);
    expect(countInMainDb(rig.house, rows)).toBe(0);
    await expectNowhere();
  });
});
