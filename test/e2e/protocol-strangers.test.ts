import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPana, type PanaInProcess, STAFF_CHAT } from "../support/pana-in-process.ts";
import { postUpdate } from "../support/post-update.ts";
import type { Payload } from "../support/telegram/payload.ts";

let pana: PanaInProcess;
let nextId = 1;
beforeAll(async () => {
  pana = await openPana({ mode: "webhook" });
});
afterAll(() => pana.stop());

const GROUP = { id: -100_500, type: "group", title: "Соседи" };
const SUPERGROUP = { id: -100_600, type: "supergroup", title: "Соседи" };
const CHANNEL = { id: -100_700, type: "channel", title: "Новости" };
const SOMEBODY = { id: 61, is_bot: false, first_name: "Кто-то" };
const HERS = { id: 61, type: "private", first_name: "Кто-то" };
const message = (change: Payload): Payload => ({ message_id: 5, date: 0, chat: HERS, from: SOMEBODY, ...change });

/** Posts one update; gives what the bot then did. */
async function whatCame(part: Payload): Promise<{ readonly status: number; readonly calls: readonly string[] }> {
  const before = pana.telegram.calls.length;
  nextId += 1;
  const status = await postUpdate(pana, { update_id: nextId, ...part });
  await pana.settled();
  const calls = pana.telegram.calls.slice(before);
  return { status, calls: calls.map(({ method, payload }) => `${method} ${payload.chat_id ?? ""}`.trim()) };
}

describe("what comes from a group or channel", () => {
  it.each([
    ["a message in a group", { message: message({ chat: GROUP, text: "/start" }) }, GROUP],
    ["a message in a supergroup", { message: message({ chat: SUPERGROUP, text: "помогите" }) }, SUPERGROUP],
    ["an edited message in a group", { edited_message: message({ chat: GROUP, text: "/start" }) }, GROUP],
    ["a photo in a group", { message: message({ chat: GROUP, photo: [] }) }, GROUP],
    ["a post in a channel", { channel_post: message({ chat: CHANNEL, text: "/start" }) }, CHANNEL],
    ["being added to a group", { my_chat_member: { chat: SUPERGROUP, from: SOMEBODY, date: 0 } }, SUPERGROUP],
    [
      "a press in a group",
      {
        callback_query: {
          id: "1",
          from: SOMEBODY,
          chat_instance: "1",
          data: "d.danger.ru",
          message: message({ chat: GROUP }),
        },
      },
      GROUP,
    ],
  ])("is taken, not answered, and the place is left: %s", async (_what, update, place) => {
    expect(await whatCame(update)).toEqual({ status: 200, calls: [`leaveChat ${place.id}`] });
  });

  it("is taken though the place cannot be left", async () => {
    pana.telegram.faults.failNext({ method: "leaveChat", status: 400 });
    expect((await whatCame({ message: message({ chat: GROUP, text: "/start" }) })).status).toBe(200);
  });

  it("is not answered in the group of staff, which is not left: notices go there", async () => {
    const chat = { id: STAFF_CHAT, type: "supergroup", title: "Дежурные" };
    expect(await whatCame({ my_chat_member: { chat, from: SOMEBODY, date: 0 } })).toEqual({ status: 200, calls: [] });
    expect(await whatCame({ message: message({ chat, text: "/start" }) })).toEqual({ status: 200, calls: [] });
  });
});

describe("what is not a message of a person to the bot", () => {
  it.each([
    ["an inline query", { inline_query: { id: "1", from: SOMEBODY, query: "көмек", offset: "" } }],
    ["a chosen inline result", { chosen_inline_result: { result_id: "1", from: SOMEBODY, query: "көмек" } }],
    [
      "a press under an inline message",
      { callback_query: { id: "1", from: SOMEBODY, chat_instance: "1", inline_message_id: "7", data: "d.danger.ru" } },
    ],
    [
      "a connection to a business account",
      { business_connection: { id: "b", user: SOMEBODY, user_chat_id: 61, date: 0, is_enabled: true } },
    ],
    ["a message to a business account", { business_message: message({ business_connection_id: "b", text: "/start" }) }],
    ["a message through a business account", { message: message({ business_connection_id: "b", text: "/start" }) }],
    ["a message of a bot", { message: message({ from: { ...SOMEBODY, is_bot: true }, text: "/start" }) }],
    [
      "a message through a bot",
      { message: message({ via_bot: { id: 7, is_bot: true, first_name: "gif" }, text: "x" }) },
    ],
    [
      "a press of a bot",
      {
        callback_query: {
          id: "1",
          from: { ...SOMEBODY, is_bot: true },
          chat_instance: "1",
          data: "d.danger.ru",
          message: message({}),
        },
      },
    ],
    [
      "a question about payment",
      { pre_checkout_query: { id: "1", from: SOMEBODY, currency: "KZT", total_amount: 1, invoice_payload: "" } },
    ],
    [
      "a reaction",
      { message_reaction: { chat: HERS, message_id: 5, user: SOMEBODY, date: 0, old_reaction: [], new_reaction: [] } },
    ],
    ["an answer to a poll", { poll_answer: { poll_id: "1", user: SOMEBODY, option_ids: [0] } }],
    ["a request to join", { chat_join_request: { chat: CHANNEL, from: SOMEBODY, user_chat_id: 61, date: 0 } }],
    ["being blocked by somebody", { my_chat_member: { chat: HERS, from: SOMEBODY, date: 0 } }],
  ])("is taken and passed over: %s", async (_what, update) => {
    expect(await whatCame(update)).toEqual({ status: 200, calls: [] });
  });

  it("leaves nothing behind", async () => {
    expect(await pana.parts.store.counts()).toEqual({ cases: 0, entries: 0, links: 0, states: 0, outbox: 0 });
  });
});
