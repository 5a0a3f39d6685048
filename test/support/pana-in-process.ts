import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { isReady } from "../../src/app/health.ts";
import type { Parts } from "../../src/app/parts.ts";
import { avatarOf } from "../../src/app/persona-words.ts";
import type { After, BotParts } from "../../src/bot/bot-parts.ts";
import { joinBot } from "../../src/bot/join-bot.ts";
import { type TelegramChannel, telegramChannel } from "../../src/channels/telegram.ts";
import type { FileLine } from "../../src/crypto/case-file.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { asId, type CaseId, parseHex, printHex } from "../../src/domain/ids.ts";
import type { LogEvent } from "../../src/domain/log-event.ts";
import { listen } from "../../src/http/server.ts";
import type { CaseRow } from "../../src/storage/rows.ts";
import { freePort } from "./free-port.ts";
import { Person } from "./person.ts";
import type { Profile } from "./person-profile.ts";
import { addressOf, Staff } from "./staff.ts";
import { type StandInOptions, startTelegram, type TelegramStandIn } from "./telegram-stand-in.ts";
import { openTestHouse, type TestClock, type TestHouse, type TestHouseOptions, type TestMember } from "./test-house.ts";

const LOCALES = fileURLToPath(new URL("../../locales", import.meta.url));

/** Invented for tests. */
export const CODE_PHRASE = "есть ли у вас зелёный чай с мятой";
/** What `setWebhook` is told. */
export const WEBHOOK_SECRET = "stand-in-webhook-secret";

/** The group that notices of the first hotline go to. */
export const STAFF_CHAT = -1001;

/** Pauses before another try take a fiftieth of their time; limits last, or a busy machine would break them. */
const SHORTER = 50;
const LIMITS: ReadonlyMap<number, number> = new Map([
  [1_500, 1_500],
  [4_000, 1_000],
  [10_000, 10_000],
]);

export interface InProcessOptions {
  readonly mode?: "polling" | "webhook";
  readonly house?: TestHouseOptions;
  readonly telegram?: StandInOptions;
  /** How long a pause or limit of so many ms lasts in this test. */
  readonly lasts?: (ms: number) => number;
}

/** A case as a member of staff sees it. */
export interface OpenedCase {
  readonly row: CaseRow;
  readonly lines: readonly FileLine[];
  /** What stands in the lines that could be opened and verified, in order. */
  readonly bodies: readonly EntryBody[];
}

/** What runs between two starts. */
interface Joined {
  readonly house: TestHouse;
  readonly bot: BotParts;
  readonly channel: TelegramChannel;
  readonly server: Server | null;
}

/**
 * The whole program but main.ts, inside the process of the test: a founded house on real files, the bot, the Telegram
 * channel, and in webhook mode the HTTP server. Telegram is the stand-in, over real HTTP. The clock stands until it is moved.
 */
export class PanaInProcess {
  readonly telegram: TelegramStandIn;
  /** How long every pause and limit was meant to be, ms. */
  readonly asked: number[] = [];
  readonly port: number;
  readonly #mode: "polling" | "webhook";
  readonly #lasts: (ms: number) => number;
  #joined: Joined;
  #people = 0;
  readonly #staff = new Map<string, Promise<Staff>>();

  private constructor(options: InProcessOptions, telegram: TelegramStandIn, house: TestHouse, port: number) {
    this.telegram = telegram;
    this.port = port;
    this.#mode = options.mode ?? "polling";
    this.#lasts = options.lasts ?? ((ms) => LIMITS.get(ms) ?? ms / SHORTER);
    this.#joined = { ...this.#join(house), server: null };
  }

  /** Made by {@link openPana}. */
  static async open(options: InProcessOptions): Promise<PanaInProcess> {
    const house = await openTestHouse(options.house);
    const telegram = await startTelegram({ now: house.clock.now, retryMs: 5, ...options.telegram });
    telegram.chat(STAFF_CHAT);
    const pana = new PanaInProcess(options, telegram, house, await freePort());
    await pana.#connect();
    return pana;
  }

  get house(): TestHouse {
    return this.#joined.house;
  }

  get parts(): Parts {
    return this.#joined.house.parts;
  }

  get bot(): BotParts {
    return this.#joined.bot;
  }

