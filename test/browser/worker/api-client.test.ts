import { describe, expect, it } from "vitest";
import { answered, openApi, Refused } from "../../../src/browser/desk/worker/api-client.ts";
import { memoryDeviceStore } from "../../../src/browser/desk/worker/device-store.ts";
import { NOTHING } from "../../../src/browser/desk/worker/received.ts";
import type { World } from "../../../src/browser/desk/worker/world.ts";
import { Fault } from "../../../src/domain/faults.ts";
import type { UnixMs } from "../../../src/domain/time.ts";
import { BOT, fill, idOf, random, sodium } from "../../crypto/fixtures.ts";

const credentials = () => {
  let counter = 0;
  return {
    token: fill(1, 32),
    session: idOf<ReturnType<Parameters<typeof openApi>[1]>["session"]>(2),
    keys: BOT.keys,
    nextCounter: () => {
      counter += 1;
      return counter;
    },
    registryHead: fill(3, 32),
    auditHead: fill(4, 32),
  };
};

function apiOver(fetch: typeof globalThis.fetch, signedOut: () => void = () => {}) {
  const own = credentials();
  const base = "https://desk.example";
  const world: World = {
    sodium,
    base,
    origin: base,
    fetch,
    random,
    now: () => 0 as UnixMs,
    every: () => () => {},
    store: memoryDeviceStore(),
  };
  return openApi(world, () => own, signedOut);
}
const says = (status: number, body: string) => apiOver(async () => new Response(body, { status }));

describe("what the server says", () => {
  it("is a refusal with its code, what else it said, and when to come again", async () => {
    const api = says(409, '{"refused":"case/bad-entry","head":{"seq":4}}');
    const refused = await api.get("/x", NOTHING).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: "case/bad-entry", more: { head: { seq: 4 } } });
    const later = says(429, '{"refused":"desk/too-many","retryAt":1700000000000}');
    expect(await answered(() => later.get("/x", NOTHING))).toEqual({
      refused: "desk/too-many",
      retryAt: 1_700_000_000_000,
    });
  });

  it.each([
    "",
    "no",
    "[]",
    "null",
    '{"refused":7}',
    '{"refused":"<b>x</b>"}',
    '{"refused":"desk/too-many and more words"}',
  ])("and is no refusal of ours counts as unexpected: %j", async (body) => {
    expect(await answered(() => says(500, body).get("/x", NOTHING))).toEqual({ refused: "unexpected" });
  });

  it.each(["", "no", "7", "null"])("in another shape than was asked for is not believed: %j", async (body) => {
    expect(await answered(() => says(200, body).get("/x", NOTHING))).toEqual({ refused: "crypto/malformed" });
  });

  it("that she is signed out locks her desk", async () => {
    let locked = 0;
    const api = apiOver(
      async () => new Response('{"refused":"desk/signed-out"}', { status: 401 }),
      () => {
        locked += 1;
      },
    );
    expect(await answered(() => api.post("/x", {}, NOTHING))).toEqual({ refused: "desk/signed-out" });
    expect(locked).toBe(1);
    expect(await answered(() => api.knock("/x", {}, NOTHING))).toEqual({ refused: "desk/signed-out" });
    expect(locked).toBe(1);
  });
});

describe("without a network", () => {
  it("nothing is queued and nothing is sent later", async () => {
    let tries = 0;
    const api = apiOver(async () => {
      tries += 1;
      throw new TypeError("fetch failed");
    });
    expect(await answered(() => api.post("/x", {}, NOTHING))).toEqual({ refused: "desk/offline" });
    expect(await answered(() => api.post("/y", {}, NOTHING))).toEqual({ refused: "desk/offline" });
    expect(tries).toBe(2);
  });

  it("half an answer is no answer", async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new TypeError("terminated")) });
    const api = apiOver(async () => new Response(body, { status: 200 }));
    expect(await answered(() => api.get("/x", NOTHING))).toEqual({ refused: "desk/offline" });
  });
});

describe("a command of the Worker", () => {
  it("waits for the one before, and goes on after one that failed", async () => {
    const seen: string[] = [];
    let open = 0;
    const api = apiOver(async (_url, init) => {
      open += 1;
      expect(open).toBe(1);
      seen.push(new Headers(init?.headers).get("pana-counter") ?? "");
      await Promise.resolve();
      open -= 1;
      if (seen.length === 2) throw new TypeError("fetch failed");
      return new Response("{}");
    });
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => api.post("/x", {}, NOTHING)));
    expect(seen).toEqual(["1", "2", "3", "4"]);
    expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  });

  it("sends no cookie, follows nowhere and tells nobody where it came from", async () => {
    const inits: (RequestInit | undefined)[] = [];
    const api = apiOver(async (_url, init) => {
      inits.push(init);
      return new Response("{}");
    });
    await api.post("/x", {}, NOTHING);
    await api.get("/x", NOTHING);
    await api.knock("/x", {}, NOTHING);
    for (const init of inits) {
      expect(init).toMatchObject({
        credentials: "omit",
        redirect: "error",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
    }
  });

  it("that fails within the Worker is a value, too, and whatever is no fault of ours is unexpected", async () => {
    expect(await answered(() => Promise.reject(new Fault("case/closed")))).toEqual({ refused: "case/closed" });
    expect(await answered(() => Promise.reject(new Error("x")))).toEqual({ refused: "unexpected" });
  });
});
