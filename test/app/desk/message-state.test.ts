import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Deliveries } from "../../../src/app/deliveries.ts";
import { expireMessages, tellsOf } from "../../../src/app/desk/message-state.ts";
import { type Posted, post } from "../../../src/app/parcels.ts";
import { Traces } from "../../../src/app/traces.ts";
import type { Turn } from "../../../src/app/turn.ts";
import { takeWaiting } from "../../../src/app/waiting.ts";
import type { ChatAddress } from "../../../src/domain/chat.ts";
import { Fault } from "../../../src/domain/faults.ts";
import { type CaseId, type EntryId, newId, printHex } from "../../../src/domain/ids.ts";
import { newLink } from "../../../src/domain/link.ts";
import type { Outgoing, Show } from "../../../src/domain/outgoing.ts";
import { DAY_MS } from "../../../src/domain/time.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";

const HER: ChatAddress = { channel: "telegram", id: "1" };
const screen = (text: string): Outgoing => ({ out: "screen", text, rows: [] });

let house: TestHouse;
let caseId: CaseId;
beforeEach(async () => {
  house = await openTestHouse();
  caseId = await keepCase(house.parts, HER.id);
});
afterEach(() => house.close());

/** Words of staff that are kept, with the parcel that shows them. */
async function written(state: MessageRow["state"] = "sending"): Promise<{ entryId: EntryId; posted: Posted }> {
  const entryId = newId<EntryId>(house.parts.random);
  const now = house.parts.keys.time.now();
  const posted = post(house.parts, HER, [screen("words")], { due: now, tells: [tellsOf(caseId, entryId)] });
  const message = { entryId, caseId, state, reason: null, at: now };
  await house.parts.store.commit([
    { write: "add-outbox", item: posted.row },
    { write: "add-message", message },
  ]);
  return { entryId, posted };
}

const stateOf = async (entryId: EntryId) => {
  const found = await house.parts.store.findMessage(entryId);
  return found && [found.state, found.reason];
};
const deliver = (show: Show) => {
  const deliveries = new Deliveries(house.parts, new Traces(house.parts), show, () => Promise.resolve());
  return { deliveries, done: () => deliveries.idle() };
};

/** A turn of hers in which answers wait. */
const turnWith = (posted: Posted): Turn => ({
  chat: HER,
  forwarded: false,
  edited: false,
  message: null,
  dangerIn: () => ({ urgency: "none", signs: [] }),
  cry: null,
  held: null,
  link: { ...newLink(), waiting: [printHex(posted.row.id)] },
  writes: [],
  afterwards: [],
  act: null,
  handedOver: [],
  forgot: false,
  tells: [],
});

describe("words of staff", () => {
  it("are delivered once they were shown, and not before", async () => {
    const { entryId, posted } = await written();
    const seen: unknown[] = [];
    const { deliveries, done } = deliver(async () => {
      seen.push(await stateOf(entryId));
      return 7;
    });
    deliveries.send(posted);
    await done();
    expect([...seen, await stateOf(entryId)]).toEqual([
      ["sending", null],
      ["delivered", null],
    ]);
  });

  it("have failed when her chat refuses them, with the reason", async () => {
    const { entryId, posted } = await written();
    const { deliveries, done } = deliver(() => Promise.reject(new Fault("channel/blocked")));
    deliveries.send(posted);
    await done();
    expect(await stateOf(entryId)).toEqual(["failed", "channel/blocked"]);
  });

  it("are shown no more once she hid the chat, and say so", async () => {
    const { deliveries, done } = deliver(() => new Promise((resolve) => setImmediate(() => resolve(7))));
    const [first, second] = [await written(), await written()];
    for (const { posted } of [first, second]) deliveries.send(posted);
    await house.parts.store.commit(deliveries.drop(HER));
    await done();
    expect(await stateOf(second.entryId)).toEqual(["expired", null]);
    expect(await stateOf(first.entryId)).toEqual(["expired", null]);
  });

  it("that waited are under way with her next turn, and delivered when it is shown", async () => {
    const { entryId, posted } = await written("waiting");
    const turn = turnWith(posted);
    expect(await takeWaiting(house.parts, turn, true)).toBe("done");
    const next = post(house.parts, HER, [...turn.handedOver, screen("question")], {
      due: house.parts.keys.time.now(),
      tells: turn.tells,
    });
    await house.parts.store.commit([...turn.writes, { write: "add-outbox", item: next.row }]);
    expect(await stateOf(entryId)).toEqual(["sending", null]);
    const { deliveries, done } = deliver(async () => 7);
    deliveries.send(next);
    await done();
    expect(await stateOf(entryId)).toEqual(["delivered", null]);
  });

  it("that were shown before the chat refused the rest are delivered all the same", async () => {
    const { entryId } = await written("waiting");
    const both = post(house.parts, HER, [screen("words"), screen("question")], {
      due: house.parts.keys.time.now(),
      tells: [tellsOf(caseId, entryId)],
    });
    const { deliveries, done } = deliver(async (_, out) => {
      if (out.out === "screen" && out.text === "question") throw new Fault("channel/refused");
      return 7;
    });
    deliveries.send(both);
    await done();
    expect(await stateOf(entryId)).toEqual(["delivered", null]);
  });

  it("expire with the key of their day, those under way two days later, and what was shown stays shown", async () => {
    const waiting = await written("waiting");
    const sending = await written();
    const { entryId: shown } = await written("delivered");
    const states = async () => Promise.all([waiting.entryId, sending.entryId, shown].map(stateOf));
    house.clock.pass(2 * DAY_MS);
    expect(await expireMessages(house.parts)).toBe(0);
    house.clock.pass(DAY_MS);
    expect(await expireMessages(house.parts)).toBe(1);
    expect(await states()).toEqual([
      ["expired", null],
      ["sending", null],
      ["delivered", null],
    ]);
    house.clock.pass(2 * DAY_MS);
    expect(await expireMessages(house.parts)).toBe(1);
    expect((await states())[1]).toEqual(["expired", null]);
  });

  it("of a case that was ended are nobody's any more", async () => {
    const { entryId, posted } = await written();
    await house.parts.store.commit([{ write: "erase-case", caseId }]);
    const { deliveries, done } = deliver(async () => 7);
    deliveries.send(posted);
    await done();
    expect(await stateOf(entryId)).toBeNull();
    expect(house.log.filter(({ event }) => event === "fault")).toEqual([]);
  });

  it("are not taken for shown when something else was", async () => {
    const { entryId } = await written();
    const plain = post(house.parts, HER, [screen("hello")], { due: house.parts.keys.time.now() });
    const { deliveries, done } = deliver(async () => 7);
    deliveries.send(plain);
    await done();
    expect(await stateOf(entryId)).toEqual(["sending", null]);
  });
});
