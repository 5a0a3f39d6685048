import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventReader, type StreamEvent } from "../../src/browser/desk/worker/event-text.ts";
import type { Every } from "../../src/desk/event-stream.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { type CaseId, newId, printHex } from "../../src/domain/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { keepCase } from "../app/make-cases.ts";
import { addressOf, DESK_ORIGIN, Staff } from "../support/staff.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { bearer } from "./desk-world.ts";

let house: TestHouse;
let desk: ReturnType<typeof openDesk>;
/** What runs again and again in the server: heartbeats, by hand. */
let beats: Set<() => void>;
let operator: Staff;
const open: Stream[] = [];

const byHand: Every = (_ms, work) => {
  beats.add(work);
  return () => void beats.delete(work);
};
beforeEach(async () => {
  house = await openTestHouse();
  beats = new Set();
  const { parts } = house;
  desk = openDesk({
    parts,
    reload: house.house.reload,
    origins: [DESK_ORIGIN],
    demoMembers: () => null,
    every: byHand,
  });
  operator = await staff("operator");
});
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.leave();
  await house.close();
});

const staff = (who: keyof TestHouse["members"]) => Staff.at(addressOf(house.parts, desk), house.members[who]);

/** One reader of the stream. */
class Stream {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | null;
  readonly #parse = eventReader();
  readonly #waiting: StreamEvent[] = [];

  private constructor(response: Response) {
    this.response = response;
    this.#reader = response.ok && response.body !== null ? response.body.getReader() : null;
  }

  static async of(who: Staff, lastId: string | null = null): Promise<Stream> {
    const headers = { ...bearer(who), ...(lastId === null ? {} : { "Last-Event-ID": lastId }) };
    const stream = new Stream(await desk.app.fetch(new Request(`${DESK_ORIGIN}/api/desk/events`, { headers })));
    open.push(stream);
    return stream;
  }

  /** The next event; null: the stream is over. */
  async next(): Promise<StreamEvent | null> {
    for (;;) {
      const first = this.#waiting.shift();
      if (first !== undefined) return first;
      const { done, value } = (await this.#reader?.read()) ?? { done: true, value: undefined };
      if (done) return null;
      this.#waiting.push(...(this.#parse(new TextDecoder().decode(value)) ?? []));
    }
  }

  /** The next one with its data, as an object. */
  async said(): Promise<unknown> {
    const event = await this.next();
    return event === null ? null : { event: event.event, ...(JSON.parse(event.data || "{}") as object) };
  }

  leave(): Promise<void> {
    return this.#reader?.cancel().catch(() => {}) ?? Promise.resolve();
  }
}

describe("the stream of the queue", () => {
  it("begins with a number, and tells each change as the row that it makes", async () => {
    const stream = await Stream.of(operator);
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await stream.next()).toMatchObject({ id: String(house.parts.feed.last()), event: null });
    const caseId = await keepCase(house.parts, "1");
    expect(await stream.said()).toMatchObject({ event: "row", caseId: printHex(caseId), status: "unread" });
    await operator.claim(caseId);
    expect(await stream.said()).toMatchObject({ event: "row", owner: { memberId: printHex(operator.memberId) } });
    await operator.must(({ cases }) => cases.shredSpam(printHex(caseId)));
    const last = [await stream.said(), await stream.said()];
    expect(last).toContainEqual({ event: "gone", caseId: printHex(caseId) });
  });

  it("tells a closed case as gone", async () => {
    const caseId = await keepCase(house.parts, "1");
    await operator.claim(caseId);
    const stream = await Stream.of(operator);
    await stream.next();
    await operator.must(({ cases }) => cases.close(printHex(caseId), "safe", ""));
    let said = await stream.said();
    while ((said as { event: string }).event === "row") said = await stream.said();
    expect(said).toEqual({ event: "gone", caseId: printHex(caseId) });
  });

  it("tells nothing of other organisations' cases, not even that they end", async () => {
    const centre = await staff("centre");
    const stream = await Stream.of(centre);
    await stream.next();
    const caseId = await keepCase(house.parts, "1");
    house.parts.keys.cases.destroy(caseId);
    await house.parts.store.commit([{ write: "erase-case", caseId }]);
    await operator.must(({ house: port }) => port.setIntake("full", null)).catch(() => {});
    expect(await stream.said()).toMatchObject({ event: "organisation", name: "Test Hotline" });
  });

  it("tells the backup of a case from the moment on that it is released to it", async () => {
    const caseId = await keepCase(house.parts, "1");
    const stream = await Stream.of(await staff("centre"));
    await stream.next();
    await house.parts.store.commit([{ write: "release-grants", caseId, orgId: house.members.centre.organisation }]);
    expect(await stream.said()).toMatchObject({ event: "row", caseId: printHex(caseId) });
  });
});