  get clock(): TestClock {
    return this.house.clock;
  }

  get log(): readonly LogEvent[] {
    return this.house.log;
  }

  /** Where the HTTP server listens, and the desk is reached. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Somebody new. */
  person(profile: Partial<Profile> = {}): Person {
    this.#people += 1;
    return new Person(this.telegram, { id: 700_100 + this.#people, first_name: "Никто", ...profile });
  }

  async openedCases(): Promise<number> {
    return (await this.parts.store.counts()).cases;
  }

  /** A member at the desk, over HTTP. She signs in once, also over restarts. */
  staff(member: TestMember = this.house.members.hotline): Promise<Staff> {
    const name = printHex(member.id);
    const { pins } = addressOf(this.parts);
    const address = { origin: this.url, fetch: globalThis.fetch, pins, now: () => this.clock.now() };
    const staff = this.#staff.get(name) ?? Staff.at(address, member);
    this.#staff.set(name, staff);
    return staff;
  }

  /** Every case that this member's organisation may read, opened and verified with her own keys. */
  async readCases(member: TestMember = this.house.members.hotline): Promise<readonly OpenedCase[]> {
    const staff = await this.staff(member);
    const read: OpenedCase[] = [];
    for (const { caseId } of await staff.queue()) {
      const { lines } = (await staff.hold(caseId)).file;
      const row = await this.parts.store.findCase(asId<CaseId>(parseHex(caseId) ?? new Uint8Array()));
      if (row === null) throw new Error("a case went while it was read");
      read.push({ row, lines, bodies: lines.flatMap((line) => (line.ok ? [line.body] : [])) });
    }
    return read;
  }

  /** Waits until every update is done with and nothing waits to be shown. */
  async settled(quietMs = 25): Promise<void> {
    await this.telegram.settled(5_000, quietMs);
  }

  /** Everything in memory goes; the same files are opened again. */
  async restart(): Promise<void> {
    await this.#disconnect();
    this.#joined = { ...this.#join(await this.house.restart()), server: null };
    await this.#connect();
  }

  async stop(): Promise<void> {
    await this.#disconnect();
    await this.telegram.stop();
    await this.house.close();
  }

  #join(house: TestHouse): Omit<Joined, "server"> {
    const joined: { bot: BotParts | null } = { bot: null };
    const webhook = { url: `${this.url}/telegram/webhook`, secret: WEBHOOK_SECRET };
    const { token, apiRoot } = this.telegram;
    const { parts } = house;
    const channel = telegramChannel(
      { token, apiRoot, webhook: this.#mode === "webhook" ? webhook : null, avatar: avatarOf(LOCALES, parts.persona) },
      parts,
      (show) => {
        joined.bot = joinBot(parts, show, CODE_PHRASE, this.#after);
        return joined.bot;
      },
      (ms) => new Promise((resolve) => this.#after(ms, resolve)),
    );
    if (joined.bot === null) throw new Error("the bot was not joined");
    return { house, bot: joined.bot, channel };
  }

  readonly #after: After = (ms, call) => {
    this.asked.push(ms);
    const timer = setTimeout(call, this.#lasts(ms));
    return () => clearTimeout(timer);
  };

  async #connect(): Promise<void> {
    const { house, channel, bot } = this.#joined;
    const health = { isReady: () => isReady(house.parts), counts: () => house.parts.store.counts() };
    const { parts, house: opened } = house;
    const desk = openDesk({ parts, reload: opened.reload, origins: [this.url], demoMembers: () => null });
    const telegram = this.#mode === "webhook" ? channel.webhook : null;
    const server = await listen({ telegram, whatsapp: null, desk, health }, "127.0.0.1", this.port);
    this.#joined = { ...this.#joined, server };
    await channel.start();
    await bot.deliveries.scan();
  }

  async #disconnect(): Promise<void> {
    const { channel, bot, server } = this.#joined;
    server?.close();
    await channel.stop();
    await bot.deliveries.stop();
    await channel.close();
    server?.closeAllConnections();
  }
}

/** Opens a house and joins the bot to a stand-in of Telegram; the caller stops it. */
export function openPana(options: InProcessOptions = {}): Promise<PanaInProcess> {
  return PanaInProcess.open(options);
}
