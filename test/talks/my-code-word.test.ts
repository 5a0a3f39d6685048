import { describe, expect, it } from "vitest";
import type { TalkState } from "../../src/domain/answers.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import { PHRASE_PROBLEMS } from "../../src/domain/codes.ts";
import { CODE_TALKS } from "../../src/talks/code-talks.ts";
import { isEasyPin, pinIn } from "../../src/talks/pin-digits.ts";
import { isPractising } from "../../src/talks/practice.ts";
import type { TalkName } from "../../src/talks/talk.ts";
import { walkOne } from "./all-walks.ts";
import { positionOf } from "./explore.ts";
import { catalogue, parts, sentence, talk, talks } from "./house.ts";
import { askedNames, deedNames, play, saidKeys } from "./play.ts";
import { GOOD_PHRASE, nothingSet, notKept, option, words } from "./repertoire.ts";

const TWICE = { "code-word.phrase": [words(GOOD_PHRASE)], "code-word.again": [words(GOOD_PHRASE)] } as const;

describe("the talk about a phrase of her own", () => {
  it("says what it does and that it is no call to 102 before it asks anything", async () => {
    const { events } = await play(talk("my-code-word"));
    expect(events.filter(({ it }) => it === "said")).toEqual([
      { it: "said", key: "code-word.what-it-does" },
      { it: "said", key: "code-word.what-it-is-not" },
    ]);
    for (const locale of LOCALES)
      expect(sentence(locale, { key: "code-word.what-it-is-not", params: {} })).toMatch(/102/);
  });

  it("teaches nobody a word of the police: masks, antiseptics and pizza stand in no text", () => {
    for (const locale of LOCALES)
      for (const [key, text] of catalogue[locale])
        if (key.startsWith("code-word.")) expect(text, key).not.toMatch(/маск|антисептик|пицц|бетперде/i);
  });

  it("offers practice and change only where there is a phrase, and forgetting where there is anything", async () => {
    const offered = async (name: TalkName, set: Partial<typeof nothingSet>) => {
      const answers = { "code-word.what": "menu", "code-word.more-codes": "back" } as const;
      const { questions } = await play(talk(name), { answers, outcomes: { "read-codes": { ...nothingSet, ...set } } });
      return questions.flatMap((one) => ("options" in one ? one.options.map(({ id }) => id) : []));
    };
    expect(await offered("codes", {})).toContain("set");
    expect(await offered("codes", {})).not.toContain("practise");
    expect(await offered("codes", { phrase: true })).toEqual(expect.arrayContaining(["practise", "change"]));
    expect(await offered("more-codes", {})).not.toContain("forget");
    expect(await offered("more-codes", { pin: true })).toContain("forget");
  });

  it("judges, has it typed again, explains the shop, and only then keeps it", async () => {
    const played = await play(talk("code-phrase"), {
      answers: { ...TWICE, "code-word.understood": "keep", "code-word.try-now": "later" },
    });
    const at = (name: string) => played.events.findIndex((event) => ("key" in event ? event.key : event.deed) === name);
    const order = [
      "code-word.phrase",
      "judge-phrase",
      "code-word.again",
      "code-word.means.not-in-stock",
      "keep-phrase",
    ];
    expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
    expect(at("keep-phrase")).toBeGreaterThan(0);
    expect(played.deeds.find((deed) => deed.do === "keep-phrase")).toEqual({ do: "keep-phrase", words: GOOD_PHRASE });
  });

  it("is never kept on any path without the meaning of the shop's sentences", async () => {
    const { visits } = await walkOne("code-phrase");
    const kept = visits.filter(({ next }) => next.wait === "deed" && next.deed.do === "keep-phrase");
    expect(kept.length).toBeGreaterThan(0);
    for (const { steps } of kept) expect(steps.map(({ at }) => at)).toContain("code-word.understood.ask");
    const shown = visits.filter((visit) => positionOf(visit) === "code-word.understood.ask");
    const meanings = [...catalogue.ru.keys()].filter((key) => key.startsWith("code-word.means."));
    for (const { turn, steps } of shown.filter(({ steps: past }) => past.at(-1)?.answer.kind !== "unclear"))
      expect(
        turn.map(({ key }) => key),
        JSON.stringify(steps),
      ).toEqual(expect.arrayContaining(meanings));
  });

  it.each(PHRASE_PROBLEMS)("says calmly why a phrase is %s, and begins anew", async (problem) => {
    for (const [name, question] of [
      ["code-phrase", "code-word.phrase"],
      ["duress-phrase", "code-word.duress"],
    ] as const) {
      const played = await play(talk(name), {
        answers: { [question]: [words(GOOD_PHRASE)] },
        outcomes: { "judge-phrase": { outcome: "judged", problem } },
      });
      expect(saidKeys(played)).toContain(`code-word.no.${problem}`);
      expect(played.goesTo).toBe(name);
    }
  });

  it("warns that the old phrase is still heard when she changes it", async () => {
    const outcomes = { "read-codes": { ...nothingSet, phrase: true } };
    expect(saidKeys(await play(talk("code-phrase"), { outcomes }))).toContain("code-word.not-the-old-one");
    expect(saidKeys(await play(talk("code-phrase")))).not.toContain("code-word.not-the-old-one");
  });

  it("takes the second time what the matcher would take, and gives up after three others", async () => {
    const near = words("жолтые пугавицы для польто есть ли");
    const taken = await play(talk("code-phrase"), {
      answers: { ...TWICE, "code-word.again": [words("другое"), near], "code-word.understood": "discard" },
    });
    expect(saidKeys(taken)).toContain("code-word.again-differs");
    expect(askedNames(taken)).toContain("code-word.understood");
    const other = words("не помню как там");
    const lost = await play(talk("code-phrase"), { answers: { ...TWICE, "code-word.again": [other, other, other] } });
    expect(lost.goesTo).toBe("code-phrase");
    expect(deedNames(lost)).not.toContain("keep-phrase");
  });

  it("takes every secret off the screen at once", async () => {
    const SECRETS = /^code-word\.(phrase|again|duress|practise|address|household|pin|pin-again|known-by)\.ask$/;
    for (const { name } of CODE_TALKS) {
      const { visits } = await walkOne(name);
      const typed = visits.filter(
        ({ steps }) => steps.at(-1)?.answer.kind === "text" && SECRETS.test(steps.at(-1)?.at ?? ""),
      );
      for (const { next } of typed) expect(next).toMatchObject({ wait: "deed", deed: { do: "sweep-mine" } });
    }
  });

  it("leaves nothing of what she typed behind: each of its talks ends in another one, which begins with no answers", async () => {
    for (const { name } of CODE_TALKS) {
      const { visits } = await walkOne(name);
      const ends = visits.flatMap(({ next }) => (next.wait === "nothing" ? [next.end.goTo] : []));
      expect(ends.length, name).toBeGreaterThan(0);
      for (const end of ends) expect([...talks.keys()], name).toContain(end);
    }
  });
});

