import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseId } from "../../src/domain/ids.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED } from "../support/shop-words.ts";
import { answerPerson, claimAndRead, listCases } from "../support/staff-work.ts";
import { caseWith } from "./answered-cases.ts";
import { shown } from "./walks.ts";

const PHRASE = "Есть ли у вас зелёный чай с мятой?";
const COURIER = "Заказ собирают, скоро напишем";

let rig: PanicRig;
let person: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
});
afterEach(() => rig.close());

async function afterPhrase(): Promise<CaseId> {
  await person.sends(PHRASE);
  await person.hears(ACCEPTED);
  const [row] = await listCases(rig.parts, rig.house.members.hotline, 50);
  if (!row) throw new Error("no case");
  return row.caseId;
}

const answer = (caseId: CaseId, text: string) => answerPerson(rig.parts, rig.house.members.hotline, caseId, text);
const onScreen = () => JSON.stringify(person.screen);

describe("an answer into an order", () => {
  it("reaches her as the shop's word while she is there", async () => {
    const caseId = await afterPhrase();
    expect(await answer(caseId, COURIER)).toBe("sent");
    await rig.bot.deliveries.scan();
    await person.hears(new RegExp(COURIER));
    expect(onScreen()).not.toMatch(/Вам отвечает|сотрудни/);
  });

  it("waits while she is away, and comes with her next answer to the shop", async () => {
    const caseId = await afterPhrase();
    rig.house.clock.pass(11 * MINUTE_MS);
    expect(await answer(caseId, COURIER)).toBe("waiting");
    await rig.bot.deliveries.scan();
    expect(onScreen()).not.toContain(COURIER);
    await person.sends("Абая 12, второй этаж");
    await person.hears(new RegExp(COURIER));
  });

  it("is not shown in the shop that is left after hide", async () => {
    const caseId = await afterPhrase();
    await person.sends("скрыть");
    await rig.quiet();
    expect(await answer(caseId, COURIER)).toBe("waiting");
    await person.sends("а мазь есть?");
    await rig.quiet();
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(onScreen()).not.toContain(COURIER);
  });

  it("leaves open words of another case where they are", async () => {
    await afterPhrase();
    const open = await caseWith(rig, person, { may: "any-time" });
    expect(await answer(open, "Мы вас слышим")).toBe("waiting");
    await person.sends("Абая 12");
    await rig.quiet();
    expect(onScreen()).not.toContain("Мы вас слышим");
  });
});

describe("the signal that a human reads", () => {
  it("comes with the first opening of the case, once, and she is not told that nobody came", async () => {
    const caseId = await afterPhrase();
    const { texts } = rig.parts;
    const seen = texts.text("ru", "shop.seen");
    await rig.bot.deliveries.scan();
    expect(onScreen()).not.toContain(seen);
    await claimAndRead(rig.parts, rig.house.members.hotline, caseId);
    await claimAndRead(rig.parts, rig.house.members.hotline, caseId);
    await rig.bot.deliveries.scan();
    await person.hears(new RegExp(seen));
    rig.house.clock.pass(5 * MINUTE_MS);
    await rig.bot.deliveries.scan();
    await rig.quiet();
    expect(shown(person).filter(({ text }) => text === seen)).toHaveLength(1);
    expect(onScreen()).not.toContain(texts.text("ru", "shop.not-in-stock"));
  });
});
