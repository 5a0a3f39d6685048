import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { joinBot } from "../../src/bot/join-bot.ts";
import { type TerminalChannel, terminalChannel } from "../../src/channels/terminal.ts";
import { TerminalView } from "../../src/channels/terminal-view.ts";
import { CODE_PHRASE } from "../support/pana-in-process.ts";
import { ACCEPTED, AT_COUNTER, WINDOW } from "../support/shop-words.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

const HER = 2 ** 52 + 7;
const DOORS = [[{ label: "Скрыть", press: "d.hide.ru" }]];

let house: TestHouse;
let channel: TerminalChannel;
/** Everything that was written since the last clearing. */
let screen: string;
let complaints: string[];
beforeEach(async () => {
  house = await openTestHouse();
  screen = "";
  complaints = [];
  open(house);
});
afterEach(async () => {
  await channel.bot.deliveries.stop();
  await house.close();
});

function open({ parts }: TestHouse): void {
  const view = new TerminalView({
    style: { width: null, colours: false },
    write: (text) => {
      screen += text;
    },
    clear: () => {
      screen = "";
    },
    unwriteTyped: null,
  });
  channel = terminalChannel(
    { chat: HER, firstId: parts.clock(), view, complain: (what) => complaints.push(what) },
    (show) => joinBot(parts, show, CODE_PHRASE),
  );
}

/** Types lines; gives what the last of them brought. */
async function types(...lines: readonly string[]): Promise<string> {
  let before = 0;
  for (const line of lines) {
    before = screen.length;
    await channel.take(line);
  }
  return screen.slice(before);
}

describe("the bot in a terminal", () => {
  it("shows what a typed number chose, and everything that came of it, before it takes the next line", async () => {
    const shown = await types("/start", "2");
    expect(shown).toContain("> 2  Русский");
    expect(shown).toContain("Кому нужна помощь?");
    expect(complaints).toEqual([]);
  });

  it("begins in a language at once, from any place", async () => {
    await channel.begin("kk");
    expect(screen).toContain("Көмек кімге");
    expect(await types("/language ru")).toContain("Кому нужна помощь?");
  });

  it("redraws boxes ticked and unticked again", async () => {
    await types("/language ru", "1", "1", "1", "1");
    expect(await types("2")).toMatch(/1 {2}☐ Бьёт[\s\S]*2 {2}☑ Угрожает/);
    expect(await types("2")).toContain("2  ☐ Угрожает");
  });

  it("takes what was deleted off the screen, says how much, and leaves nothing of the talk", async () => {
    await types("/language ru", "1", "/say он рядом");
    await types("/hide");
    expect(screen).toContain("messages were deleted");
    expect(screen).not.toMatch(/Кому нужна|он рядом|безопасно/);
    expect(screen).toMatch(WINDOW);
  });

  it("hides the talk of an earlier run too, though nothing of it stands on this screen", async () => {
    await types("/language ru", "1");
    await channel.bot.deliveries.stop();
    house = await house.restart();
    house.clock.pass(60_000);
    open(house);
    screen = "";
    expect(await types("/hide", "привет")).toMatch(AT_COUNTER);
    expect(screen).not.toContain("безопасно");
  });

  it("lets an earlier list be chosen from when only doors stand under the newest message", async () => {
    await types("/start");
    await channel.bot.show({ channel: "terminal", id: String(HER) }, { out: "screen", text: "весть", rows: DOORS });
    expect(await types("2")).toMatch(/> 2 {2}Русский[\s\S]*Кому нужна помощь\?/);
  });

  it("sends nothing when the line is wrong", async () => {
    await types("/language ru");
    const updates = house.log.length;
    expect(await types("9")).toMatch(/no 9 .*1 to 5/);
    expect(await types("/where here")).toContain("latitude");
    expect(house.log.length).toBe(updates);
    expect(await types("1")).toContain("безопасно писать");
  });

  it("answers the code phrase as a shop, and opens a case under the terminal's own address", async () => {
    await types("/language ru");
    await types(CODE_PHRASE);
    expect(screen).toMatch(ACCEPTED); // What stood above it is gone: the screen was drawn anew.
    const { hotline } = house.members;
    const [row] = await listCases(house.parts, hotline, 1);
    const lines = row === undefined ? [] : (await readCase(house.parts, hotline, row.caseId)).lines;
    expect(lines).toContainEqual(
      expect.objectContaining({ body: { entry: "alert", by: "phrase", via: "terminal", text: CODE_PHRASE } }),
    );
  });
});
