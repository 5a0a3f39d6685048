import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "../../src/app/house.ts";
import { houseSettings } from "../../src/app/house-settings.ts";
import { parseConfig } from "../../src/config.ts";
import { freePort } from "../support/free-port.ts";
import { buildProgram } from "../support/program.ts";
import { DEMO_PHRASES } from "../support/running-pana.ts";
import { ACCEPTED, AT_COUNTER, WINDOW } from "../support/shop-words.ts";
import { addressOf, Staff } from "../support/staff.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { type ChatPlace, pipeChat, startAtTerminal, startIn } from "./chat-process.ts";

const LOCALES = fileURLToPath(new URL("../../locales", import.meta.url));
const START_MS = 30_000;
const [RUSSIAN_PHRASE = "", KAZAKH_PHRASE = ""] = DEMO_PHRASES.split("|");
const TO_MENU = ["1", "1"];

let built: TempDir;
let data: TempDir;
let place: ChatPlace;
/** What the first run of all said beside the talk. */
let firstWords: string;

beforeAll(async () => {
  built = await tempDir();
  data = await tempDir();
  place = { program: await buildProgram(built.path), dataDir: data.path };
  firstWords = (await pipeChat(place, [])).err;
});
afterAll(() => Promise.all([built.remove(), data.remove()]));

/** The places of these words in the order of the talk; -1 for one that was not said. */
const order = (text: string, ...words: readonly (string | RegExp)[]) => words.map((one) => text.search(one));
const isRising = (places: readonly number[]) => places.every((at, i) => at >= 0 && at > (places[i - 1] ?? -1));

describe("npm run chat over a pipe", () => {
  it("says first, beside the talk, that nobody reads, and how to read as a member", () => {
    expect(firstWords).toContain("NOBODY READS");
    expect(firstWords).toMatch(/DATA_DIR=\S+ npm start, and open the address of the desk/);
    expect(firstWords).toMatch(/file: \S+hotline\.json\n\s+passphrase: \w+/);
    expect(firstWords).toContain("/quit");
  });

  it("plays first contact and intake in Russian until it is sent, and a member can read it at the desk", async () => {
    const words = "ключи лежат под лиловым ковриком";
    const intake = ["1", "1", "1", "9", "11", "3", "3", "1", "1", "7", "3", words, "1", "2", "2", "1", "1"];
    const { out, err, code } = await pipeChat(place, ["/start", "2", ...TO_MENU, ...intake], "--fresh");
    expect(
      isRising(order(out, "Выберите язык", "Кому нужна", "безопасно писать", "Что сделать сейчас", "прямо сейчас\\?")),
      out,
    ).toBe(true);
    expect(
      isRising(order(out, "Что происходит", "своими словами", words, "Вот что мы отправим", "Отправлено")),
      out,
    ).toBe(true);
    expect(out).not.toContain("\u001b");
    expect(err).not.toMatch(/"level"/);
    expect(code).toBe(0);
    expect(await atDesk()).toMatch(/medium|high|low/);
  });

  it("plays danger now in Kazakh: the numbers first, then the place on the map", async () => {
    const lines = ["/danger", "1", "/where 43.24 76.89", "1", "1", "қорқып отырмын"];
    const { out, code } = await pipeChat(place, lines, "--fresh", "--locale", "kk");
    expect(isRising(order(out, "Көмек кімге", "📞 102", "ешкім оқыған жоқ", "Кімге қауіп", "Жазып алдық")), out).toBe(
      true,
    );
    expect(code).toBe(0);
    expect(await atDesk()).toContain("immediate");
  });

  it("plays intake in Kazakh until it is sent", async () => {
    const intake = ["1", "1", "1", "9", "11", "3", "3", "1", "1", "7", "3", "құпия сөз", "1", "2", "2", "1", "1"];
    const { out, code } = await pipeChat(place, [...TO_MENU, ...intake], "--fresh", "--locale", "kk");
    expect(isRising(order(out, "Көмек кімге", "«Пана» боты", "құпия сөз", "Жіберілді")), out).toBe(true);
    expect(code).toBe(0);
  });

  it("answers the code phrase as a shop in both languages, and says nothing else", async () => {
    const russian = await pipeChat(place, ["/start", "2", RUSSIAN_PHRASE], "--fresh");
    const after = russian.out.split("мятой")[1] ?? "";
    expect(after).toMatch(ACCEPTED);
    expect(after).not.toMatch(/Кому нужна|опасно|помощ|102/);
    const kazakh = await pipeChat(place, ["/start", "1", KAZAKH_PHRASE], "--fresh");
    expect(kazakh.out.split("көк шай")[1]).toMatch(ACCEPTED);
  });

  it("says how many messages hide deleted, and shows a shop until the chat is opened anew", async () => {
    const { out, code } = await pipeChat(place, ["/language ru", "1", "/hide", "кто здесь?"], "--fresh");
    const after = out.split("> /hide")[1] ?? "";
    expect(after).toMatch(/\(\d+ messages were deleted\)/);
    expect(after).toMatch(WINDOW);
    expect(after).toMatch(AT_COUNTER);
    expect(after).not.toMatch(/Скрыть|безопасно/);
    expect(code).toBe(0);
  });

  it("answers a wrong line by itself and goes on where it was", async () => {
    const lines = ["/start", "2", "9", "/where 12", "/where 91 0", "/nonsense", "1"];
    const { out, code } = await pipeChat(place, lines, "--fresh");
    expect(isRising(order(out, "There is no 9", "latitude", "no such command", "безопасно писать")), out).toBe(true);
    expect(code).toBe(0);
  });

  it("goes on with the talk of the last time, and begins anew with --fresh", async () => {
    await pipeChat(place, ["/language ru"], "--fresh");
    expect((await pipeChat(place, ["1", "Мне"])).out).toContain("безопасно писать");
    expect((await pipeChat(place, ["Мне"], "--fresh")).out).toContain("Выберите язык");
  });

  it("ends at /quit without a look at what follows, and refuses options it does not know", async () => {
    expect((await pipeChat(place, ["/quit", "/start"])).out.trim()).toBe("> /quit");
    const wrong = await pipeChat(place, [], "--locale", "en");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("--locale kk|ru");
  });
});

