import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bridges, endBridge } from "../../src/app/bridges.ts";
import { runJobs } from "../../src/app/jobs.ts";
import type { Parts } from "../../src/app/parts.ts";
import { Fault } from "../../src/domain/faults.ts";
import { FIRST_BRIDGED_CHAT, type PlatformAddress } from "../../src/domain/platform-address.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { searchFolders } from "../support/canary.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

const NEVER = () => new Promise<void>(() => {});
const AT_ONCE = () => Promise.resolve();
/** Numbers that nobody has: seven digits of a country code that is not given out. */
const GULNAR: PlatformAddress = { phone: "21000000001", user: null };
const AIGUL: PlatformAddress = { phone: "21000000002", user: "KZ.aigul" };

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const bridges = (parts: Parts = house.parts, wait = NEVER) => new Bridges(parts, "whatsapp", wait);
const without = (methods: Partial<Parts["store"]>): Parts => ({
  ...house.parts,
  store: { ...house.parts.store, ...methods },
});
/** A house whose database does not answer until it is told to. */
function inOutage(): { readonly parts: Parts; readonly end: () => void } {
  let isAway = true;
  const findBridge: Parts["store"]["findBridge"] = (tags) => (isAway ? away() : house.parts.store.findBridge(tags));
  return {
    parts: without({ findBridge }),
    end: () => {
      isAway = false;
    },
  };
}
const away = () => Promise.reject(new Fault("store/unavailable"));

describe("the bridge to another platform", () => {
  it("makes of an address a random number above Telegram's, the same each time, also after a restart", async () => {
    const chat = await bridges().chatOf(GULNAR);
    expect(Number.isSafeInteger(chat) && chat >= FIRST_BRIDGED_CHAT).toBe(true);
    expect(await bridges().chatOf(GULNAR)).toBe(chat);
    house = await house.restart();
    expect(await bridges().chatOf(GULNAR)).toBe(chat);
    expect(await bridges().addressOf(chat)).toEqual(GULNAR);
    expect(await bridges().chatOf(AIGUL)).not.toBe(chat);
  });

  it("asked for many at once makes one chat for each", async () => {
    const own = bridges();
    const chats = await Promise.all(Array.from({ length: 40 }, (_, i) => own.chatOf(i % 2 === 0 ? GULNAR : AIGUL)));
    expect(new Set(chats).size).toBe(2);
  });

  it("of two processes that meet her at once makes one chat", async () => {
    const [one, other] = await Promise.all([bridges().chatOf(GULNAR), bridges().chatOf(GULNAR)]);
    expect(one).toBe(other);
  });

  it("knows her by either name, and learns the one it did not know", async () => {
    const chat = await bridges().chatOf({ phone: AIGUL.phone, user: null });
    expect(await bridges().chatOf(AIGUL)).toBe(chat);
    expect(await bridges().chatOf({ phone: null, user: AIGUL.user })).toBe(chat);
    expect(await bridges().addressOf(chat)).toEqual(AIGUL);
  });

  it("is not led to her chat by somebody who was given her old number", async () => {
    const chat = await bridges().chatOf(AIGUL);
    const stranger = await bridges().chatOf({ phone: AIGUL.phone, user: "KZ.stranger" });
    expect(stranger).not.toBe(chat);
    expect(await bridges().chatOf({ phone: null, user: AIGUL.user })).toBe(chat);
    expect(await bridges().chatOf({ phone: AIGUL.phone, user: null })).toBe(stranger);
  });

  it("answers nobody at a number that is somebody else's by now", async () => {
    const own = bridges();
    const chat = await own.chatOf(AIGUL);
    const stranger = await own.chatOf({ phone: AIGUL.phone, user: "KZ.stranger" });
    for (const one of [own, bridges()]) {
      expect(await one.addressOf(chat)).toEqual({ phone: null, user: AIGUL.user });
      expect(await one.addressOf(stranger)).toEqual({ phone: AIGUL.phone, user: "KZ.stranger" });
    }
  });

  it("moves nobody by a number that is somebody else's by now", async () => {
    const own = bridges();
    await own.chatOf(AIGUL);
    const stranger = await own.chatOf({ phone: AIGUL.phone, user: "KZ.stranger" });
    await own.moved(AIGUL, { phone: "21000000009", user: null });
    expect(await bridges().addressOf(stranger)).toEqual({ phone: AIGUL.phone, user: "KZ.stranger" });
    expect(await bridges().chatOf({ phone: AIGUL.phone, user: "KZ.stranger" })).toBe(stranger);
  });

  it("follows her to another number, and her old one leads there no more", async () => {
    const own = bridges();
    const chat = await own.chatOf(GULNAR);
    await own.moved(GULNAR, { phone: "21000000009", user: null });
    expect(await own.chatOf({ phone: "21000000009", user: null })).toBe(chat);
    expect(await bridges().addressOf(chat)).toEqual({ phone: "21000000009", user: null });
    expect(await own.chatOf(GULNAR)).not.toBe(chat);
  });

  it("follows nobody whom it does not know", async () => {
    await bridges().moved(GULNAR, AIGUL);
    const end = { kind: "address", channel: "whatsapp", id: "phone:21000000002" } as const;
    expect(await house.parts.store.findBridge(house.parts.keys.bridgeTags(end))).toBe(null);
  });

  it("moves along with the weeks, and is forgotten when she stays away for five", async () => {
    const chat = await bridges().chatOf(GULNAR);
    const staying = await bridges().chatOf(AIGUL);
    for (let week = 0; week < 6; week += 1) {
      house.clock.pass(7 * DAY_MS);
      await runJobs(house.parts);
      expect(await bridges().chatOf(AIGUL)).toBe(staying);
    }
    expect(await bridges().addressOf(chat)).toBe(null);
    expect(await bridges().chatOf(GULNAR)).not.toBe(chat);
  });

  it("ends when she asks to be forgotten, and the last words still reach her", async () => {
    const own = bridges();
    const chat = await own.chatOf(AIGUL);
    await house.parts.store.commit(await endBridge(house.parts, { channel: "whatsapp", id: String(chat) }));
    own.forget(chat);
    expect(await own.addressOf(chat)).toEqual(AIGUL);
    expect(await bridges().addressOf(chat)).toBe(null);
    expect(await own.chatOf(AIGUL)).not.toBe(chat);
  });

  it("keeps no telephone number in any file", async () => {
    await bridges().chatOf(AIGUL);
    house = await house.restart();
    const secrets = [
      { label: "number", text: AIGUL.phone ?? "", number: Number(AIGUL.phone) },
      { label: "id", text: AIGUL.user ?? "" },
    ];
    expect(await searchFolders([house.dataDir], secrets)).toEqual([]);
  });
});

