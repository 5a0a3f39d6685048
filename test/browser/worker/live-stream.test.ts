import type { Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeskEvent } from "../../../src/browser/desk/port.ts";
import { openDesk } from "../../../src/desk/open-desk.ts";
import { printHex } from "../../../src/domain/ids.ts";
import { MINUTE_MS } from "../../../src/domain/time.ts";
import { listen } from "../../../src/http/server.ts";
import { keepCase } from "../../app/make-cases.ts";
import { freePort } from "../../support/free-port.ts";
import { addressOf, Staff } from "../../support/staff.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";

let house: TestHouse;
let server: Server | null = null;
let port: number;
let staff: Staff;
let heard: DeskEvent[];
let hush: () => void;

beforeEach(async () => {
  house = await openTestHouse();
  port = await freePort();
  await begin();
  const address = { ...addressOf(house.parts), origin: origin(), fetch: globalThis.fetch };
  staff = await Staff.at(address, house.members.operator);
  heard = [];
  hush = staff.port.queue.listen((event) => heard.push(event));
});
afterEach(async () => {
  hush();
  await end();
  await house.close();
});

const origin = () => `http://127.0.0.1:${port}`;
async function begin(): Promise<void> {
  const { parts } = house;
  const desk = openDesk({ parts, reload: house.house.reload, origins: [origin()], demoMembers: () => null });
  const health = { isReady: async () => true, counts: async () => ({}) };
  server = await listen({ telegram: null, whatsapp: null, desk, health }, "127.0.0.1", port);
}
async function end(): Promise<void> {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
}
/** Waits until something that was heard is as described. */
async function until(is: (event: DeskEvent) => boolean): Promise<DeskEvent> {
  for (;;) {
    const found = heard.find(is);
    if (found !== undefined) {
      heard.splice(0, heard.indexOf(found) + 1);
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const connection = (state: "live" | "lost") => until((one) => one.event === "connection" && one.state === state);
const row = (id: string) => until((one) => one.event === "row" && one.row.caseId === id);

describe("the live queue of the Worker, over real HTTP", () => {
  it("tells each change while it is connected", async () => {
    await connection("live");
    const caseId = await keepCase(house.parts, "1");
    await row(printHex(caseId));
    await staff.claim(caseId);
    await until((one) => one.event === "row" && one.row.owner?.memberId === printHex(staff.memberId));
  });

  it("says when the line is lost, refuses calls at once and keeps none, and goes on where it was", async () => {
    await connection("live");
    const first = await keepCase(house.parts, "1");
    await row(printHex(first));
    await end();
    await connection("lost");
    expect(await staff.port.queue.claim(printHex(first))).toEqual({ refused: "desk/offline" });
    expect(await staff.port.cases.open(printHex(first))).toEqual({ refused: "desk/offline" });
    const second = await keepCase(house.parts, "2");
    await begin();
    house.clock.pass(MINUTE_MS); // It has tried in vain, and waits a little before the next time.
    await connection("live");
    await row(printHex(second));
    expect((await house.parts.store.findCase(first))?.owner).toBeNull();
  });

  it("is told to read again when the server was another one meanwhile", async () => {
    await connection("live");
    await keepCase(house.parts, "1");
    await until((one) => one.event === "row");
    await end();
    house = await house.restart();
    await begin();
    house.clock.pass(MINUTE_MS);
    await until((one) => one.event === "reset");
  });

  it("locks when the session is over", async () => {
    await connection("live");
    await house.parts.store.commit([{ write: "erase-sessions", memberId: staff.memberId }]);
    await keepCase(house.parts, "1");
    expect(await until((one) => one.event === "locked")).toEqual({ event: "locked", why: "signed-out" });
    expect(await staff.port.queue.read()).toEqual({ refused: "desk/signed-out" });
  });

  it("asks for nothing while nobody listens", async () => {
    await connection("live");
    hush();
    const caseId = await keepCase(house.parts, "1");
    await staff.claim(caseId);
    expect(heard).toEqual([]);
  });
});
