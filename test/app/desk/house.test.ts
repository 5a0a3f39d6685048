import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { organisationCards, setIntake } from "../../../src/app/desk/organisations.ts";
import { erasePhrase, keepPhrase, readyPhrases } from "../../../src/app/desk/phrases.ts";
import { shippedPhrases } from "../../../src/app/desk/shipped-phrases.ts";
import { givesAway } from "../../../src/domain/desk/cover-words.ts";
import { phraseRequestSchema } from "../../../src/domain/desk/house-requests.ts";
import { type ReadyPhrase, readyPhraseSchema } from "../../../src/domain/desk/organisation.ts";
import { type PhraseId, printHex } from "../../../src/domain/ids.ts";
import { HOUR_MS, type UnixMs } from "../../../src/domain/time.ts";
import { helpNear } from "../../../src/services/help-near.ts";
import { advance } from "../../../src/talks/advance.ts";
import { lines } from "../../i18n/locale-files.ts";
import { openTestHouse, type TestHouse } from "../../support/test-house.ts";
import { idOf, sessionOf } from "./at-the-desk.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

const parts = () => house.parts;
const centre = () => sessionOf(parts(), house.members.centre);
const hotline = () => sessionOf(parts(), house.members.hotline);
const card = async (who: TestHouse["members"]["centre"]) =>
  (await organisationCards(parts())).find(({ id }) => id === printHex(who.organisation));

/** Two centres of one town are as far: room alone decides. */
const ASTANA = { region: "KZ-71" } as const;
const nearest = () =>
  helpNear(parts().directory, ASTANA, "women").services.map(({ service, intake }) => ({ id: service.id, intake }));

async function linkCentre(serviceId: string): Promise<void> {
  const intake = {
    orgId: house.members.centre.organisation,
    state: "open",
    beds: null,
    at: 0 as UnixMs,
    serviceId,
    town: "kz-71-astana",
  } as const;
  await parts().store.commit([{ write: "put-intake", intake }]);
}

describe("intake", () => {
  it("is told to everybody on the desk, with beds and the moment, and not believed after a day", async () => {
    expect(await card(house.members.centre)).toMatchObject({ intake: "unknown", beds: null, intakeAt: null });
    await setIntake(parts(), centre(), { state: "open", beds: 3 });
    expect(await card(house.members.centre)).toMatchObject({ intake: "open", beds: 3, intakeAt: house.clock.now() });
    expect(await card(house.members.hotline)).toMatchObject({ intake: "unknown" });
    house.clock.pass(25 * HOUR_MS);
    expect(await card(house.members.centre)).toMatchObject({ intake: "unknown", beds: null });
  });

  it("is written to the audit and heard on the feed", async () => {
    const heard: string[] = [];
    parts().feed.listen(({ what }) => heard.push(what));
    const before = (await parts().store.auditTail())?.seq ?? 0;
    await setIntake(parts(), centre(), { state: "closed", beds: null });
    expect(heard).toEqual(["organisation"]);
    expect((await parts().store.auditTail())?.seq).toBe(before + 1);
  });

  it("changes what people are shown who look for help, at once and back again", async () => {
    const [first, second] = nearest();
    expect(second).toBeDefined();
    await linkCentre(second?.id ?? "");
    await setIntake(parts(), centre(), { state: "open", beds: 1 });
    await expect.poll(() => nearest()[0]).toEqual({ id: second?.id, intake: "open" });
    const talk = parts().talks.get("find-help");
    expect(talk && (await advance(talk, [])).said).toBeDefined();
    await setIntake(parts(), centre(), { state: "closed", beds: null });
    await expect.poll(() => nearest().map(({ id }) => id)).not.toContain(second?.id);
    expect(nearest()[0]).toEqual(first);
  });

  it("keeps the service it is and the town when it changes, over a restart", async () => {
    await linkCentre("kz-102");
    await setIntake(parts(), centre(), { state: "full", beds: 0 });
    house = await house.restart();
    expect(await card(house.members.centre)).toMatchObject({
      serviceId: "kz-102",
      town: "kz-71-astana",
      intake: "full",
    });
  });
});

