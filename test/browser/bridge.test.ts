import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { connectDesk } from "../../src/browser/desk/bridge.ts";
import { type Poster, wireOf } from "../../src/browser/desk/bridge-messages.ts";
import { serveDesk } from "../../src/browser/desk/bridge-server.ts";
import type { DeskEvent, DeskPort } from "../../src/browser/desk/port.ts";
import { Fault } from "../../src/domain/faults.ts";

const open: MessagePort[] = [];

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A page and a Worker over a real channel: everything between them is copied. */
function channel() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { page: wireOf(port1 as unknown as Poster), worker: wireOf(port2 as unknown as Poster) };
}

/** A Worker that can do only what a test gives it. */
function bridged(parts: { readonly [P in keyof DeskPort]?: Partial<DeskPort[P]> }): DeskPort {
  const { page, worker } = channel();
  serveDesk(worker, Promise.resolve(parts as DeskPort));
  return connectDesk(page);
}

const REFUSED = { refused: "desk/wrong-passphrase", retryAt: 1_000 } as const;

describe("the bridge between page and Worker", () => {
  it("brings a call over and its answer back", async () => {
    const heard: unknown[] = [];
    const desk = bridged({
      door: {
        unlock: async (...args) => {
          heard.push(args);
          return REFUSED;
        },
      },
    });
    expect(await desk.door.unlock("ab", "long words")).toEqual(REFUSED);
    expect(heard).toEqual([["ab", "long words"]]);
  });

  it("keeps many calls apart, in whatever order they are answered", async () => {
    const waiting = new Map<string, () => void>();
    const desk = bridged({
      queue: {
        claim: (caseId) =>
          new Promise((done) => waiting.set(caseId, () => done({ refused: "case/claimed", retryAt: Number(caseId) }))),
      },
    });
    const first = desk.queue.claim("1");
    const second = desk.queue.claim("2");
    const third = desk.queue.read();
    await third;
    waiting.get("2")?.();
    expect(await second).toMatchObject({ retryAt: 2 });
    waiting.get("1")?.();
    expect(await first).toMatchObject({ retryAt: 1 });
  });

  it("tells a refusal from a failure, and throws neither", async () => {
    const desk = bridged({
      queue: {
        read: () => Promise.reject(new Fault("desk/offline")),
        claim: () => Promise.reject(new Error("words of hers")),
      },
    });
    expect(await desk.queue.read()).toEqual({ refused: "desk/offline" });
    expect(await desk.queue.claim("1")).toEqual({ refused: "unexpected" });
  });

  it("brings events until nobody listens any more", async () => {
    let say: (event: DeskEvent) => void = () => undefined;
    let isHeard = false;
    const desk = bridged({
      queue: {
        listen: (hear) => {
          say = hear;
          isHeard = true;
          return () => {
            isHeard = false;
          };
        },
        read: async () => ({ refused: "case/not-found" }),
      },
    });
    const heard: DeskEvent[] = [];
    const hush = desk.queue.listen((event) => heard.push(event));
    await desk.queue.read();
    expect(isHeard).toBe(true);
    say({ event: "connection", state: "lost" });
    say({ event: "reset" });
    await desk.queue.read();
    expect(heard).toEqual([{ event: "connection", state: "lost" }, { event: "reset" }]);
    hush();
    await desk.queue.read();
    expect(isHeard).toBe(false);
  });

  it("calls back while a long work goes on", async () => {
    const desk = bridged({
      house: {
        remove: async (_memberId, progress) => {
          for (const left of [3, 2, 1]) progress(left);
          return {};
        },
      },
    });
    const left: number[] = [];
    expect(await desk.house.remove("ab", (n) => left.push(n))).toEqual({});
    expect(left).toEqual([3, 2, 1]);
  });

  it("makes what is asked early wait until the Worker is there", async () => {
    const { page, worker } = channel();
    let begin: (desk: DeskPort) => void = () => undefined;
    serveDesk(
      worker,
      new Promise((done) => {
        begin = done;
      }),
    );
    const answer = connectDesk(page).queue.read();
    begin({ queue: { read: async () => ({ rows: [], now: 7 }) } } as unknown as DeskPort);
    expect(await answer).toEqual({ rows: [], now: 7 });
  });

  it("refuses everything when the Worker cannot start", async () => {
    const { page, worker } = channel();
    serveDesk(worker, Promise.reject(new Fault("registry/missing")));
    expect(await connectDesk(page).door.welcome()).toEqual({ refused: "registry/missing" });
  });

  it("answers nothing but the calls of the port", async () => {
    const { page, worker } = channel();
    let isAsked = false;
    const desk = {
      queue: {
        read: async () => ({ rows: [], now: 1 }),
        secret: () => {
          isAsked = true;
        },
      },
    };
    serveDesk(worker, Promise.resolve(desk as unknown as DeskPort));
    const send = page.send as (message: unknown) => void;
    for (const [part, name] of [
      ["queue", "secret"],
      ["queue", "constructor"],
      ["__proto__", "toString"],
      ["queue", "listen"],
    ]) {
      send({ kind: "call", id: 900, part, name, args: [], functions: [] });
    }
    for (const odd of [null, 7, "call", {}, { kind: "call" }, { kind: "steal", id: 1 }]) send(odd);
    expect(await connectDesk(page).queue.read()).toEqual({ rows: [], now: 1 });
    expect(isAsked).toBe(false);
  });

  it("does not let a page ask for more at a time than any page of ours does", async () => {
    const desk = bridged({ queue: { read: () => new Promise(() => undefined) } });
    const many = Array.from({ length: 65 }, () => desk.queue.read());
    expect(await Promise.race(many)).toEqual({ refused: "desk/too-many" });
  });
});
