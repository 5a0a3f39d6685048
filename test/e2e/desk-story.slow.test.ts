import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, overflowOf, SIZES, seriousFaults } from "../support/browser.ts";
import { DeskConsole } from "../support/desk-console.ts";
import { Person } from "../support/person.ts";
import type { RunningChild } from "../support/process.ts";
import { buildProgram } from "../support/program.ts";
import { type Deployed, deploy, startPana } from "../support/running-pana.ts";
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
  beforeAll(async () => {
    telegram = await startTelegram();
    const dataDir = join(folder.path, name.replaceAll(" ", "-"));
    await mkdir(dataDir);
    deployed = { ...(await deploy(telegram, dataDir, ORGANISATIONS)), program };
    pana = await startPana(deployed);
    person = new Person(telegram, { id: 4_711, first_name: "Дина" });
    const url = `http://127.0.0.1:${deployed.port}/desk/`;
    hotline = await DeskConsole.open(browser, url, size);
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

    for (const console of [hotline, centre]) {
      expect(await seriousFaults(console.page)).toEqual([]);
      expect(await overflowOf(console.page)).toBeLessThanOrEqual(0);
      expect(console.complaints.filter((text) => !text.includes("bluetooth"))).toEqual([]);
    }
  });
});

/** The rest of an alert: where, who, how to answer. */
async function tellsWhere(person: Person): Promise<void> {
  await person.hears(/Где нужна помощь/);
  await person.sends("у озера, дом с синей крышей");
  await person.hears(/В какой вы области/);
  await person.presses(/Пропустить/);
  await person.presses(/^Я$/);
  await person.presses(/Писать сюда сразу/);
  await person.hears(/Записали/);
}