describe("a reader that comes back", () => {
  it("is told what she missed, and nothing twice", async () => {
    const first = await Stream.of(operator);
    const begun = await first.next();
    const caseId = await keepCase(house.parts, "1");
    await first.said();
    await first.leave();
    const other = await keepCase(house.parts, "2");
    await operator.claim(other);
    const again = await Stream.of(operator, begun?.id ?? null);
    const told = [await again.said(), await again.said()];
    expect(told.map((said) => (said as { caseId: string }).caseId)).toEqual([printHex(caseId), printHex(other)]);
    expect(told[1]).toMatchObject({ owner: { memberId: printHex(operator.memberId) } });
  });

  it("is told to read everything again when her number is too old, of another process, or nonsense from the future", async () => {
    for (const id of ["1", String(house.clock.now() + DAY_MS)]) {
      const stream = await Stream.of(operator, id);
      expect(await stream.next()).toMatchObject({ event: "reset", id: String(house.parts.feed.last()) });
    }
  });

  it("is told to read again when a case went while she was away: nobody remembers whose list it stood in", async () => {
    const caseId = await keepCase(house.parts, "1");
    const last = String(house.parts.feed.last());
    house.parts.keys.cases.destroy(caseId);
    await house.parts.store.commit([{ write: "erase-case", caseId }]);
    expect(await (await Stream.of(operator, last)).next()).toMatchObject({ event: "reset" });
  });
});

describe("a slow reader", () => {
  it("gets fewer rows than there were changes of a case, and the last of them is how it stands", async () => {
    const caseId = await keepCase(house.parts, "1");
    const stream = await Stream.of(operator);
    const { due } = (await house.parts.store.findCase(caseId)) ?? fail();
    for (let i = 0; i < 100; i += 1) await house.parts.store.commit([{ write: "hear-person", caseId, due }]);
    let rows = 0;
    for (let said = await stream.said(); ; said = await stream.said()) {
      if ((said as { event: string | null }).event === "row") rows += 1;
      if ((said as { unheard?: number }).unheard === 100) break;
    }
    expect(rows).toBeLessThan(30);
  });

  it("is told to read everything again when more has changed than is kept for it", async () => {
    const stream = await Stream.of(operator);
    await stream.next();
    const gone = Array.from({ length: 300 }, () => newId<CaseId>(house.parts.random));
    await house.parts.store.commit(gone.map((caseId) => ({ write: "erase-case", caseId })));
    expect(await stream.next()).toMatchObject({ event: "reset" });
    const caseId = await keepCase(house.parts, "1");
    expect(await stream.said()).toMatchObject({ event: "row", caseId: printHex(caseId) });
  });
});

describe("a stream and its session", () => {
  const isOver = async (stream: Stream) => {
    for (const beat of [...beats]) beat();
    for (;;) {
      const next = await stream.next();
      if (next === null) return true;
      if (next.event !== null) return false;
    }
  };

  it("end together: signed out, idle too long, or no member any more", async () => {
    const [admin, second, other] = [
      await staff("hotline"),
      await staff("secondOperator"),
      await staff("secondOperator"),
    ];
    const streams = [await Stream.of(operator), await Stream.of(second), await Stream.of(other)] as const;
    await operator.port.door.lock();
    expect(await isOver(streams[0])).toBe(true);
    house.clock.pass(8 * MINUTE_MS);
    await second.must(({ door }) => door.touch());
    await admin.must(({ door }) => door.touch());
    house.clock.pass(3 * MINUTE_MS);
    expect(await isOver(streams[2])).toBe(true);
    await admin.must(({ house: port }) => port.remove(printHex(second.memberId), () => {}));
    expect(await isOver(streams[1])).toBe(true);
  });

  it("tell nothing after the session, before the next heartbeat either", async () => {
    const stream = await Stream.of(operator);
    await stream.next();
    await operator.port.door.lock();
    await keepCase(house.parts, "1");
    expect(await stream.next()).toBeNull();
  });

  it("are one for each session, six for each member", async () => {
    const devices = await Promise.all(Array.from({ length: 7 }, () => staff("reader")));
    const streams: Stream[] = [];
    for (const device of devices) streams.push(await Stream.of(device));
    expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200, 200, 429]);
    const [first] = devices;
    const again = first && (await Stream.of(first));
    expect(again?.response.status).toBe(200);
    await streams[0]?.next();
    expect(await streams[0]?.next()).toBeNull();
    await streams[1]?.leave();
    const seventh = devices[6];
    expect(seventh && (await Stream.of(seventh)).response.status).toBe(200);
  });

  it("leave nothing behind: no listener, no heartbeat", async () => {
    const stream = await Stream.of(operator);
    expect(beats.size).toBe(1);
    await stream.leave();
    expect(beats.size).toBe(0);
  });
});

function fail(): never {
  throw new Error("not there");
}
