import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { tie } from "../../src/app/link-ties.ts";
import { unpack } from "../../src/app/parcels.ts";
import type { Turn } from "../../src/app/turn.ts";
import { takeWaiting } from "../../src/app/waiting.ts";
import { AUDIT_ACTION } from "../../src/crypto/audit.ts";
import { asId, type CaseId, type OutboxId, parseHex, printHex } from "../../src/domain/ids.ts";
import { COVER_MS, type Cover, type Link } from "../../src/domain/link.ts";
import { later, MINUTE_MS } from "../../src/domain/time.ts";
import { keepCase } from "../app/make-cases.ts";
import { bodiesOf, type Staff } from "../support/staff.ts";
import { DeskWorld } from "./desk-world.ts";

let world: DeskWorld;
let operator: Staff;
beforeEach(async () => {
  world = await DeskWorld.open();
  operator = await world.staff("operator");
});
afterEach(() => world.close());

const chatOf = (id: string) => ({ channel: "telegram", id }) as const;
const ALWAYS = { may: "any-time" } as const;
const AS_ANSWER = { may: "as-answer" } as const;
const HARMLESS = "Тапсырысыңыз жиналып жатыр";

interface Made {
  readonly id?: string;
  readonly covert?: boolean;
  readonly cover: Cover["is"] | null;
  readonly why?: Cover["why"];
  readonly contact?: Link["contact"];
}

/** A case of a chat as it stands under its cover; she wrote a moment ago. Claimed by the operator. */
async function claimed({ id = "1", covert = true, cover, why = "phrase", contact = ALWAYS }: Made): Promise<CaseId> {
  const { parts, house } = world;
  const alert = { entry: "alert", by: "phrase", via: "telegram", text: "здравствуйте" } as const;
  const caseId = await keepCase(parts, id, { covert, contact, bodies: covert ? [alert] : [] });
  const now = house.clock.now();
  await change(id, (link) => ({
    ...tie(link, caseId, 1),
    locale: "kk",
    contact,
    heardAt: now,
    cover: cover && { is: cover, why, until: later(now, COVER_MS) },
  }));
  await operator.claim(caseId);
  return caseId;
}

async function change(id: string, make: (link: Link) => Link): Promise<void> {
  const record = await readChat(world.parts, chatOf(id));
  expect(await world.parts.store.commit([linkWrite(world.parts, record, make(record.link))])).toBe("done");
}

const reply = (caseId: CaseId, text: string, secondPress?: boolean) =>
  operator.must(({ cases }) => cases.reply(printHex(caseId), text, null, secondPress));
const linkOf = async (id = "1") => (await readChat(world.parts, chatOf(id))).link;

/** What is on its way to her at this moment. */
async function goingOut() {
  const rows = await world.parts.store.outboxDue(world.house.clock.now(), 100);
  return rows.map((row) => unpack(world.parts, row)).filter(({ chat }) => chat.id === "1");
}

/** Her next turn asks for what waits. */
async function handedOver(id = "1"): Promise<readonly string[]> {
  const turn = { chat: chatOf(id), link: await linkOf(id), writes: [], handedOver: [], tells: [] } as unknown as Turn;
  await takeWaiting(world.parts, turn, true);
  const { store } = world.parts;
  const record = await readChat(world.parts, chatOf(id));
  expect(await store.commit([linkWrite(world.parts, record, turn.link), ...turn.writes])).toBe("done");
  return turn.handedOver.flatMap((out) => (out.out === "screen" ? [out.text] : []));
}

async function actions(): Promise<readonly number[]> {
  const { lines } = await (await world.staff("hotline")).must(({ house }) => house.audit(null));
  return lines.map(({ action }) => AUDIT_ACTION[action as keyof typeof AUDIT_ACTION]);
}

