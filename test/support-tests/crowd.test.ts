import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { playCrowd, printCrowdReport } from "../support/crowd.ts";
import type { CrowdStep } from "../support/crowd-script.ts";
import { onTelegram } from "../support/crowd-telegram.ts";
import { Person } from "../support/person.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { type Flaw, startTinyBot } from "./tiny-bot.ts";

const SCRIPT: readonly CrowdStep[] = [
  { send: "/start", expect: /\[q1\]/ },
  { press: "any", expect: /You chose (yes|no) \[q2\]/ },
  { send: ["маған көмек керек {{token}}", "мне нужна помощь {{token}}"], expect: /\[end\]/ },
  { location: { lat: [43, 44], lon: [76, 77] }, expect: /place/ },
];

let telegram: TelegramStandIn;
let stopBot: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  telegram = await startTelegram({ retryMs: 10 });
});
afterEach(async () => {
  await stopBot();
  stopBot = async () => undefined;
  await telegram.stop();
});

async function playAgainst(mode: "polling" | "webhook", flaw: Flaw, redeliverShare = 0, stepMs = 5_000) {
  const { token, apiRoot } = telegram;
  stopBot = await startTinyBot({ token, apiRoot, mode, flaw });
  return playCrowd({ place: onTelegram(telegram), persons: 12, script: SCRIPT, seed: 7, redeliverShare, stepMs });
}
const kindsOf = (report: Awaited<ReturnType<typeof playCrowd>>) => new Set(report.errors.map(({ kind }) => kind));

describe.each(["polling", "webhook"] as const)("a real grammY bot, %s", (mode) => {
  it("talks with one person", async () => {
    const { token, apiRoot } = telegram;
    stopBot = await startTinyBot({ token, apiRoot, mode });
    expect(telegram.mode).toBe(mode);
    const person = new Person(telegram, { id: 5_000_000_001, first_name: "Дана" });
    await person.sends("/start");
    await person.hears(/\[q1\]/);
    await person.presses(/Yes/);
    await person.hears(/You chose yes/);
    await person.sends("сәлем");
    await person.hears(/You said: сәлем/);
    await telegram.settled();
    expect(telegram.callsOf("sendMessage")).toHaveLength(3);
  });

  it("serves a crowd without an error, although updates are repeated", async () => {
    const report = await playAgainst(mode, "none", 0.4);
    expect(printCrowdReport(report)).toMatch(/^12 of 12 persons finished; 48 updates, \d+ of them twice; \d+ ms$/);
    expect(report).toMatchObject({ isClean: true, finished: 12, acts: 48, errors: [] });
    expect(report.redelivered).toBeGreaterThan(8);
  });

  it.each([
    ["answers a repeated update twice", "no-dedupe", 0.5, "duplicate"],
    ["answers everything twice", "duplicate", 0, "duplicate"],
    ["says it once more a little later", "late-duplicate", 0, "duplicate"],
    ["tells one person the words of another", "cross-talk", 0, "cross-talk"],
  ] as const)("is caught when it %s", async (_what, flaw, share, kind) => {
    const report = await playAgainst(mode, flaw, share);
    expect(kindsOf(report)).toContain(kind);
    expect(report.isClean).toBe(false);
  });

  it("is caught when it does not answer", async () => {
    const report = await playAgainst(mode, "silent", 0, 400);
    expect(kindsOf(report)).toEqual(new Set(["time-out"]));
    expect(report).toMatchObject({ finished: 0, isClean: false });
    expect(report.errors[0]).toMatchObject({ step: 2, detail: expect.stringContaining("heard nothing at all") });
  });
});

describe("a crowd", () => {
  it("notices a bot that refuses its own webhook secret", async () => {
    const report = await playAgainst("webhook", "wrong-secret", 0, 200);
    expect(kindsOf(report)).toContain("webhook-status");
  });

  it("notices calls that the service refuses", async () => {
    telegram.faults.failNext({ method: "answerCallbackQuery", status: 400 });
    expect(kindsOf(await playAgainst("polling", "none", 0, 300))).toContain("refused-call");
  });

  it("notices a button that is not there", async () => {
    const script: readonly CrowdStep[] = [{ send: "/start", expect: /\[q1\]/ }, { press: /Help/ }];
    const { token, apiRoot } = telegram;
    stopBot = await startTinyBot({ token, apiRoot, mode: "polling" });
    const report = await playCrowd({ place: onTelegram(telegram), persons: 1, script, seed: 1, stepMs: 100 });
    expect(report.errors).toMatchObject([
      { kind: "no-button", step: 1, detail: expect.stringContaining("[ Yes ] [ No ]") },
    ]);
  });

  it("does the same for the same seed", async () => {
    const played = async () => {
      const stand = await startTelegram();
      const { token, apiRoot } = stand;
      const stop = await startTinyBot({ token, apiRoot, mode: "webhook" });
      const report = await playCrowd({
        place: onTelegram(stand),
        persons: 5,
        script: SCRIPT,
        seed: 3,
        redeliverShare: 0.5,
      });
      const said = stand.account.rooms.map(({ log }) =>
        log.flatMap((one) =>
          one.kind === "pressed" ? [one.button.text] : one.kind === "sent" ? [one.message.text] : [],
        ),
      );
      await stop();
      await stand.stop();
      return [report.redelivered, ...said.toSorted()];
    };
    expect(await played()).toEqual(await played());
  });
});
