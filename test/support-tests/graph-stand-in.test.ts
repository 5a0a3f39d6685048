import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GraphStandIn, startGraph } from "../support/graph-stand-in.ts";
import type { Payload } from "../support/telegram/payload.ts";
import { WhatsAppPerson } from "../support/whatsapp-person.ts";

const her = { phone: "12025550101", userId: "KZ.13491208655302741918", name: "Айгүл" };

let graph: GraphStandIn;
beforeEach(async () => {
  graph = await startGraph({ retryMs: 1 });
});
afterEach(() => graph.stop());

async function ask(path: string, token = graph.token): Promise<[number, unknown]> {
  const answer = await fetch(`${graph.apiRoot}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return [answer.status, await answer.json()];
}

async function send(message: object, token = graph.token): Promise<[number, Payload]> {
  const { version, account } = graph;
  const answer = await fetch(`${graph.apiRoot}/${version}/${account.phoneNumberId}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to: her.phone, ...message }),
  });
  return [answer.status, (await answer.json()) as Payload];
}

const text = (body: string) => ({ type: "text", text: { body } });
const buttons = (titles: readonly string[], id = (i: number) => `a.1.o${i}`) => ({
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "?" },
    action: { buttons: titles.map((title, i) => ({ type: "reply", reply: { id: id(i), title } })) },
  },
});
const list = (rows: readonly object[]) => ({
  type: "interactive",
  interactive: { type: "list", body: { text: "?" }, action: { button: "Выбрать", sections: [{ rows }] } },
});
const row = (i: number, more: object = {}) => ({ id: `a.1.o${i}`, title: `Ответ ${i}`, ...more });
const rows = (count: number) => Array.from({ length: count }, (_, i) => row(i));

describe("the stand-in of the Cloud API", () => {
  it.each([
    ["a text", text("x".repeat(4_096))],
    ["three buttons", buttons(["x".repeat(20), "Нет", "Не знаю"], (i) => `${i}`.repeat(256))],
    ["ten rows", list(rows(10))],
    [
      "a row as long as may be",
      list([row(1, { id: "x".repeat(200), title: "x".repeat(24), description: "x".repeat(72) })]),
    ],
    ["a known template", { type: "template", template: { name: "news", language: { code: "kk" } } }],
  ])("takes %s", async (_, message) => {
    expect((await send(message))[0]).toBe(200);
    expect(graph.chat(her.phone).messages).toHaveLength(1);
  });

  it.each([
    ["a text without words", text(" ")],
    ["a long text", text("x".repeat(4_097))],
    ["a message of an unknown kind", { type: "poll", poll: {} }],
    ["a read mark", { status: "read", message_id: "wamid.x" }],
    ["an unknown field", { ...text("да"), preview_url: false }],
    ["a number with a plus", { ...text("да"), to: "+12025550101" }],
    ["two addresses", { ...text("да"), recipient: her.userId }],
    ["no buttons", buttons([])],
    ["four buttons", buttons(["1", "2", "3", "4"])],
    ["a long button", buttons(["x".repeat(21)])],
    ["a button without a title", buttons([""])],
    ["buttons that look the same", buttons(["Да", "Да"])],
    ["buttons that say the same", buttons(["Да", "Нет"], () => "a.1.yes")],
    ["a long id", buttons(["Да"], () => "x".repeat(257))],
    ["an id with blanks around it", buttons(["Да"], () => " a.1.yes")],
    ["eleven rows", list(rows(11))],
    ["a long row", list([row(1, { title: "x".repeat(25) })])],
    ["long small print", list([row(1, { description: "x".repeat(73) })])],
    ["empty small print", list([row(1, { description: "" })])],
    ["rows that look the same", list([row(1), row(2, { title: "Ответ 1" })])],
    ["an unknown template", { type: "template", template: { name: "news", language: { code: "en" } } }],
  ])("refuses %s", async (_, message) => {
    const [status, { error }] = await send(message);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(error).toMatchObject({ code: expect.any(Number), error_data: { messaging_product: "whatsapp" } });
    expect(graph.chat(her.phone).messages).toEqual([]);
    expect(graph.sends.at(-1)?.wrong).not.toBeNull();
  });

  it("lets nobody in with another token, version or number", async () => {
    expect(await send(text("да"), "EAA-other")).toMatchObject([401, { error: { code: 190 } }]);
    expect((await ask("/v1.0/100000000000001"))[0]).toBe(404);
    expect(await ask("/v23.0/999")).toMatchObject([400, { error: { code: 100, error_subcode: 33 } }]);
  });

  it("tells a self-test about number, templates, subscription and token", async () => {
    const { phoneNumberId, wabaId, appId } = graph.account;
    expect(await ask(`/v23.0/${phoneNumberId}`)).toMatchObject([200, { id: phoneNumberId, quality_rating: "GREEN" }]);
    const templates = await ask(`/v23.0/${wabaId}/message_templates?fields=name,status`);
    expect(templates).toMatchObject([200, { data: [{ name: "news", language: "kk", status: "APPROVED" }, {}] }]);
    const apps = await ask(`/v23.0/${wabaId}/subscribed_apps`);
    expect(apps).toMatchObject([200, { data: [{ whatsapp_business_api_data: { id: appId } }] }]);
    graph.account.token.isValid = false;
    expect(await ask("/debug_token?input_token=x")).toMatchObject([200, { data: { is_valid: false, app_id: appId } }]);
  });
});