describe("ready phrases", () => {
  const shipped = () => shippedPhrases(parts().texts);
  const inCover = () => shipped().filter(({ set }) => set === "covert");
  const own: ReadyPhrase = {
    phraseId: "f".repeat(32),
    set: "open",
    texts: { kk: "Біз осындамыз.", ru: "Мы здесь.", en: "We are here." },
    needs102: false,
    order: 5,
  };

  it("come with the program in all three languages, open and in cover", () => {
    for (const phrase of shipped()) expect(readyPhraseSchema.parse(phrase)).toEqual(phrase);
    expect(new Set(shipped().map(({ phraseId }) => phraseId)).size).toBe(shipped().length);
    const kk = shipped()
      .map(({ texts }) => texts.kk)
      .join(" ");
    for (const letter of "әғқңөұүі") expect(kk.toLowerCase()).toContain(letter);
    for (const { texts } of shipped()) {
      expect(texts.ru).not.toMatch(/[әғқңөұүһіa-z]/i);
      expect(texts.en).not.toMatch(/\p{Script=Cyrillic}/u);
    }
  });

  it("give nothing away in cover, by a list that would find the open ones out", () => {
    const covert = inCover().flatMap(({ texts }) => Object.values(texts));
    expect(covert.filter((text) => givesAway(text) !== null)).toEqual([]);
    for (const text of ["Полиция едет", "102", "дағдарыс орталығы", "We can help", "Пана"]) {
      expect(givesAway(text), text).not.toBeNull();
    }
    for (const text of ["Панадол, 500 мг", "Заказ 1102", "Тапсырыс қабылданды"])
      expect(givesAway(text), text).toBeNull();
    const numbers = lines.filter(({ key }) => key === "panic.numbers" || key === "common.not-kept");
    for (const { message } of numbers) expect(givesAway(message)).not.toBeNull();
  });

  it("speak as the shop that is worn, under the same ids: no pharmacist where pupils are served", async () => {
    const pharmacy = inCover();
    await house.close();
    house = await openTestHouse({ persona: "school-supplies" });
    const ofPharmacy = /фармацевт|аптек|дәрі|доз|pharmac|dose|аллерг|allerg/iu;
    const wordsOf = (phrases: typeof pharmacy) => phrases.flatMap(({ texts }) => Object.values(texts)).join("\n");
    expect(wordsOf(pharmacy)).toMatch(ofPharmacy);
    expect(wordsOf(inCover())).not.toMatch(ofPharmacy);
    expect(wordsOf(inCover())).toMatch(/менеджеру[\s\S]*обложка/i);
    expect(givesAway(wordsOf(inCover()))).toBeNull();
    const lasting = ({ phraseId, needs102, order }: ReadyPhrase) => ({ phraseId, needs102, order });
    expect(inCover().map(lasting)).toEqual(pharmacy.map(lasting));
    expect(pharmacy.filter(({ needs102 }) => needs102).map(({ phraseId }) => phraseId)).toEqual([
      `0c${"2".padStart(30, "0")}`,
    ]);
  });

  it("are the organisation's own from the first change on, and nobody else's", async () => {
    await keepPhrase(parts(), centre(), own);
    const kept = await readyPhrases(parts(), house.members.centre.organisation);
    expect(kept).toHaveLength(shipped().length + 1);
    expect(kept).toContainEqual(own);
    expect(await readyPhrases(parts(), house.members.hotline.organisation)).toEqual(shipped());
    await erasePhrase(parts(), centre(), idOf<PhraseId>(own.phraseId));
    expect(await readyPhrases(parts(), house.members.centre.organisation)).toHaveLength(shipped().length);
  });

  it("are refused without a language, with something else in them, or under no id", () => {
    expect(phraseRequestSchema.safeParse(own).success).toBe(true);
    for (const change of [{ texts: { ...own.texts, kk: " " } }, { phraseId: "1" }, { more: 1 }, { order: 1_000 }])
      expect(phraseRequestSchema.safeParse({ ...own, ...change }).success).toBe(false);
  });

  it("are refused in cover where they give it away", async () => {
    const phrase = { ...own, set: "covert", texts: { ...own.texts, kk: "Полиция келе жатыр." } } as const;
    await expect(keepPhrase(parts(), centre(), phrase)).rejects.toThrow("reply/gives-away");
  });

  it("cannot be removed by another organisation, nor twice", async () => {
    await keepPhrase(parts(), centre(), own);
    const id = idOf<PhraseId>(own.phraseId);
    await expect(erasePhrase(parts(), hotline(), id)).rejects.toThrow("desk/not-found");
    await erasePhrase(parts(), centre(), id);
    await expect(erasePhrase(parts(), centre(), id)).rejects.toThrow("desk/not-found");
  });
});
