import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listen } from "../../src/http/server.ts";
import { type RawRequest, rawRequest } from "../support/post-update.ts";
import { looseNotice, PLANTED, signed, WHATSAPP_SECRETS } from "../support/whatsapp/envelope.ts";
import { whatsAppRig } from "../support/whatsapp/rig.ts";
import { WHATSAPP_ROWS } from "../support/whatsapp-payloads.ts";

const PATH = "/whatsapp/webhook";
const SIGNATURE = "x-hub-signature-256";
const THREE_MEBIBYTES = 3_145_728;
const health = { isReady: () => Promise.resolve(true), counts: () => Promise.resolve({}) };

const rig = whatsAppRig();
let server: Server;
let port: number;
beforeAll(async () => {
  server = await listen({ telegram: null, whatsapp: rig.webhook, desk: null, health }, "127.0.0.1", 0);
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => rig.clear());

const ask = (asked: RawRequest) => rawRequest(port, { path: PATH, ...asked });
const post = (body: string | Buffer) => ask({ headers: { [SIGNATURE]: signed(body) }, body });
const hello = JSON.stringify(
  looseNotice("messages", {
    messages: [{ id: "wamid.1", from: PLANTED.phone, type: "text", text: { body: PLANTED.words } }],
  }),
);

describe("what Meta posts over HTTP", () => {
  it.each(WHATSAPP_ROWS)("is answered with an empty 200: $name", async ({ payload }) => {
    const answer = await post(JSON.stringify(payload));
    expect(answer).toMatchObject({ status: 200, body: "", headers: { "cache-control": "no-store" } });
    expect(JSON.stringify(rig.log)).not.toMatch(new RegExp(Object.values(PLANTED).join("|")));
  });

  it("is taken as the bytes that came", async () => {
    const spaced = Buffer.from(JSON.stringify(JSON.parse(hello), null, 4));
    expect((await post(spaced)).status).toBe(200);
    expect((await ask({ headers: { [SIGNATURE]: signed(spaced) }, body: hello })).status).toBe(401);
    expect(rig.received).toHaveLength(1);
  });

  it("is taken up to three mebibytes", async () => {
    const full = Buffer.alloc(THREE_MEBIBYTES, " ");
    full.write(hello);
    expect((await post(full)).status).toBe(200);
    expect(rig.received).toHaveLength(1);
  });

  it("is refused with 413 beyond, before it arrives or on the way", async () => {
    const known = { [SIGNATURE]: signed("") };
    const announced = { ...known, "content-length": String(THREE_MEBIBYTES + 1) };
    expect(await ask({ headers: announced, neverEnds: true })).toMatchObject({ status: 413, body: "" });
    const chunked = { ...known, "transfer-encoding": "chunked" };
    const body = new Uint8Array(THREE_MEBIBYTES + 1).fill(0x20);
    expect((await ask({ headers: chunked, body, neverEnds: true })).status).toBe(413);
  });

  it("is asked to come again when it failed", async () => {
    rig.bot = () => Promise.reject(new Error(PLANTED.words));
    expect(await post(hello)).toMatchObject({ status: 500, body: "" });
    rig.bot = () => Promise.resolve();
    expect((await post(hello)).status).toBe(200);
  });
});

describe("whoever cannot sign", () => {
  it.each([
    ["nothing", {}],
    ["an empty signature", { [SIGNATURE]: "" }],
    ["two signatures", { [SIGNATURE]: [signed(hello), signed(hello)] }],
    ["capitals", { [SIGNATURE]: signed(hello).toUpperCase() }],
    ["an odd digit less", { [SIGNATURE]: signed(hello).slice(0, -1) }],
    ["the old kind", { "x-hub-signature": signed(hello).replace("sha256", "sha1") }],
  ])("is sent away before the body is read: %s", async (_what, headers) => {
    const answer = await ask({ headers: { ...headers, "content-length": String(2 ** 31) }, neverEnds: true });
    expect(answer).toMatchObject({ status: 401, body: "" });
    expect(rig.log).toEqual([{ event: "inbound.dropped", channel: "whatsapp", reason: "bad-signature" }]);
  });

  it("is sent away with a signature of something else", async () => {
    expect((await ask({ headers: { [SIGNATURE]: signed("{}") }, body: hello })).status).toBe(401);
    expect(rig.received).toEqual([]);
  });
});

describe("the handshake over HTTP", () => {
  const query = (token: string, challenge: string) =>
    `${PATH}?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=${encodeURIComponent(challenge)}`;

  it("gives the challenge back as plain text", async () => {
    const answer = await ask({ method: "GET", path: query(WHATSAPP_SECRETS.verifyToken, "1158201444") });
    expect(answer).toMatchObject({ status: 200, body: "1158201444" });
    expect(answer.headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
    });
  });

  it.each([
    ["another token", query("another", "1")],
    ["markup as challenge", query(WHATSAPP_SECRETS.verifyToken, "<b>1</b>")],
    ["nothing", PATH],
    ["broken percent signs", `${PATH}?hub.mode=%E0%A4%A&hub.challenge=%`],
  ])("is refused with an empty 403: %s", async (_what, path) => {
    expect(await ask({ method: "GET", path })).toMatchObject({ status: 403, body: "" });
  });

  it.each(["PUT", "DELETE", "OPTIONS"])("knows no %s", async (method) => {
    expect((await ask({ method })).status).toBe(404);
  });
});
