import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locationRequest, templateMessage, textMessage } from "../../../src/channels/whatsapp/cloud-payload.ts";
import { type GraphClient, graphClient, type Recipient } from "../../../src/channels/whatsapp/graph-client.ts";
import type { Fault, FaultCode } from "../../../src/domain/faults.ts";
import { Secret } from "../../../src/domain/secret.ts";
import type { PlannedAnswer } from "../../support/graph/planned-answers.ts";
import { type GraphStandIn, startGraph } from "../../support/graph-stand-in.ts";

const phone: Recipient = { kind: "phone", digits: "12025550101" };
const words = textMessage("тайна");

let graph: GraphStandIn;
let client: GraphClient;
beforeEach(async () => {
  graph = await startGraph();
  client = connect(graph.token);
});
afterEach(async () => {
  await client.close();
  await graph.stop();
});

function connect(token: string, apiRoot = graph.apiRoot): GraphClient {
  const { version, account } = graph;
  const { phoneNumberId } = account;
  return graphClient({ apiRoot, version, phoneNumberId, token: new Secret(token), answerMs: 400 });
}

async function faultOf(sending: Promise<string>): Promise<Fault> {
  const fault = await sending.then(
    () => expect.fail("it was sent"),
    (error: Fault) => error,
  );
  expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/тайна|stand-in-token|Bearer|12025550101/);
  expect(fault.cause).toBeUndefined();
  return fault;
}

describe("sending through the Cloud API", () => {
  it("reaches a phone number, and gives the id of the message", async () => {
    const wamid = await client.send(phone, words);
    expect(graph.chat("12025550101").messages).toMatchObject([{ wamid, text: "тайна" }]);
  });

  it("reaches somebody whose number Meta keeps to itself", async () => {
    await client.send({ kind: "user", id: "KZ.13491208655302741918" }, words);
    expect(graph.chat("KZ.13491208655302741918").messages).toMatchObject([{ text: "тайна" }]);
    expect(graph.sends[0]?.wire).not.toHaveProperty("to");
  });

  it("asks for a place, and sends an approved text to who was silent for a day", async () => {
    const chat = graph.chat("12025550101");
    await client.send(phone, locationRequest("Где вы?"));
    chat.isClosed = true;
    await client.send(phone, templateMessage("news", "ru"));
    expect(chat.messages.map(({ text }) => text)).toEqual(["Где вы?", "(template news)"]);
  });

  it("keeps its connection and its path below the root of the address", async () => {
    const nested = connect(graph.token, `${graph.apiRoot}/below/`);
    expect((await faultOf(nested.send(phone, words))).detail).toMatchObject({ code: 2500 });
    await nested.close();
  });

  it("says that only a template may be sent after a day", async () => {
    graph.chat("12025550101").isClosed = true;
    expect(await faultOf(client.send(phone, words))).toMatchObject({ code: "channel/window-closed" });
  });

  it("says that she cannot be reached any more", async () => {
    graph.chat("12025550101").isGone = true;
    expect(await faultOf(client.send(phone, words))).toMatchObject({ code: "channel/blocked" });
  });

  it("refuses for good what breaks a rule", async () => {
    const fault = await faultOf(client.send(phone, textMessage("тайна".repeat(1_000))));
    expect(fault).toMatchObject({ code: "channel/refused", detail: { status: 400, code: 131009 } });
  });

  it("waits for a better token without losing anything", async () => {
    const other = connect("EAA-other");
    expect(await faultOf(other.send(phone, words))).toMatchObject({ code: "channel/unreachable" });
    await other.close();
  });
});

describe("a failure of the Cloud API", () => {
  const error = (status: number, code: number, more: object = {}): PlannedAnswer => ({
    ...{ answer: "error", status, code },
    ...more,
  });
  it.each<[FaultCode, PlannedAnswer]>([
    ["channel/window-closed", error(400, 131047)],
    ...[131021, 131026, 131030, 131050].map((code): [FaultCode, PlannedAnswer] => [
      "channel/blocked",
      error(400, code),
    ]),
    ...[1, 2, 131000, 131016, 133004, 131057].map((code): [FaultCode, PlannedAnswer] => [
      "channel/unreachable",
      error(500, code),
    ]),
    ...[0, 3, 10, 33, 190, 200, 230, 299, 368, 130497, 131031, 131042].map((code): [FaultCode, PlannedAnswer] => [
      "channel/unreachable",
      error(403, code),
    ]),
    ["channel/unreachable", error(401, 99)],
    ["channel/unreachable", error(503, 135000)],
    ["channel/unreachable", error(400, 100, { subcode: 33 })],
    ["channel/refused", error(400, 100)],
    ["channel/refused", error(400, 131009)],
    ["channel/refused", error(400, 131051)],
    ["channel/refused", error(404, 132001)],
    ["channel/refused", error(400, 999999)],
    ["channel/unreachable", { answer: "html" }],
    ["channel/unreachable", { answer: "html", status: 200 }],
    ["channel/unreachable", { answer: "html", status: 400 }],
    ["channel/unreachable", { answer: "empty" }],
    ["channel/unreachable", { answer: "empty", status: 404 }],
    ["channel/unreachable", { answer: "list" }],
    ["channel/unreachable", { answer: "cut" }],
    ["channel/unreachable", { answer: "hang" }],
  ])("is %s for %j", async (code, plan) => {
    graph.faults.failNext(plan);
    expect(await faultOf(client.send(phone, words))).toMatchObject({ code });
    expect(await client.send(phone, words)).toMatch(/^wamid\./);
  });

  it.each([
    [1_000, error(400, 130429)],
    [1_000, error(400, 131048)],
    [1_000, error(400, 80007)],
    [1_000, error(400, 4)],
    [1_000, error(400, 613)],
    [30_000, error(429, 4, { retryAfter: 30 })],
    [2_000, error(429, 999, { retryAfter: 2 })],
    [1_000, error(429, 999, { retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT" })],
    [1_000, { answer: "html", status: 429 } as const],
    [6_000, error(400, 131056)],
    [60_000, error(429, 131056, { retryAfter: 60 })],
  ])("waits %i ms for %j", async (retryMs, plan) => {
    graph.faults.failNext(plan);
    const fault = await faultOf(client.send(phone, words));
    expect(fault).toMatchObject({ code: "channel/slow-down", detail: { retryMs } });
  });

  it("is told from a success whose answer got lost: the message may be there twice, never not at all", async () => {
    graph.faults.failNext({ answer: "cut", applied: true });
    expect(await faultOf(client.send(phone, words))).toMatchObject({ code: "channel/unreachable" });
    await client.send(phone, words);
    expect(graph.chat("12025550101").messages).toHaveLength(2);
  });

  it("is unreachable when nobody listens", async () => {
    const nobody = connect(graph.token, "http://127.0.0.1:1");
    expect(await faultOf(nobody.send(phone, words))).toMatchObject({ code: "channel/unreachable" });
    await nobody.close();
  });
});
