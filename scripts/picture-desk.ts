import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, SIZES } from "../test/support/browser.ts";
import { DeskConsole } from "../test/support/desk-console.ts";
import { Person } from "../test/support/person.ts";
import { PLANTED_PERSON } from "../test/support/planted-secrets.ts";
import { buildProgram } from "../test/support/program.ts";
import { deploy, startPana } from "../test/support/running-pana.ts";
import { startTelegram } from "../test/support/telegram-stand-in.ts";
import { tempDir } from "../test/support/temp-dir.ts";
import { playDangerNow, playIntake } from "./demo-story.ts";

// Takes the pictures of the README: the real program, invented people, a stand-in for Telegram. Look at each before you keep it.

const PICTURES = fileURLToPath(new URL("../src/browser/pictures", import.meta.url));
const PASSPHRASE = "семь тихих цапель идут";
const ORGANISATIONS = [
  { name: "Линия доверия", kind: "hotline", regions: [], staffChat: null, passphrase: PASSPHRASE },
  { name: "Ночная линия", kind: "hotline", regions: ["KZ-75"], staffChat: null, passphrase: PASSPHRASE },
  {
    name: "Кризисный центр «Пана»",
    kind: "crisis-centre",
    regions: ["KZ-71"],
    staffChat: null,
    passphrase: PASSPHRASE,
  },
] as const;

const folder = await tempDir();
const telegram = await startTelegram();
const browser = await openBrowser();
const program = await buildProgram(await made("program"));
const deployed = { ...(await deploy(telegram, await made("data"), ORGANISATIONS)), program };
const pana = await startPana(deployed);
try {
  const url = `http://127.0.0.1:${deployed.port}/desk/`;
  const desk = await DeskConsole.open(browser, url, SIZES.desk);
  await desk.comesInWith(deployed.members[0] ?? "", PASSPHRASE);
  const quiet = (_what: string, work: () => Promise<unknown>) => work().then(() => undefined);
  await playIntake(new Person(telegram, { id: 91, first_name: "Марина" }), quiet);
  await playDangerNow(new Person(telegram, PLANTED_PERSON), quiet);
  await desk.sees("Немедленно");
  await take(desk, "queue");
  await desk.presses(/^Взять/);
  await desk.presses("Показать текст");
  await desk.sees(/үкіметтен/);
  await desk.page.getByLabel("Напишите ответ").fill("Сізді оқып отырмын. Есікті іштен жаба аласыз ба?");
  await desk.presses("Отправить");
  await desk.sees("доставлено");
  await take(desk, "case");
  await desk.presses("Передать дальше");
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByText("Кризисный центр «Пана»").first().click();
  await dialog.getByLabel("Словами человека").fill("иә, орталыққа айтыңыз");
  await dialog.getByRole("button", { name: "Записать согласие" }).click();
  await dialog.getByRole("button", { name: "Передать", exact: true }).waitFor();
  await take(desk, "referral");

  const phone = await DeskConsole.open(browser, url, SIZES.phone);
  await phone.comesInWith(deployed.members[0] ?? "", PASSPHRASE);
  await take(phone, "phone");
} finally {
  await browser.close();
  await pana.stop();
  await telegram.stop();
  await folder.remove();
}

async function made(name: string): Promise<string> {
  const path = join(folder.path, name);
  await mkdir(path);
  return path;
}

async function take(desk: DeskConsole, name: string): Promise<void> {
  await desk.page.evaluate(() => document.fonts.ready);
  await desk.page.screenshot({ path: join(PICTURES, `${name}.png`) });
  process.stdout.write(`${name}.png\n`);
}
