import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/domain/answers.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { sentence, talk } from "./house.ts";
import { askedNames, deedNames, play, requestOf, saidKeys } from "./play.ts";
import { everybody, notKept, outcomesOf, point, skip, unclear, words } from "./repertoire.ts";

const dangerNow = talk("danger-now");
const wantsHelp = { "danger-now.alert-with-backup": "yes", "danger-now.alert": "yes" } as const;

describe("danger now", () => {
  it.each(["danger-now", "danger-unclear"] as const)(
    "shows the emergency numbers before it asks or does anything: %s",
    async (name) => {
      const { events, said } = await play(talk(name), { answers: wantsHelp });
      expect(events[0]).toEqual({ it: "said", key: "danger-now.call-first" });
      for (const locale of LOCALES) {
        const [first] = said.map((one) => sentence(locale, one));
        expect(first).toContain("102");
        expect(first).toContain("112");
      }
    },
  );

  it("names the duty organisation and its backup when it asks for consent", async () => {
    const withBackup = await play(dangerNow, { answers: wantsHelp });
    expect(withBackup.questions[0]).toMatchObject({
      key: "danger-now.alert-with-backup.ask",
      params: { organisation: everybody.hotline, backup: everybody.hotlineBackup },
    });
    const without = await play(dangerNow, {
      answers: wantsHelp,
      outcomes: { "find-recipients": { ...everybody, hotlineBackup: null } },
    });
    expect(without.questions[0]).toMatchObject({
      key: "danger-now.alert.ask",
      params: { organisation: everybody.hotline },
    });
  });

  it("opens the most urgent case for the hotline alone as soon as she agrees", async () => {
    const played = await play(dangerNow, { answers: wantsHelp });
    expect(requestOf(played)).toMatchObject({ urgency: "immediate", consents: ["hotline"], consentUnclear: false });
    expect(deedNames(played).slice(0, 2)).toEqual(["find-recipients", "open-case"]);
    expect(askedNames(played)[0]).toBe("danger-now.alert-with-backup");
    expect(saidKeys(played)).toContain("danger-now.sent");
    expect(played.goesTo).toBe("live");
  });

  it("opens nothing when she says no, and leaves the numbers", async () => {
    const played = await play(dangerNow, { answers: { "danger-now.alert-with-backup": "no" } });
    expect(deedNames(played)).toEqual(["find-recipients"]);
    expect(saidKeys(played)).toEqual(["danger-now.call-first", "danger-now.numbers-stay"]);
    expect(played.goesTo).toBe("menu");
  });

  it("opens a case marked unclear for the hotline, never for the police, when the answer was unclear twice", async () => {
    const played = await play(dangerNow, { answers: { "danger-now.alert-with-backup": [unclear, unclear] } });
    expect(requestOf(played)).toMatchObject({ urgency: "immediate", consents: ["hotline"], consentUnclear: true });
    expect(played.goesTo).toBe("live");
  });

  it("takes a clear answer after one misunderstanding as it is", async () => {
    const said = async (answer: "yes" | "no") =>
      deedNames(
        await play(dangerNow, {
          answers: { "danger-now.alert-with-backup": [unclear, { kind: "option", option: answer }] },
        }),
      );
    expect(await said("no")).not.toContain("open-case");
    expect(await said("yes")).toContain("open-case");
  });

  it("does not ask for consent again where danger was misunderstood twice before", async () => {
    const played = await play(talk("danger-unclear"));
    expect(requestOf(played)).toMatchObject({ talk: "danger-unclear", consents: ["hotline"], consentUnclear: true });
    expect(askedNames(played)).not.toContain("danger-now.alert-with-backup");
  });

  it("never sends anything to the police, whoever could receive it", async () => {
    const found = outcomesOf({ do: "find-recipients", place: null });
    for (const name of ["danger-now", "danger-unclear"] as const) {
      for (const answer of found) {
        if (answer.kind !== "outcome") continue;
        const { deeds } = await play(talk(name), {
          answers: wantsHelp,
          outcomes: { "find-recipients": answer.value },
        });
        const consents = deeds.flatMap((deed) => (deed.do === "open-case" ? deed.request.consents : []));
        expect(consents.filter((one) => one !== "hotline")).toEqual([]);
      }
    }
  });

  it.each<[string, Outcome]>([
    ["no hotline", { ...everybody, hotline: null, hotlineBackup: null }],
    ["no answer who there is", notKept],
  ])("says that nobody is on duty and gives the numbers when there is %s", async (_what, found) => {
    const played = await play(dangerNow, { outcomes: { "find-recipients": found } });
    expect(saidKeys(played)).toEqual(["danger-now.call-first", "danger-now.nobody-here"]);
    expect(played.deeds).toHaveLength(1);
    expect(played.goesTo).toBe("menu");
  });

  it("says at once that the case could not be kept, with the numbers, and never that it was sent", async () => {
    const played = await play(dangerNow, { answers: wantsHelp, outcomes: { "open-case": notKept } });
    expect(saidKeys(played)).toEqual(["danger-now.call-first", "common.not-kept"]);
    for (const locale of LOCALES) {
      const text = sentence(locale, { key: "common.not-kept", params: {} });
      for (const number of ["102", "112", "111"]) expect(text).toContain(number);
    }
  });

  it("sends with every question skipped", async () => {
    const played = await play(dangerNow, { answers: wantsHelp });
    expect(askedNames(played)).toEqual([
      "danger-now.alert-with-backup",
      "danger-now.where",
      "danger-now.who",
      "danger-now.reach",
    ]);
    expect(saidKeys(played).at(-1)).toBe("danger-now.we-are-here");
  });

  it("keeps each answer by itself before it asks the next, so that she may stop at any word", async () => {
    const { events } = await play(dangerNow, {
      answers: {
        ...wantsHelp,
        "danger-now.where": [point],
        "danger-now.who": "me-and-children",
        "danger-now.reach": "call",
        "danger-now.number": [words("8 700 000 00 00")],
      },
    });
    expect(
      events
        .filter(({ it }) => it !== "said")
        .map((event) => ("deed" in event ? event.deed : "key" in event ? event.key : "")),
    ).toEqual([
      "find-recipients",
      "danger-now.alert-with-backup",
      "open-case",
      "danger-now.where",
      "append-place",
      "danger-now.who",
      "append-answer",
      "danger-now.reach",
      "set-contact",
      "danger-now.number",
      "append-answer",
    ]);
  });

  it("asks for a number only if she wants a call", async () => {
    for (const reach of ["write", "as-answer"] as const) {
      const played = await play(dangerNow, { answers: { ...wantsHelp, "danger-now.reach": reach } });
      expect(askedNames(played)).not.toContain("danger-now.number");
    }
    const skipped = await play(dangerNow, { answers: { ...wantsHelp, "danger-now.reach": [skip] } });
    expect(askedNames(skipped)).not.toContain("danger-now.number");
    expect(skipped.deeds).toContainEqual({ do: "set-contact", contact: { may: "as-answer" } });
  });

  it("writes first only to somebody who asked for it", async () => {
    const contact = async (reach: string) =>
      (await play(dangerNow, { answers: { ...wantsHelp, "danger-now.reach": reach } })).deeds.find(
        (deed) => deed.do === "set-contact",
      );
    expect(await contact("write")).toMatchObject({ contact: { may: "any-time" } });
    expect(await contact("as-answer")).toMatchObject({ contact: { may: "as-answer" } });
    expect(await contact("call")).toMatchObject({ contact: { may: "as-answer" } });
  });

  it.each(["append-place", "append-answer", "set-contact"] as const)(
    "says so when an answer could not be kept (%s), and does not claim that all of it was",
    async (deed) => {
      const played = await play(dangerNow, {
        answers: { ...wantsHelp, "danger-now.where": [words("Абая 1")], "danger-now.who": "me" },
        outcomes: { [deed]: notKept },
      });
      expect(saidKeys(played)).toContain("common.not-kept");
      expect(saidKeys(played)).not.toContain("danger-now.we-are-here");
      expect(played.goesTo).toBe("live");
    },
  );
});