describe("words of staff into an order", () => {
  it("are the shop's own: alone, under its doors and without a name", async () => {
    const caseId = await claimed({ cover: "order", contact: AS_ANSWER });
    expect((await reply(caseId, `  ${HARMLESS} `)).went).toBe("sent");
    const [parcel] = await goingOut();
    const [screen] = parcel?.out ?? [];
    expect(screen).toMatchObject({ out: "screen", text: HARMLESS });
    const labels = screen?.out === "screen" ? screen.rows.flat().map(({ label }) => label) : [];
    const { texts } = world.parts;
    expect(labels).toEqual([texts.text("kk", "shop.doors.cancel"), texts.text("kk", "shop.doors.urgent")]);
    expect(parcel?.speaks).toBe("shop");
  });

  it("stand in the case as any answer does", async () => {
    const caseId = await claimed({ cover: "order" });
    const { opened } = await reply(caseId, HARMLESS);
    expect(bodiesOf(opened.lines).slice(-2)).toEqual([
      { entry: "message", text: HARMLESS },
      { entry: "status", status: "answered" },
    ]);
    expect(opened.deliveries).toMatchObject([{ state: "sending" }]);
  });

  it("that give it away are refused once, and what is meant all the same is written down", async () => {
    const caseId = await claimed({ cover: "order" });
    await expect(reply(caseId, "Полиция уже рядом")).rejects.toThrow("reply/gives-away");
    expect(await world.parts.store.messagesOf(caseId)).toEqual([]);
    expect(await actions()).not.toContain(AUDIT_ACTION["reply-anyway"]);
    expect((await reply(caseId, "Полиция уже рядом", true)).went).toBe("sent");
    expect(await actions()).toContain(AUDIT_ACTION["reply-anyway"]);
  });

  it.each(["101", "102", "103", "104", "111", "112", "150"])(
    "never hold a number that everybody knows: %s",
    async (n) => {
      const caseId = await claimed({ cover: "order" });
      for (const press of [false, true]) {
        await expect(reply(caseId, `Артикул ${n}`, press)).rejects.toThrow("reply/number-not-allowed");
        await expect(reply(caseId, `курьер,${n}!`, press)).rejects.toThrow("reply/number-not-allowed");
      }
      expect((await reply(caseId, `Заказ 7${n}5`)).went).toBe("sent");
    },
  );

  it("never hold a link, however often it is pressed", async () => {
    const caseId = await claimed({ cover: "order" });
    await expect(reply(caseId, "смотрите apteka.kz", true)).rejects.toThrow("reply/link-not-allowed");
  });

  it("wait where she wrote long ago and did not ask to be written to, and come with her next order", async () => {
    const caseId = await claimed({ cover: "order", contact: AS_ANSWER });
    world.house.clock.pass(11 * MINUTE_MS);
    await operator.claim(caseId);
    expect((await reply(caseId, HARMLESS)).went).toBe("waiting");
    expect(await goingOut()).toEqual([]);
    expect(await handedOver()).toEqual([HARMLESS]);
    expect((await linkOf()).waiting).toEqual([]);
  });

  it("are the shop's own also once she has opened the chat again", async () => {
    const caseId = await claimed({ cover: null });
    await expect(reply(caseId, "Полиция уже рядом")).rejects.toThrow("reply/gives-away");
    expect((await reply(caseId, HARMLESS)).went).toBe("sent");
    expect((await goingOut())[0]?.out).toMatchObject([{ text: HARMLESS }]);
  });
});

