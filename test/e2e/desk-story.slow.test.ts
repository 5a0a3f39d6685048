import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlockMember } from "../../src/app/desk/member-wrap.ts";
import { loadSodium } from "../../src/crypto/sodium.ts";
import { parseMemberFile } from "../../src/domain/member-file.ts";
import { openBrowser, overflowOf, SIZES, seriousFaults } from "../support/browser.ts";
import { searchFolders, searchText } from "../support/canary.ts";
import { DeskConsole } from "../support/desk-console.ts";
import { DeskTraffic } from "../support/desk-traffic.ts";
import { Person } from "../support/person.ts";
import type { RunningChild } from "../support/process.ts";
import { countInMemory } from "../support/process-memory.ts";
import { buildProgram } from "../support/program.ts";
import { type Deployed, deploy, startPana, storesOf } from "../support/running-pana.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { toMenu } from "./walks.ts";

const PASSPHRASE = "мост дождь яблоко фонарь север";
const ORGANISATIONS = [
  { name: "Линия доверия", kind: "hotline", regions: [], staffChat: null, passphrase: PASSPHRASE },
  { name: "Запасная линия", kind: "hotline", regions: [], staffChat: null, passphrase: PASSPHRASE },
  { name: "Центр «Пана»", kind: "crisis-centre", regions: [], staffChat: null, passphrase: PASSPHRASE },
] as const;
const WORDS = "он снова запер меня, <b>ключи</b> у него";
const PLACE = "у озера, дом с синей крышей";
const ANSWER = "Здравствуйте. Я рядом и читаю вас.";

let browser: Browser;
let telegram: TelegramStandIn;
let folder: TempDir;
let program: string;
beforeAll(async () => {
  folder = await tempDir();
  await mkdir(join(folder.path, "program"));
  program = await buildProgram(join(folder.path, "program"));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await folder.remove();
});

describe.each([
  ["at a desk", SIZES.desk],
  ["on a phone", SIZES.phone],
] as const)("the whole story %s", (name, size) => {
  let deployed: Deployed;
  let pana: RunningChild;
  let hotline: DeskConsole;
  let centre: DeskConsole;
  let person: Person;
  let traffic: DeskTraffic;
  beforeAll(async () => {
    telegram = await startTelegram();
    const dataDir = join(folder.path, name.replaceAll(" ", "-"));
    await mkdir(dataDir);
    deployed = { ...(await deploy(telegram, dataDir, ORGANISATIONS)), program };
    pana = await startPana(deployed);
    person = new Person(telegram, { id: 4_711, first_name: "Дина" });
    const url = `http://127.0.0.1:${deployed.port}/desk/`;
    hotline = await DeskConsole.open(browser, url, size);
    traffic = new DeskTraffic(hotline.context);
    centre = await DeskConsole.open(browser, url, size);
  });
  afterAll(async () => {
    await hotline.close();
    await centre.close();
    await pana.stop();
    await telegram.stop();
  });

  it("from the passphrase to the end of a referral", async () => {
    await hotline.comesInWith(deployed.members[0] ?? "", PASSPHRASE);
    await centre.comesInWith(deployed.members[2] ?? "", PASSPHRASE);
    await hotline.sees("Сейчас никто не ждёт");

    await toMenu(person);
    const rowShown = hotline.sees("Немедленно").then(() => Date.now());
    await person.presses(/Сейчас опасно/);
    const pressedAt = Date.now();
    await person.presses(/Да, сообщить/);
    process.stdout.write(`${name}: from her press to the row on the screen ${(await rowShown) - pressedAt} ms\n`);
    await tellsWhere(person);
    await person.sends(WORDS);

    await hotline.presses(/^Взять/);
    await hotline.presses("Показать текст");
    await hotline.sees(WORDS);
    expect(await hotline.page.locator("b", { hasText: "ключи" }).count()).toBe(0);

    await hotline.page.getByLabel("Напишите ответ").fill(ANSWER);
    await hotline.presses("Отправить");
    await person.hears(/Я рядом и читаю вас/);
    await hotline.sees("доставлено");

    await hotline.presses("Передать дальше");
    const dialog = hotline.page.getByRole("dialog");
    await dialog.getByText("Центр «Пана»").first().click();
    await dialog.getByLabel("Словами человека").fill("да, передайте в центр");
    await dialog.getByRole("button", { name: "Записать согласие" }).click();
    await dialog.getByRole("button", { name: "Передать", exact: true }).click();
    await hotline.sees(/Передано\. Ответ ждут/);

    await centre.goesTo("Передачи");
    await centre.presses("Принять");
    await person.hears(/принял|согласил|организаци/i);
    await centre.presses("Приехал");
    await centre.presses("Завершить");
    await centre.page.getByRole("dialog").getByLabel("остаётся у нас").check();
    await centre.page.getByRole("dialog").getByRole("button", { name: "Завершить" }).click();
    await centre.sees("Завершено");
    await hotline.goesTo("Передачи");
    await hotline.page.getByRole("radio", { name: /^От нас/ }).check();
    await hotline.sees("Завершено");

    await nothingLeaked(deployed, pana, traffic);
    for (const console of [hotline, centre]) {
      expect(await seriousFaults(console.page)).toEqual([]);
      expect(await overflowOf(console.page)).toBeLessThanOrEqual(0);
      expect(console.complaints.filter((text) => !text.includes("bluetooth"))).toEqual([]);
    }
  });
});

