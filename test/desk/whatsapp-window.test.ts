import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { alertReaders } from "../../src/app/readers.ts";
import type { OpenedCase } from "../../src/browser/desk/port.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import type { ContactPolicy } from "../../src/domain/link.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { refer } from "../app/desk/at-the-desk.ts";
import { keepCase } from "../app/make-cases.ts";
import type { Staff } from "../support/staff.ts";
import type { TestMember } from "../support/test-house.ts";
import { DeskWorld, sheWrites } from "./desk-world.ts";

const WINDOW_MS = DAY_MS - 10 * MINUTE_MS;
const ALWAYS = { may: "any-time" } as const;
const via = "whatsapp" as const;
const chat = { channel: via, id: "4503599627370497" } as const;
const text = { entry: "text", via, text: "я здесь", forwarded: false, correctsEarlier: false } as const;
const alert = { entry: "alert", by: "phrase", via, text: "здравствуйте" } as const;
const cover = (now: "order" | "decoy") => ({ entry: "cover", via, now }) as const;

let world: DeskWorld;
let operator: Staff;
beforeEach(async () => {
  world = await DeskWorld.open();
  operator = await world.staff("operator");
});
afterEach(() => world.close());

const consentTo = ({ organisation }: TestMember): EntryBody => ({
  entry: "consent",
  given: [{ recipient: "crisis_centre", organisation: printHex(organisation), backup: false }],
  unclear: false,
});

interface Made {
  readonly contact?: ContactPolicy;
  readonly covert?: boolean;
  readonly bodies?: readonly EntryBody[];
}

async function claimed({ contact = ALWAYS, covert = false, bodies = [text] }: Made = {}): Promise<CaseId> {
  const caseId = await keepCase(world.parts, chat.id, { chat, contact, covert, bodies });
  await operator.claim(caseId);
  return caseId;
}

/** As the page is told of it after a time. */
async function toldAfter(ms: number, made: Made = {}): Promise<OpenedCase["contact"]> {
  const caseId = await claimed(made);
  world.house.clock.pass(ms);
  await operator.claim(caseId);
  return (await operator.open(caseId)).contact;
}

describe("what the page is told of a case from WhatsApp", () => {
  it("is where she writes from, and until when WhatsApp takes an answer", async () => {
    const heardAt = world.house.clock.now();
    const window = { endsAt: heardAt + WINDOW_MS, knocks: true };
    expect(await toldAfter(HOUR_MS)).toMatchObject({ channel: "whatsapp", way: "push", window });
  });

  it("is that an answer waits from then on", async () => {
    expect((await toldAfter(WINDOW_MS - 1)).way).toBe("push");
    expect((await toldAfter(WINDOW_MS)).way).toBe("pull");
    expect((await toldAfter(WINDOW_MS, { covert: true, bodies: [alert, cover("order")] })).way).toBe("covert-waits");
  });

  it.each([
    [true, ALWAYS, [text]],
    [true, ALWAYS, [text, cover("order")]],
    [false, ALWAYS, [text, cover("decoy")]],
    [false, { may: "as-answer" }, [text]],
    [true, { may: "hours", from: 9, to: 18 }, [text]],
    [false, { may: "hours", from: 9, to: 17 }, [text]],
  ] as const)("is whether she is told that one waits: %s with %j", async (knocks, contact, bodies) => {
    expect((await toldAfter(5 * MINUTE_MS, { contact, bodies })).window?.knocks).toBe(knocks);
  });

  it("begins anew with her next word", async () => {
    const caseId = await claimed();
    world.house.clock.pass(20 * HOUR_MS);
    await sheWrites(world, caseId, "я снова здесь", via);
    await operator.claim(caseId);
    const endsAt = world.house.clock.now() + WINDOW_MS;
    expect((await operator.open(caseId)).contact.window?.endsAt).toBe(endsAt);
  });

  it("does not begin anew because the case is passed on", async () => {
    const heardAt = world.house.clock.now();
    const readers = alertReaders(world.parts).filter(({ backup }) => !backup);
    const bodies = [consentTo(world.house.members.centre), text];
    const caseId = await keepCase(world.parts, chat.id, { chat, contact: ALWAYS, readers, bodies });
    world.house.clock.pass(20 * HOUR_MS);
    const { hotline: from, centre: to } = world.house.members;
    await refer(world.parts, caseId, { from, to, whole: true });
    const centre = await world.staff("centre");
    const { contact } = await centre.open(caseId);
    expect(contact).toMatchObject({ channel: "whatsapp", window: { endsAt: heardAt + WINDOW_MS } });
  });

  it("has no end on Telegram", async () => {
    const caseId = await keepCase(world.parts, "1", { contact: ALWAYS });
    world.house.clock.pass(2 * DAY_MS);
    await operator.claim(caseId);
    expect((await operator.open(caseId)).contact).toMatchObject({ channel: "telegram", way: "push", window: null });
  });
});