describe("what the page is told before a word is written", () => {
  const cover = (now: "order" | "decoy" | "duress" | "open") => ({ entry: "cover", via: "telegram", now }) as const;
  const alert = { entry: "alert", by: "phrase", via: "telegram", text: "здравствуйте" } as const;
  const text = { entry: "text", via: "telegram", text: "я здесь", forwarded: false, correctsEarlier: false } as const;

  it.each([
    ["covert", true, [alert, cover("order")]],
    ["covert", true, [alert, cover("decoy"), cover("open")]],
    ["covert-waits", true, [alert, cover("decoy")]],
    ["covert-waits", true, [alert, cover("duress")]],
    ["under-cover", false, [text, cover("decoy")]],
    ["push", false, [text, cover("decoy"), cover("open")]],
  ] as const)("is how it will go: %s", async (way, covert, bodies) => {
    const caseId = await keepCase(world.parts, "1", { covert, contact: ALWAYS, bodies: [...bodies] });
    await operator.claim(caseId);
    const opened = await operator.open(caseId);
    expect(opened.contact.way).toBe(way);
    expect(opened.shop === null).toBe(!covert);
  });

  it("is the shop that she sees, as it stands in the persona", async () => {
    const opened = await operator.open(await claimed({ cover: "order" }));
    const { texts } = world.parts;
    for (const locale of ["kk", "ru"] as const) {
      expect(opened.shop?.name[locale]).toBe(texts.text(locale, "shop.name"));
      expect(opened.shop?.says.cancel?.[locale]).toBe(texts.text(locale, "shop.doors.cancel"));
      expect(opened.shop?.says.seen?.[locale]).toBe(texts.text(locale, "shop.seen"));
    }
  });
});

describe("a false alarm", () => {
  it("is closed without a reason, and says so", async () => {
    const caseId = await claimed({ cover: "order" });
    const { opened } = await operator.must(({ cases }) => cases.close(printHex(caseId), "false-alarm", " "));
    expect(bodiesOf(opened.lines).at(-1)).toEqual({ entry: "status", status: "closed", outcome: "false-alarm" });
    expect(opened.row.status).toBe("closed");
  });
});

describe("a decoy", () => {
  it.each(["hidden", "duress", "idle"] as const)("is never written to, whatever she allowed: %s", async (why) => {
    const caseId = await claimed({ cover: "decoy", why });
    expect((await reply(caseId, HARMLESS)).went).toBe("waiting");
    expect(await goingOut()).toEqual([]);
    expect((await linkOf()).waiting).toHaveLength(1);
  });
});

describe("an answer to an open case whose chat is a shop by now", () => {
  it.each(["order", "decoy"] as const)(
    "waits until the shop is closed, and is never shown in it: %s",
    async (cover) => {
      const caseId = await claimed({ covert: false, cover });
      expect((await reply(caseId, "Мы вас слышим")).went).toBe("waiting");
      expect(await goingOut()).toEqual([]);
      expect(await handedOver()).toEqual([]);
      expect((await linkOf()).waiting).toHaveLength(1);
      await change("1", (link) => ({ ...link, cover: null }));
      const [words] = await handedOver();
      expect(words).toContain("Мы вас слышим");
      expect((await linkOf()).waiting).toEqual([]);
    },
  );

  it("does not hold up a shop's words that wait beside it", async () => {
    const open = await claimed({ covert: false, cover: "order", contact: AS_ANSWER });
    const covert = await claimed({ cover: "order", contact: AS_ANSWER });
    world.house.clock.pass(11 * MINUTE_MS);
    await operator.claim(open);
    await reply(open, "Мы вас слышим");
    await operator.claim(covert);
    await reply(covert, HARMLESS);
    expect(await handedOver()).toEqual([HARMLESS]);
    const [left] = (await linkOf()).waiting;
    const row = await world.parts.store.findOutbox(asId<OutboxId>(parseHex(left ?? "") ?? new Uint8Array()));
    expect(row && unpack(world.parts, row).speaks).toBe("staff");
  });

  it("is warned about once, too: the shop may end by itself while somebody else looks", async () => {
    const caseId = await claimed({ covert: false, cover: "decoy" });
    await expect(reply(caseId, "Позвоните 102")).rejects.toThrow("reply/gives-away");
    expect((await reply(caseId, "Позвоните 102", true)).went).toBe("waiting");
  });

  it("is an answer like any other when the cover is over", async () => {
    const caseId = await claimed({ covert: false, cover: "decoy" });
    world.house.clock.pass(COVER_MS + MINUTE_MS);
    operator = await world.staff("operator");
    await operator.claim(caseId);
    expect((await reply(caseId, "Позвоните 102")).went).toBe("sent");
  });
});
