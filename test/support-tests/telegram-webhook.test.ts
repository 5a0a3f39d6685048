import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../support/free-port.ts";
import { Person } from "../support/person.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { Watch } from "../support/watch.ts";
import { callApi } from "./call-api.ts";

/** A webhook that writes down what comes and answers what it is told to. */
class Receiver {
  readonly got: {
    readonly id: number;
    readonly secret: unknown;
    readonly reply: (status: number, body?: string) => void;
  }[] = [];
  readonly watch = new Watch();
  readonly server = http.createServer((request, response) => void this.#take(request, response));
  /** Answers at once with this; `null` leaves it to the test. */
  answerWith: number | null = 200;

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const reply = (status: number, text = "") => response.writeHead(status).end(text);
    const { update_id } = JSON.parse(body) as { update_id: number };
    this.got.push({ id: update_id, secret: request.headers["x-telegram-bot-api-secret-token"], reply });
    if (this.answerWith !== null) reply(this.answerWith);
    this.watch.changed();
  }

  get ids(): readonly number[] {
    return this.got.map(({ id }) => id);
  }

  /** Waits until so many updates came. */
  async came(count: number): Promise<void> {
    await this.watch.until(
      () => (this.got.length >= count ? true : null),
      3_000,
      () => `only ${this.got.length} came`,
    );
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

let telegram: TelegramStandIn;
let receiver: Receiver;
let one: Person;
let two: Person;

beforeEach(async () => {
  telegram = await startTelegram({ firstUpdateId: 10, retryMs: 10 });
  receiver = new Receiver();
  one = new Person(telegram, { id: 5_000_000_001, first_name: "Сәуле" });
  two = new Person(telegram, { id: 5_000_000_002, first_name: "Елена" });
});
afterEach(async () => {
  await telegram.stop();
  receiver.stop();
});

const setWebhook = async (secret_token = "secret_1") =>
  callApi(telegram, "setWebhook", { url: await receiver.start(), secret_token });

describe("the webhook of the stand-in", () => {
  it("carries the secret that the bot chose", async () => {
    await setWebhook("secret_9");
    await one.sends("a");
    await telegram.settled();
    expect(receiver.got).toMatchObject([{ id: 10, secret: "secret_9" }]);
  });

  it("sends the next update of a chat only after the one before was answered, other chats at once", async () => {
    receiver.answerWith = null;
    await setWebhook();
    await one.sends("a");
    await one.sends("b");
    await two.sends("c");
    await receiver.came(2);
    expect(receiver.ids).toEqual([10, 12]);
    receiver.got[0]?.reply(200);
    await receiver.came(3);
    expect(receiver.ids).toEqual([10, 12, 11]);
  });

  it("sends again, in order, what was not answered with 200", async () => {
    receiver.answerWith = 500;
    await setWebhook();
    await one.sends("a");
    await one.sends("b");
    await receiver.came(3);
    expect(new Set(receiver.ids)).toEqual(new Set([10]));
    receiver.answerWith = 200;
    await telegram.settled();
    expect(receiver.ids.at(-1)).toBe(11);
    expect(telegram.deliveries.at(0)).toEqual({ updateId: 10, status: 500 });
  });

  it("keeps trying while nobody listens", async () => {
    const port = await freePort();
    await callApi(telegram, "setWebhook", { url: `http://127.0.0.1:${port}/hook` });
    await one.sends("a");
    await telegram.queue.watch.until(
      () => (telegram.queue.pendingCount === 1 ? true : null),
      1_000,
      () => "not queued",
    );
    await receiver.start(port);
    await telegram.whenAcknowledged(10);
    expect(receiver.ids).toEqual([10]);
  });

  it("repeats an update on demand while the first one is still being worked on", async () => {
    receiver.answerWith = null;
    await setWebhook();
    const { updateId } = await one.sends("a");
    telegram.redeliver(updateId);
    await receiver.came(2);
    expect(receiver.ids).toEqual([10, 10]);
  });

  it("sends the updates of one chat at the same time on demand", async () => {
    receiver.answerWith = null;
    telegram.deliverConcurrently(true);
    await setWebhook();
    await one.sends("a");
    await one.sends("b");
    await receiver.came(2);
    expect(receiver.ids.toSorted()).toEqual([10, 11]);
  });

  it("turns the order round on demand", async () => {
    await setWebhook();
    telegram.pauseDelivery();
    await one.sends("a");
    await one.sends("b");
    expect(receiver.ids).toEqual([]);
    telegram.resumeDelivery("reversed");
    await telegram.settled();
    expect(receiver.ids).toEqual([11, 10]);
  });

  it("carries out a method that stands in the answer", async () => {
    receiver.answerWith = null;
    await setWebhook();
    await one.sends("a");
    await receiver.came(1);
    receiver.got[0]?.reply(200, JSON.stringify({ method: "sendMessage", chat_id: one.id, text: "сәлем" }));
    expect((await one.hears(/сәлем/)).by).toBe("bot");
  });

  it("never sends to another machine, but can be told where a public address is served", async () => {
    const origin = new URL(await receiver.start()).origin;
    await telegram.stop();
    telegram = await startTelegram({ deliverTo: origin });
    await callApi(telegram, "setWebhook", { url: "https://pana.example/hook" });
    await new Person(telegram, one.profile).sends("a");
    await telegram.settled();
    expect(receiver.ids).toHaveLength(1);
  });
});