describe("practice", () => {
  const stateIn = (name: string): TalkState => ({
    talk: name,
    edition: 1,
    answers: [],
    cry: null,
    ticked: [],
    beneath: null,
  });

  it("is on exactly while its question is open", async () => {
    for (const name of talks.keys()) expect(isPractising(stateIn(name)), name).toBe(name === "practice");
    const { visits } = await walkOne("practice");
    const waiting = visits.filter(({ next }) => next.wait === "answer").map(positionOf);
    expect(new Set(waiting)).toEqual(new Set(["code-word.practise.ask"]));
    const { beneath: _none, ...below } = stateIn("practice");
    const checked: TalkState = { ...stateIn("resume"), beneath: { ...below, held: null } };
    expect(isPractising(checked)).toBe(false);
  });

  it("tells whether it would have been heard and asks again, with nothing remembered", async () => {
    const said = async (heard: boolean) =>
      play(talk("practice"), {
        answers: { "code-word.practise": [words("как-нибудь")] },
        outcomes: { "try-phrase": { outcome: "tried", heard } },
      });
    expect(saidKeys(await said(true))).toEqual(["code-word.would-be-heard"]);
    expect(saidKeys(await said(false))).toEqual(["code-word.would-not-be-heard"]);
    expect((await said(true)).goesTo).toBe("practice");
  });
});

