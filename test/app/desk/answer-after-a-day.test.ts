import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../../src/app/chat-record.ts";
import { tie } from "../../../src/app/link-ties.ts";
import { unpack } from "../../../src/app/parcels.ts";
import type { ChatAddress } from "../../../src/domain/chat.ts";
import type { CaseId } from "../../../src/domain/ids.ts";
import type { Cover, Link } from "../../../src/domain/link.ts";
import { DAY_MS, HOUR_MS, later } from "../../../src/domain/time.ts";
import { Staff } from "../../support/staff.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { keepCase } from "../make-cases.ts";

/** Behind a bridge: a number of ours. */
const HER: ChatAddress = { channel: "whatsapp", id: "4503599627370497" };
const ALWAYS = { may: "any-time" } as const;
const WORDS = "Есть место на завтра";

let house: TestHouse;
let operator: Staff;
beforeEach(async () => {
  house = await openTestHouse();
  operator = await Staff.over(house.parts, house.members.operator);
});
afterEach(() => house.close());

interface Made {
  readonly chat?: ChatAddress;
  readonly contact?: Link["contact"];
  readonly covert?: boolean;
}

/** A case of a chat in which she wrote at this moment. */
async function caseOf({ chat = HER, contact = ALWAYS, covert = false }: Made = {}): Promise<CaseId> {
  const alert = { entry: "alert", by: "phrase", via: chat.channel, text: "здравствуйте" } as const;
  const caseId = await keepCase(house.parts, chat.id, { chat, contact, covert, bodies: covert ? [alert] : [] });
  const heardAt = house.clock.now();
  await change((link) => ({ ...tie(link, caseId, 1), locale: "ru", contact, heardAt }), chat);
  return caseId;
}

async function change(make: (link: Link) => Link, chat = HER): Promise<void> {
  const record = await readChat(house.parts, chat);
  expect(await house.parts.store.commit([linkWrite(house.parts, record, make(record.link))])).toBe("done");
}

const putOn = (is: Cover["is"]) =>
  change((link) => ({ ...link, cover: { is, why: "hidden", until: later(house.clock.now(), DAY_MS) } }));
const linkOf = async (chat = HER) => (await readChat(house.parts, chat)).link;

/** What is on its way to her at this moment: by kind, in order of time. */
async function goingOut(chat = HER): Promise<readonly string[]> {
  const rows = await house.parts.store.outboxDue(house.clock.now(), 100);
  const parcels = rows.map((row) => unpack(house.parts, row)).filter((parcel) => parcel.chat.id === chat.id);
  return parcels.toSorted((a, b) => a.at - b.at).flatMap(({ out }) => out.map((one) => one.out));
}

describe("an answer on WhatsApp", () => {
  it("goes at once for a day after she wrote, and nobody knocks", async () => {
    const caseId = await caseOf();
    house.clock.pass(23 * HOUR_MS);
    expect(await operator.answer(caseId, WORDS)).toBe("sent");
    expect(await goingOut()).toEqual(["screen"]);
    expect((await linkOf()).nudgedAt).toBeNull();
  });

  it("waits after a day, and she is told that one does", async () => {
    const caseId = await caseOf();
    house.clock.pass(DAY_MS);
    expect(await operator.answer(caseId, WORDS)).toBe("waiting");
    expect(await goingOut()).toEqual(["nudge"]);
    expect(await linkOf()).toMatchObject({ nudgedAt: house.clock.now(), waiting: [expect.any(String)] });
    expect((await operator.open(caseId)).deliveries).toMatchObject([{ state: "waiting", reason: null }]);
  });

  it("knocks without a word of it, and as a shop may", async () => {
    const caseId = await caseOf();
    house.clock.pass(DAY_MS);
    await operator.answer(caseId, WORDS);
    const rows = await house.parts.store.outboxDue(house.clock.now(), 100);
    const [nudge] = rows.map((row) => unpack(house.parts, row)).filter(({ chat }) => chat.id === HER.id);
    expect(nudge).toMatchObject({ out: [{ out: "nudge", locale: "ru" }], speaks: "shop", tells: [] });
    expect(JSON.stringify(nudge)).not.toContain(WORDS);
  });

  it("knocks once a day, however many answers wait", async () => {
    const caseId = await caseOf();
    house.clock.pass(DAY_MS);
    for (let i = 0; i < 3; i += 1) expect(await operator.answer(caseId, `${WORDS} ${i}`)).toBe("waiting");
    house.clock.pass(DAY_MS - HOUR_MS);
    await operator.answer(caseId, WORDS);
    expect(await goingOut()).toEqual(["nudge"]);
    house.clock.pass(HOUR_MS);
    await operator.answer(caseId, WORDS);
    expect(await goingOut()).toEqual(["nudge", "nudge"]);
    expect((await linkOf()).waiting).toHaveLength(5);
  });

  it.each([{ may: "as-answer" }, { may: "hours", from: 9, to: 17 }] as const)(
    "waits in silence where she did not allow to be written to then: $may",
    async (contact) => {
      const caseId = await caseOf({ contact });
      house.clock.pass(DAY_MS); // 17:00 in Kazakhstan.
      expect(await operator.answer(caseId, WORDS)).toBe("waiting");
      expect(await goingOut()).toEqual([]);
      expect((await linkOf()).nudgedAt).toBeNull();
    },
  );

  it.each([true, false])("never knocks at a decoy; of a covert case: %s", async (covert) => {
    const caseId = await caseOf({ covert });
    house.clock.pass(DAY_MS);
    await putOn("decoy");
    expect(await operator.answer(caseId, "Тапсырысыңыз жиналып жатыр")).toBe("waiting");
    expect(await goingOut()).toEqual([]);
    expect((await linkOf()).nudgedAt).toBeNull();
  });

  it("knocks at an order, which asks for it as a shop does", async () => {
    const caseId = await caseOf({ covert: true });
    house.clock.pass(DAY_MS);
    await putOn("order");
    expect(await operator.answer(caseId, "Тапсырысыңыз жиналып жатыр")).toBe("waiting");
    expect(await goingOut()).toEqual(["nudge"]);
  });

  it("is not the same on Telegram: it goes at once, days later too", async () => {
    const chat = { channel: "telegram", id: "1" } as const;
    const caseId = await caseOf({ chat });
    house.clock.pass(2 * DAY_MS);
    expect(await operator.answer(caseId, WORDS)).toBe("sent");
    expect(await goingOut(chat)).toEqual(["screen"]);
  });
});