describe("while the database is away", () => {
  it("a person gets a chat in memory, where she is answered, and keeps it", async () => {
    const own = bridges(without({ findBridge: away }));
    const chat = await own.chatOf(GULNAR);
    expect(await own.addressOf(chat)).toEqual(GULNAR);
    expect(await own.chatOf(GULNAR)).toBe(chat);
    expect(house.log).toContainEqual({ event: "fault", at: "bridge", code: "store/unavailable" });
  });

  it("a person does not wait longer than a second for it", async () => {
    const own = bridges(without({ findBridge: () => new Promise(() => {}) }), AT_ONCE);
    expect(await own.chatOf(GULNAR)).toBeGreaterThanOrEqual(FIRST_BRIDGED_CHAT);
  });

  it("nothing is said in a chat of the outage once she turns out to have another: there a cover may be on", async () => {
    const before = await bridges().chatOf(GULNAR);
    const outage = inOutage();
    const own = bridges(outage.parts);
    const during = await own.chatOf(GULNAR);
    await expect(own.mustBeKnown(during)).rejects.toMatchObject({ code: "store/unavailable" });
    outage.end();
    await expect(own.mustBeKnown(during)).rejects.toMatchObject({ code: "turn/elsewhere" });
    await expect(own.mustBeKnown(before)).resolves.toBeUndefined();
  });

  it("who was new stays who she became, once it is back", async () => {
    const outage = inOutage();
    const own = bridges(outage.parts);
    const chat = await own.chatOf(GULNAR);
    outage.end();
    expect(await own.chatOf(GULNAR)).toBe(chat);
    expect(await bridges().chatOf(GULNAR)).toBe(chat);
  });

  it("what was promised to a chat of the outage is still answered, when she turns out to have one already", async () => {
    const before = await bridges().chatOf(GULNAR);
    const outage = inOutage();
    const own = bridges(outage.parts);
    const during = await own.chatOf(GULNAR);
    outage.end();
    expect(await own.chatOf(GULNAR)).toBe(before);
    expect(await bridges().addressOf(during)).toEqual(GULNAR);
  });
});
