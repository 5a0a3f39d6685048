import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPana, type PanaInProcess, WEBHOOK_SECRET } from "../support/pana-in-process.ts";
import { type RawRequest, rawRequest } from "../support/post-update.ts";

const SECRET = "x-telegram-bot-api-secret-token";
const KNOWN = { [SECRET]: WEBHOOK_SECRET };
const MEBIBYTE = 1_048_576;
const TELLTALE = "слово-которого-не-должно-быть";

let pana: PanaInProcess;
beforeAll(async () => {
  pana = await openPana({ mode: "webhook" });
});
afterAll(() => pana.stop());

const post = (asked: RawRequest) => rawRequest(pana.port, asked);
const update = (id: number, text = "привет") =>
  JSON.stringify({
    update_id: id,
    message: { message_id: id, date: 0, chat: { id: 55, type: "private" }, from: { id: 55, is_bot: false }, text },
  });

describe("whoever posts to the webhook without the secret", () => {
  it.each([
    ["none", {}],
    ["an empty one", { [SECRET]: "" }],
    ["one byte wrong", { [SECRET]: `${WEBHOOK_SECRET.slice(0, -1)}s` }],
    ["only its beginning", { [SECRET]: WEBHOOK_SECRET.slice(0, 8) }],
    ["more than it", { [SECRET]: `${WEBHOOK_SECRET}1` }],
    ["it in capitals", { [SECRET]: WEBHOOK_SECRET.toUpperCase() }],
    ["it twice", { [SECRET]: [WEBHOOK_SECRET, WEBHOOK_SECRET] }],
    ["letters outside ASCII", { [SECRET]: Buffer.from(WEBHOOK_SECRET.replace("e", "е")).toString("latin1") }],
    ["something very long", { [SECRET]: "s".repeat(8_000) }],
  ])("is sent away with an empty 401: %s", async (_what, headers) => {
    const before = pana.telegram.calls.length;
    const answer = await post({ headers, body: update(1, TELLTALE) });
    expect(answer).toMatchObject({ status: 401, body: "" });
    expect(pana.telegram.calls).toHaveLength(before);
    expect(await pana.parts.store.counts()).toMatchObject({ states: 0, links: 0, outbox: 0 });
  });

  it.each([
    ["small", "500"],
    ["of half a mebibyte", String(MEBIBYTE / 2)],
    ["of two gigabytes", String(2 ** 31)],
  ])("is sent away before a body arrives that is %s", async (_what, length) => {
    expect((await post({ headers: { "content-length": length }, neverEnds: true })).status).toBe(401);
  });

  it("is sent away in the middle of a body that was not measured before", async () => {
    const headers = { "transfer-encoding": "chunked" };
    expect((await post({ headers, body: "{".repeat(900), neverEnds: true })).status).toBe(401);
  });

  it("leaves in the log that it happened, and nothing of what was sent", async () => {
    const before = pana.log.length;
    await post({ headers: { [SECRET]: "a-word-that-must-not-be" }, body: update(2, TELLTALE) });
    expect(pana.log.slice(before)).toEqual([{ event: "inbound.dropped", channel: "telegram", reason: "bad-secret" }]);
  });
});

describe("a post with the secret", () => {
  it("is refused with 413 when it is announced as too large, before it arrives", async () => {
    const headers = { ...KNOWN, "content-length": String(MEBIBYTE + 1) };
    expect(await post({ headers, neverEnds: true })).toMatchObject({ status: 413, body: "" });
  });

  it("is refused with 413 when it turns out too large on the way", async () => {
    const headers = { ...KNOWN, "transfer-encoding": "chunked" };
    const body = new Uint8Array(MEBIBYTE + 1).fill(0x20);
    expect((await post({ headers, body, neverEnds: true })).status).toBe(413);
  });

  it.each([
    ["no JSON", "{update_id: 5"],
    ["nothing", ""],
    ["a list", `[${update(3)}]`],
    ["a number", "5"],
    ["null", "null"],
    ["without an update number", `{"message":{}}`],
    ["with a number that is none", `{"update_id":"5"}`],
    ["with a number beyond counting", `{"update_id":1e300}`],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
  ])("is answered with an empty 400 when it is %s", async (_what, body) => {
    expect(await post({ headers: KNOWN, body })).toMatchObject({ status: 400, body: "" });
  });

  it.each([
    ["nothing else in it", `{"update_id":11}`],
    ["a message that is empty", `{"update_id":12,"message":{"chat":{}}}`],
    ["a kind that nobody knows", `{"update_id":13,"teleport":{"from":{"id":1}}}`],
    ["fields called __proto__", `{"update_id":14,"__proto__":{"message":{}},"constructor":1}`],
  ])("is taken and passed over with %s", async (_what, body) => {
    const before = pana.telegram.calls.length;
    expect(await post({ headers: KNOWN, body })).toMatchObject({ status: 200, body: "" });
    expect(pana.telegram.calls.slice(before).map(({ method }) => method)).not.toContain("sendMessage");
  });

  it("is answered with 404 where no webhook is, and by any other method", async () => {
    expect(await post({ headers: KNOWN, path: "/telegram", body: update(21) })).toMatchObject({
      status: 404,
      body: "",
    });
    expect(await post({ headers: KNOWN, method: "GET" })).toMatchObject({ status: 404, body: "" });
  });
});

describe("a message that comes with the secret", () => {
  it("is answered", async () => {
    pana.telegram.chat(55);
    expect((await post({ headers: KNOWN, body: update(31, "/start") })).status).toBe(200);
    expect((await pana.telegram.whenCalled("sendMessage")).payload.text).toContain("Выберите язык");
  });
});

describe("a press that comes with the secret", () => {
  const press = (id: number, data: string) =>
    JSON.stringify({
      update_id: id,
      callback_query: {
        id: `query ${id}`,
        chat_instance: "1",
        data,
        from: { id: 55, is_bot: false },
        message: { message_id: 1, date: 0, chat: { id: 55, type: "private" } },
      },
    });

  it("stops the hourglass on the button in the answer itself", async () => {
    pana.telegram.chat(55);
    const answer = await post({ headers: KNOWN, body: press(41, "a.none.yes") });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(answer.body)).toEqual({ method: "answerCallbackQuery", callback_query_id: "query 41" });
    expect(pana.telegram.calls.map(({ method }) => method)).not.toContain("answerCallbackQuery");
  });

  it("is answered without a body when it comes again", async () => {
    expect(await post({ headers: KNOWN, body: press(41, "a.none.yes") })).toMatchObject({ status: 200, body: "" });
  });
});
