import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isReady } from "../../src/app/health.ts";
import { listen } from "../../src/http/server.ts";
import { keepCase } from "../app/make-cases.ts";
import { rawRequest } from "../support/post-update.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

const SECURITY = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-frame-options": "DENY",
};

let house: TestHouse;
let server: Server;
let port: number;
/** What the counts come from; a test breaks it for a moment. */
let counts: () => Promise<Readonly<Record<string, number>>>;

beforeAll(async () => {
  house = await openTestHouse();
  counts = () => house.parts.store.counts();
  const health = { isReady: () => isReady(house.parts), counts: () => counts() };
  server = await listen({ telegram: null, whatsapp: null, desk: null, health }, "127.0.0.1", 0);
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await house.close();
});

const get = (path: string, method = "GET") => rawRequest(port, { method, path });

describe("the HTTP server", () => {
  it("says that it is alive and ready", async () => {
    expect(await get("/healthz")).toMatchObject({ status: 200, body: "ok" });
    expect(await get("/readyz")).toMatchObject({ status: 200, body: "ready" });
  });

  it("tells numbers and nothing else", async () => {
    await keepCase(house.parts, "7001234567");
    const { status, body } = await get("/metrics");
    expect(status).toBe(200);
    expect(body).toContain("pana_cases 1\n");
    for (const line of body.trim().split("\n")) expect(line).toMatch(/^(# TYPE pana_[a-z]+ gauge|pana_[a-z]+ \d+)$/);
  });

  it.each([
    ["/healthz", "GET"],
    ["/metrics", "GET"],
    ["/", "GET"],
    ["/telegram/webhook", "POST"],
    ["/healthz", "DELETE"],
    ["/../../etc/passwd", "GET"],
    ["/%2e%2e/%00", "GET"],
  ])("sends the headers that forbid everything with every answer: %s %s", async (path, method) => {
    const { headers } = await get(path, method);
    expect(headers).toMatchObject(SECURITY);
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("x-powered-by");
  });

  it.each(["/", "/admin", "/.env", "/telegram/webhook", "/healthz/", "/METRICS", "/metrics%00", "//healthz"])(
    "answers with an empty 404 where nothing is: %s",
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 404, body: "" });
    },
  );

  it("takes no post for Telegram where no webhook was set up", async () => {
    expect(await get("/telegram/webhook", "POST")).toMatchObject({ status: 404, body: "" });
  });

  it("answers a failure with an empty 500 and the same headers", async () => {
    const before = counts;
    counts = () => Promise.reject(new Error("a secret stands here"));
    try {
      const answer = await get("/metrics");
      expect(answer).toMatchObject({ status: 500, body: "" });
      expect(answer.headers).toMatchObject(SECURITY);
    } finally {
      counts = before;
    }
  });

  it.each([
    ["headers without end", `GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, 431],
    ["no HTTP", "hello there\r\n\r\n", 400],
    [
      "a body measured in two ways",
      "POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
      400,
    ],
  ])("lets go of whoever sends %s", async (_what, bytes, status) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      let got = "";
      socket.setEncoding("latin1").on("data", (text: string) => {
        got += text;
      });
      socket.on("close", () => resolve(got));
      socket.on("error", reject);
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.split("\r\n\r\n")[1] ?? "").toBe("");
  });

  it("is alive but not ready once its database is closed, and says why in the log only", async () => {
    const other = await openTestHouse();
    await other.house.close();
    const before = other.log.length;
    const health = { isReady: () => isReady(other.parts), counts: () => other.parts.store.counts() };
    const closed = await listen({ telegram: null, whatsapp: null, desk: null, health }, "127.0.0.1", 0);
    const at = (closed.address() as AddressInfo).port;
    expect(await rawRequest(at, { method: "GET", path: "/healthz" })).toMatchObject({ status: 200 });
    expect(await rawRequest(at, { method: "GET", path: "/readyz" })).toMatchObject({ status: 503, body: "not ready" });
    expect(await rawRequest(at, { method: "GET", path: "/metrics" })).toMatchObject({ status: 500, body: "" });
    expect(other.log.slice(before)).toEqual([
      { event: "fault", at: "health", code: expect.stringMatching(/^(keys|store)/) },
    ]);
    closed.close();
  });
});