describe("the shop's sentences", () => {
  it("are taught in the shop's own words, so that another cover teaches its own", async () => {
    const { visits } = await walkOne("shop-words");
    const asked = visits.flatMap(({ next }) => (next.wait === "answer" ? [next.question] : []));
    for (const locale of LOCALES) {
      const all = asked.map(({ key, params }) => (key === null ? "" : sentence(locale, { key, params }))).join("\n");
      for (const key of [
        "shop.accepted",
        "shop.seen",
        "shop.not-in-stock",
        "shop.doors.urgent",
        "shop.doors.cancel",
      ] as const)
        expect(all, key).toContain(parts.texts.text(locale, key));
      for (const key of ["shop.address.ask", "shop.strength.ask", "shop.finish.ask", "shop.return-word"] as const)
        expect(all, key).toContain(parts.texts.text(locale, key));
    }
  });

  it("end with a trial alert only where she has a phrase and somebody is there, and only on her yes", async () => {
    const withPhrase = { "read-codes": { ...nothingSet, phrase: true } } as const;
    const lessons = {};
    const yes = await play(talk("shop-words"), {
      answers: { ...lessons, "code-word.trial": "yes" },
      outcomes: withPhrase,
    });
    expect(deedNames(yes)).toContain("practise-alert");
    expect(saidKeys(yes)).toContain("code-word.trial-sent");
    const no = await play(talk("shop-words"), { answers: { "code-word.trial": "no" }, outcomes: withPhrase });
    expect(deedNames(no)).not.toContain("practise-alert");
    expect(askedNames(await play(talk("shop-words")))).not.toContain("code-word.trial");
    const nobody = await play(talk("shop-words"), { outcomes: { ...withPhrase, "find-recipients": notKept } });
    expect(askedNames(nobody)).not.toContain("code-word.trial");
    const failed = await play(talk("shop-words"), {
      answers: { "code-word.trial": [option("yes")] },
      outcomes: { ...withPhrase, "practise-alert": notKept },
    });
    expect(saidKeys(failed)).toContain("code-word.trial-not-sent");
  });
});

describe("where help should come", () => {
  it("asks for the police only where nobody of his works there", async () => {
    const answers = { "code-word.address": [words("Абая 12")], "code-word.wish": "send-police" } as const;
    const free = await play(talk("safe-address"), { answers });
    expect(free.deeds).toContainEqual({
      do: "keep-profile",
      profile: { address: "Абая 12", household: null, wish: "send-police" },
    });
    const kin = await play(talk("safe-address"), {
      answers,
      outcomes: { "read-codes": { ...nothingSet, police: false } },
    });
    expect(askedNames(kin)).not.toContain("code-word.wish");
  });

  it("changes nothing when everything is passed over", async () => {
    const played = await play(talk("safe-address"));
    expect(deedNames(played)).not.toContain("keep-profile");
    expect(saidKeys(played)).toContain("code-word.nothing-changed");
  });
});

describe("a PIN", () => {
  it("has four to eight digits, however they are set apart", () => {
    expect(["4829", "48 29", "4829-1730", " 48291 "].map(pinIn)).toEqual(["4829", "4829", "48291730", "48291"]);
    expect(["482", "482917305", "48a9", "", "четыре", "٤٨٢٩"].map(pinIn)).toEqual([null, null, null, null, null, null]);
  });

  it("is not one that anybody tries first", () => {
    for (const easy of ["1111", "0000", "1212", "12121", "1234", "45678", "87654", "7890", "3210"])
      expect(isEasyPin(easy), easy).toBe(true);
    for (const good of ["4829", "1357", "2580", "11223", "90210"]) expect(isEasyPin(good), good).toBe(false);
  });
});