describe("where something real is set", () => {
  const settings = {
    TELEGRAM_MODE: "polling",
    TELEGRAM_BOT_TOKEN: "123:real",
    TELEGRAM_API_ROOT: "http://127.0.0.1:9",
    DATABASE_URL: "sqlite:/nowhere/real.db",
    KEY_ENCRYPTION_KEY: "5e".repeat(32),
    ROOT_PUBLIC_KEYS: "00".repeat(32),
  };

  it("npm run chat looks at none of it, and says what npm start does", async () => {
    const { out, err, code } = await pipeChat({ ...place, settings }, ["/start"], "--fresh");
    expect(out).toContain("Выберите язык");
    expect(err).toContain("not this demo");
    expect(err).not.toMatch(/DATA_DIR=|"level"/);
    expect(code).toBe(0);
  });

  it("npm start offers nothing at its terminal", async () => {
    const real = { TELEGRAM_BOT_TOKEN: "123:real" };
    const server = startAtTerminal({ ...place, settings: real }, "main", await freePort());
    await server.line(/npm run chat/, START_MS);
    expect(server.stdout).not.toContain("/start");
    await server.kill();
  });
});

describe("two at once on the same data", () => {
  it("a second chat is refused with a sentence, and the first one goes on", async () => {
    const first = startIn(place, "chat", ["--fresh"]);
    first.write("/start\n");
    await first.line(/Русский/, START_MS);
    const second = await pipeChat(place, ["/start"]);
    expect(second).toMatchObject({ code: 2, out: "" });
    expect(second.err).toMatch(/already.*another terminal/);
    first.write("2\n");
    await first.line(/Кому нужна/);
    first.endInput();
    expect(await first.ended()).toEqual({ code: 0, signal: null });
  });

  it("a chat that was killed does not lock the next one out", async () => {
    const first = startIn(place, "chat");
    first.write("/start\n");
    await first.line(/Русский/, START_MS);
    await first.kill();
    expect((await pipeChat(place, ["/start"])).out).toContain("Выберите язык");
  });

  it("works beside npm start, also when both begin with an empty folder", async () => {
    const fresh = await tempDir();
    const here = { ...place, dataDir: fresh.path };
    const server = startIn(here, "main", [], await freePort());
    const chat = startIn(here, "chat");
    try {
      chat.write("/start\n2\n");
      await chat.line(/Кому нужна/, START_MS);
      await server.line(/npm run chat/, START_MS);
      chat.write(`${RUSSIAN_PHRASE}\n`);
      chat.endInput();
      expect(await chat.ended()).toEqual({ code: 0, signal: null });
      expect(chat.stdout).toMatch(ACCEPTED);
      const told = server.stdout + chat.stderr;
      expect(told + server.stderr).not.toMatch(/"fault"|"outbox\.dropped"/);
      expect(told.match(/Member of Demo Hotline/g)).toHaveLength(1);
      expect(await atDesk(here, told)).toContain("immediate");
    } finally {
      await chat.kill();
      await server.stop();
      await fresh.remove();
    }
  });
});

describe("at a terminal", () => {
  it("npm start offers the talk over its own house, and takes no second one beside it", async () => {
    const server = startAtTerminal(place, "main", await freePort());
    try {
      await server.line(/Type \/start to try it here/, START_MS);
      server.write("/start\r");
      await server.line(/Русский/);
      expect((await pipeChat(place, ["/start"])).code).toBe(2);
      server.write("/quit\r");
      expect(await server.ended()).toEqual({ code: 0, signal: null });
    } finally {
      await server.kill();
    }
  });

  it("hide clears the screen and what can be scrolled back to", async () => {
    const chat = startAtTerminal(place, "chat");
    try {
      await chat.line(/Type \/start/, START_MS);
      chat.write("/start\r");
      await chat.line(/Русский/);
      chat.write("/hide\r");
      await chat.line(WINDOW);
      const left = chat.stdout.split("\u001b[2J\u001b[3J\u001b[H").at(-1) ?? "";
      expect(left).not.toMatch(/Русский|\/danger/);
      chat.write("\u0003");
      expect(await chat.ended()).toEqual({ code: 0, signal: null });
    } finally {
      await chat.kill();
    }
  });
});

/** What a member of the demo's hotline sees in her queue, with the passphrase that was shown. */
async function atDesk(where = place, told = firstWords): Promise<string> {
  const passphrase = /Hotline[\s\S]*?passphrase: (\w+)/.exec(told)?.[1] ?? "";
  const config = parseConfig({ DATA_DIR: where.dataDir, DEMO: "1" }, () => "");
  const house = await openHouse(houseSettings(config, LOCALES, () => {}));
  try {
    const file = readFileSync(join(where.dataDir, "demo", "members", "hotline.json"), "utf8");
    const staff = await Staff.withFile(addressOf(house.parts), file, passphrase);
    return (await staff.queue()).map(({ urgency }) => urgency).join();
  } finally {
    await house.close();
  }
}
