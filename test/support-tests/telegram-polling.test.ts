import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Person } from "../support/person.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { callApi, updateIds } from "./call-api.ts";

let telegram: TelegramStandIn;
let person: Person;

beforeEach(async () => {
  telegram = await startTelegram({ firstUpdateId: 10 });
  person = new Person(telegram, { id: 5_000_000_001, first_name: "Сәуле" });
});
afterEach(() => telegram.stop());

const poll = (payload: object = {}, signal?: AbortSignal) =>
  callApi(telegram, "getUpdates", payload, signal === undefined ? {} : { signal });
describe("polling the stand-in", () => {
  it("waits until something comes", async () => {
    const open = poll({ timeout: 20 });
    await person.sends("сәлем");
    expect((await open).result).toMatchObject([{ update_id: 10, message: { text: "сәлем" } }]);
  });

  it("answers with nothing when the time is over", async () => {
    expect((await poll({ timeout: 0 })).result).toEqual([]);
  });

  it("gives an update again until a later offset confirms it", async () => {
    await person.sends("a");
    await person.sends("b");
    expect(updateIds(await poll())).toEqual([10, 11]);
    expect(updateIds(await poll())).toEqual([10, 11]);
    expect(updateIds(await poll({ offset: 11 }))).toEqual([11]);
    expect(telegram.queue.pendingCount).toBe(1);
    expect(updateIds(await poll({ offset: 12 }))).toEqual([]);
    await telegram.whenAcknowledged(11);
  });

  it("ends the poll of the first bot when a second one asks", async () => {
    const first = poll({ timeout: 20 });
    await telegram.whenCalled("getUpdates");
    const second = poll({ timeout: 20 });
    expect((await first).status).toBe(409);
    await person.sends("a");
    expect(updateIds(await second)).toEqual([10]);
  });

  it("does not lose an update in the poll of a bot that died", async () => {
    const dying = new AbortController();
    const lost = poll({ timeout: 20 }, dying.signal);
    await telegram.whenCalled("getUpdates");
    dying.abort();
    await expect(lost).rejects.toThrow();
    await person.sends("a");
    expect(updateIds(await poll({ timeout: 20 }))).toEqual([10]);
  });

  it("refuses to be polled while a webhook is set", async () => {
    await callApi(telegram, "setWebhook", { url: "https://pana.example/hook" });
    expect((await poll()).status).toBe(409);
  });

  it("sends only the kinds that were asked for", async () => {
    await poll({ allowed_updates: ["callback_query"] });
    await person.sends("a");
    expect(updateIds(await poll())).toEqual([]);
    await poll({ allowed_updates: [] });
    await person.sendsUpdate({ message_reaction: { new_reaction: [] } });
    await person.sends("b");
    expect(updateIds(await poll())).toEqual([12]);
  });

  it("repeats a confirmed update once on demand", async () => {
    const { updateId } = await person.sends("a");
    expect(updateIds(await poll())).toEqual([10]);
    await poll({ offset: 11 });
    telegram.redeliver(updateId);
    expect(updateIds(await poll({ offset: 11 }))).toEqual([10]);
    expect(updateIds(await poll({ offset: 11 }))).toEqual([]);
  });

  it("keeps updates back while delivery is paused", async () => {
    telegram.pauseDelivery();
    await person.sends("a");
    expect(updateIds(await poll())).toEqual([]);
    telegram.resumeDelivery();
    expect(updateIds(await poll())).toEqual([10]);
  });
});