describe("a person on WhatsApp", () => {
  let taken: { signature: unknown; body: string; at: string }[];
  let answers: number[];
  let door: http.Server;
  beforeEach(async () => {
    [taken, answers] = [[], []];
    const take = async (request: http.IncomingMessage, response: http.ServerResponse) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const signature = request.headers["x-hub-signature-256"];
      taken.push({ signature, body: Buffer.concat(chunks).toString(), at: `${request.method} ${request.url}` });
      response.writeHead(answers.shift() ?? 200).end();
    };
    door = http.createServer((request, response) => void take(request, response));
    await new Promise<void>((listening) => door.listen(0, "127.0.0.1", listening));
    graph.notifier.deliverTo(`http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  });
  afterEach(() => {
    door.closeAllConnections();
    door.close();
  });

  const messages = () => taken.map(({ body }) => JSON.parse(body).entry[0].changes[0].value.messages[0]);

  it("posts what she does, signed, one after the other, and again until it is taken", async () => {
    answers = [500, 500];
    const person = new WhatsAppPerson(graph, her);
    person.sends("сәлем");
    person.sharesLocation(43.2, 76.9);
    await graph.notifier.settled(5_000);
    expect(messages().map(({ type }) => type)).toEqual(["text", "text", "text", "location"]);
    expect(messages()[0]).toMatchObject({ from: her.phone, from_user_id: her.userId, text: { body: "сәлем" } });
    for (const { signature, body, at } of taken) {
      expect(signature).toBe(graph.notifier.sign(body));
      expect(at).toBe("POST /whatsapp/webhook");
    }
  });

  it("can be known by an id alone", async () => {
    new WhatsAppPerson(graph, { ...her, phone: null }).sends("сәлем");
    await graph.notifier.settled(5_000);
    expect(messages()[0]).not.toHaveProperty("from");
    expect(taken[0]?.body).not.toContain("wa_id");
  });

  it("presses what she reads, also what the title of a row had no room for", async () => {
    const person = new WhatsAppPerson(graph, her);
    await send(buttons(["Да", "Нет"]));
    await person.presses(/^Да$/);
    await send(list([row(1, { title: "Он угрожает…", description: "Он угрожает, что заберёт детей" })]));
    await person.presses(/детей/);
    await graph.notifier.settled(5_000);
    const [first, second] = messages();
    expect(first).toMatchObject({ interactive: { button_reply: { id: "a.1.o0", title: "Да" } } });
    expect(second).toMatchObject({ interactive: { list_reply: { id: "a.1.o1", title: "Он угрожает…" } } });
    expect(second.context.id).toBe(person.chat.messages.at(-2)?.wamid);
  });

  it("hears what came after the last thing that she did, under either address", async () => {
    const person = new WhatsAppPerson(graph, her);
    await send(text("старое"));
    person.sends("да");
    await send({ ...text("новое"), to: undefined, recipient: her.userId });
    expect((await person.hears(/./)).text).toBe("новое");
  });

  it("tells what became of a message", async () => {
    graph.report(her, "wamid.x", "failed", 131047);
    await graph.notifier.settled(5_000);
    const { statuses } = JSON.parse(taken[0]?.body ?? "").entry[0].changes[0].value;
    expect(statuses).toMatchObject([{ id: "wamid.x", status: "failed", errors: [{ code: 131047 }] }]);
  });
});