/**
 * Her words, her place and the passphrase are in nothing that went between browser and server, in no file of the server,
 * and the passphrase and the member's seed not in its memory. The answer, which Telegram is to show, travels once.
 */
async function nothingLeaked(deployed: Deployed, pana: RunningChild, traffic: DeskTraffic): Promise<void> {
  const hers = [WORDS, PLACE].map((text) => ({ label: text, text }));
  const ours = { label: "the answer", text: ANSWER };
  const passphrase = { label: "the passphrase", text: PASSPHRASE };
  const exchanges = await traffic.all();
  const said = exchanges.map(({ path, sent, answered }) => `${path} ${sent} ${answered}`);
  expect(said.length).toBeGreaterThan(8);
  expect(said.flatMap((text) => searchText(text, [...hers, passphrase]))).toEqual([]);
  const carrying = exchanges.filter(({ sent, answered }) => searchText(sent + answered, [ours]).length > 0);
  expect(carrying.map(({ path }) => path.replace(/[0-9a-f]{32}/, "…"))).toEqual(["/api/desk/cases/…/reply"]);
  expect(carrying.filter(({ answered }) => searchText(answered, [ours]).length > 0)).toEqual([]);

  const stores = Object.values(storesOf(deployed));
  const wal = stores.map((path) => `${path}-wal`).filter((path) => existsSync(path));
  expect(await searchFolders([...stores, ...wal], [...hers, ours, passphrase])).toEqual([]);

  const sodium = await loadSodium();
  const file = parseMemberFile(readFileSync(deployed.members[0] ?? "", "utf8"));
  const { seed } = await unlockMember(sodium, file, PASSPHRASE);
  const token = Buffer.from(deployed.env.TELEGRAM_BOT_TOKEN ?? "");
  expect(await countInMemory(pana.pid, token)).toBeGreaterThan(0); // What the server does know is found like this.
  expect(await countInMemory(pana.pid, Buffer.from(seed))).toBe(0);
  for (const encoding of ["utf8", "utf16le"] as const)
    expect(await countInMemory(pana.pid, Buffer.from(PASSPHRASE, encoding))).toBe(0);
}

/** The rest of an alert: where, who, how to answer. */
async function tellsWhere(person: Person): Promise<void> {
  await person.hears(/Где нужна помощь/);
  await person.sends(PLACE);
  await person.hears(/В какой вы области/);
  await person.presses(/Пропустить/);
  await person.presses(/^Я$/);
  await person.presses(/Писать сюда сразу/);
  await person.hears(/Записали/);
}
