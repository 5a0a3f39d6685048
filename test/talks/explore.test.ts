import { beforeAll, describe, expect, it } from "vitest";
import { renderTurn } from "../../src/app/render.ts";
import { doorOf } from "../../src/bot/button-meaning.ts";
import type { PlainButton } from "../../src/channels/bot-api.ts";
import { cloudMessages } from "../../src/channels/whatsapp/cloud-message.ts";
import type { Answer } from "../../src/domain/answers.ts";
import { LOCALES } from "../../src/domain/chat.ts";
import type { Button } from "../../src/domain/outgoing.ts";
import { advance } from "../../src/talks/advance.ts";
import { hear, SKIP } from "../../src/talks/hear.ts";
import type { Option, Question, Said } from "../../src/talks/question.ts";
import { buttonsOf, rowsOf } from "../channels/whatsapp/payload-parts.ts";
import { wrongWith } from "../support/graph/message-rules.ts";
import { type Walked, walkAll, walkIntakePairs } from "./all-walks.ts";
import { positionOf, screenOf, startOf, stepOn, type Visit } from "./explore.ts";
import { catalogue, label, parts, sentence, talk, talks } from "./house.ts";
import { option, point, skip, ticks, unclear, words } from "./repertoire.ts";

/** A text message of the channels, in UTF-16 units. */
const MAX_TEXT = 4_096;
/** A reply button, of which there are three at most, and a row of a list. */
const MAX_BUTTON = 20;
const MAX_ROW = 24;

let walks: readonly Walked[] = [];
let visits: readonly Visit[] = [];

beforeAll(async () => {
  walks = await walkAll();
  visits = [...walks.flatMap((one) => one.visits), ...(await walkIntakePairs(20_260_101))];
}, 60_000);

/** Each thing once: talks come back to the same words a thousand times. */
function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function plainButtons(rows: readonly (readonly Button[])[]): readonly (readonly PlainButton[])[] {
  return rows.map((row) => row.map(({ label, press }) => ({ label, data: press })));
}

function questions(): readonly Question[] {
  return distinct(visits.flatMap(({ next }) => (next.wait === "answer" ? [next.question] : [])));
}

function optionsOf(question: Question): readonly Option[] {
  return "options" in question ? question.options : [];
}

function asked(question: Question): readonly Said[] {
  return question.key === null ? [] : [{ key: question.key, params: question.params }];
}

/** Said and asked as one screen. */
function screen(locale: "kk" | "ru", { turn, next }: Visit): readonly string[] {
  const all = [...turn, ...(next.wait === "answer" ? asked(next.question) : [])];
  return all.map((said) => sentence(locale, said));
}

describe("every path of every talk", () => {
  it("is walked at all", () => {
    expect(new Set(walks.map(({ name }) => name))).toEqual(new Set(talks.keys()));
    expect(visits.length).toBeGreaterThan(5_000);
    const keys = new Set(visits.flatMap(({ turn, next }) => [...turn.map(({ key }) => key), ...askedKeys(next)]));
    for (const key of [
      ...(["intake.summary.phone", "find-help.region-has-none", "danger-now.number.ask"] as const),
      ...(["code-word.phrase-kept", "code-word.duress-kept", "code-word.pin-kept", "traces.erasure-asked"] as const),
    ]) {
      expect(keys).toContain(key);
    }
  });

  it("goes on alike wherever two paths were taken for one", () => {
    const unlike = walks.flatMap((one) => one.unlike.map((visit) => visit.steps.map(({ at, answer }) => [at, answer])));
    expect(unlike).toEqual([]);
  });

  it("speaks in whole sentences, in Kazakh and in Russian", () => {
    const said = distinct(
      visits.flatMap(({ turn, next }) => [...turn, ...(next.wait === "answer" ? asked(next.question) : [])]),
    );
    for (const one of said) {
      for (const reader of [...LOCALES, null]) {
        const text = sentence(reader, one);
        expect(text.trim(), one.key).not.toBe("");
        expect(text, one.key).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
      }
    }
  });

  it("gives each text just the words that it has places for", () => {
    const everywhere = Object.keys(parts.retention);
    for (const { key, params } of distinct(visits.flatMap(({ turn }) => turn))) {
      const message = catalogue.ru.get(key) ?? "";
      const idle = Object.keys(params).filter((name) => !message.includes(`{${name}`));
      expect(idle, key).toEqual([]);
      expect(everywhere.filter((name) => name in params)).toEqual([]);
    }
  });

  it("prints no short number but 102, 103, 111 and 112", () => {
    for (const { key, params } of distinct(visits.flatMap(({ turn }) => turn))) {
      for (const locale of LOCALES) {
        const numbers = sentence(locale, { key, params }).match(/(?<![\d-])\d{3,}(?![\d-]| км)/g) ?? [];
        expect(
          numbers.filter((one) => !["102", "103", "111", "112"].includes(one)),
          key,
        ).toEqual([]);
      }
    }
  });

  it("ends in a talk that exists", () => {
    const ends = visits.flatMap(({ next }) => (next.wait === "nothing" ? [next.end.goTo] : []));
    expect(ends.filter((name) => name !== "beneath" && !talks.has(name))).toEqual([]);
    expect(new Set(walks.filter((one) => one.visits.every(({ next }) => next.wait !== "nothing")))).toEqual(new Set());
  });

  it("can be left from every question", () => {
    for (const { name, visits: own, nameOf, ways } of walks) {
      const out = new Set(own.filter(({ next }) => next.wait === "nothing").map(nameOf));
      for (let before = -1; out.size !== before; ) {
        before = out.size;
        for (const [from, to] of ways) if ([...to].some((one) => out.has(one))) out.add(from);
      }
      const stuck = own.filter((visit) => !out.has(nameOf(visit))).map(positionOf);
      expect(stuck, name).toEqual([]);
    }
  });

  it("leads back to every talk from the menu, the first screen, or the doors into a shop", () => {
    const reached = new Set<string>(["first-contact", "order", "shop-door", "shop-window", "resume"]);
    for (let before = 0; reached.size !== before; ) {
      before = reached.size;
      for (const one of walks.filter(({ name }) => reached.has(name))) {
        for (const { next } of one.visits) if (next.wait === "nothing") reached.add(next.end.goTo);
      }
    }
    reached.delete("beneath");
    expect(new Set(talks.keys())).toEqual(reached);
  });
});

function askedKeys(next: Visit["next"]): readonly string[] {
  return next.wait === "answer" && next.question.key !== null ? [next.question.key] : [];
}

describe("every screen", () => {
  it("fits into one message with everything said before and after it", () => {
    const starts = new Map(
      walks.map(({ name, visits: own }) => [
        name,
        own.filter(({ steps }) => steps.every(({ answer }) => answer.kind === "outcome")),
      ]),
    );
    for (const visit of new Map(visits.map((one) => [screenOf(one), one])).values()) {
      const to = visit.next.wait === "nothing" ? visit.next.end.goTo : "beneath";
      const after = to === "beneath" ? [null] : (starts.get(to) ?? []);
      expect(after.length).toBeGreaterThan(0);
      for (const locale of LOCALES) {
        const own = screen(locale, visit);
        const lengths = after.map((next) => [...own, ...(next ? screen(locale, next) : [])].join("\n\n").length);
        expect(Math.max(...lengths), positionOf(visit)).toBeLessThanOrEqual(MAX_TEXT);
      }
    }
  });

  it("cuts a summary of the longest message that she can write into texts that fit, and loses nothing", async () => {
    const long = `${"ұ".repeat(MAX_TEXT - 2)}\u{1f49a}`;
    const visit = await answered("intake", [
      ...[option("no"), skip, skip, skip, skip, words(long), skip, skip, skip, words(long)],
      {
        kind: "outcome",
        value: {
          outcome: "recipients",
          hotline: "А",
          hotlineBackup: null,
          centre: null,
          police: null,
          policeExcluded: false,
        },
      },
      ...[option("yes"), skip, { kind: "outcome", value: { outcome: "done" } } as const, option("yes"), words(long)],
    ]);
    expect(positionOf(visit)).toBe("intake.send.ask");
    if (visit.next.wait !== "answer") throw new Error("no question");
    const said = visit.turn.map((one) => sentence("kk", one));
    const out = renderTurn(parts, "kk", said, visit.next.question, { serial: "s", ticked: [], shop: false });
    const texts = out.flatMap((one) => (one.out === "screen" ? [one.text] : []));
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(MAX_TEXT);
    expect(texts.join("").split("ұ").length - 1).toBeGreaterThanOrEqual(3 * (MAX_TEXT - 2));
    expect(texts.join("").split("\u{1f49a}")).toHaveLength(4);
  });

  it("has labels that fit on its buttons, in both languages", () => {
    const tooLong = questions().flatMap((question) => {
      const options = optionsOf(question);
      const most = options.length + Number(question.skippable) <= 3 && question.ask !== "tick" ? MAX_BUTTON : MAX_ROW;
      return options.flatMap((one) =>
        LOCALES.map((locale) => label(one, locale))
          .filter((text) => text.length > most)
          .map((text) => `${question.key}: ${text} (${text.length} of ${most})`),
      );
    });
    expect([...new Set(tooLong)]).toEqual([]);
    for (const locale of LOCALES) {
      expect(parts.texts.text(locale, "common.skip").length).toBeLessThanOrEqual(MAX_BUTTON);
      expect(parts.texts.text(locale, "common.done").length).toBeLessThanOrEqual(MAX_BUTTON);
    }
  });

  it("becomes messages that WhatsApp takes, with both doors to press", () => {
    for (const question of questions()) {
      for (const reader of [...LOCALES, null]) {
        for (const shop of [false, true]) {
          const turn = renderTurn(parts, reader, ["Слова."], question, { serial: "1", ticked: [], shop });
          const sent = turn.flatMap((out) =>
            out.out === "screen" ? cloudMessages(out.text, plainButtons(out.rows)) : [],
          );
          for (const message of sent)
            expect(wrongWith({ messaging_product: "whatsapp", to: "12025550101", ...message })).toBeNull();
          const last = sent.at(-1);
          const pressed = [...buttonsOf(last), ...rowsOf(last)].flatMap(({ id }) => doorOf(id) ?? []);
          expect(pressed).toEqual(shop ? ["cancel-order", "urgent-order"] : ["hide", "danger"]);
        }
      }
    }
  });

  it("understands what stands on its buttons, typed in either language or as a number", () => {
    const misheard = questions().flatMap((question) => {
      const options = optionsOf(question);
      return options.flatMap(({ id }, i) => {
        const one = options[i];
        if (!one) return [];
        const numbers = question.ask === "words" ? [] : [String(i + 1)];
        const typed = [...LOCALES.map((locale) => label(one, locale)), ...numbers];
        const right = JSON.stringify(question.ask === "tick" ? ticks(id) : option(id));
        return typed
          .filter((text) => JSON.stringify(hear(question, { heard: "words", words: text }, label)) !== right)
          .map((text) => `${question.key} ${id}: ${text}`);
      });
    });
    expect([...new Set(misheard)]).toEqual([]);
  });

  it("understands a pressed option, and skip where it may be skipped", () => {
    for (const question of questions()) {
      for (const { id } of optionsOf(question)) {
        const right = question.ask === "tick" ? ticks(id) : option(id);
        expect(hear(question, { heard: "press", option: id }, label)).toEqual(right);
      }
      const skipped = hear(question, { heard: "press", option: SKIP }, label);
      expect(skipped, String(question.key)).toEqual(question.skippable ? skip : unclear);
    }
  });

  it("hears an answer that no longer fits as not understood, never as an option", async () => {
    const places = new Map(visits.map((visit) => [positionOf(visit), visit]));
    for (const [name, visit] of places) {
      if (visit.next.wait !== "answer") continue;
      const answers = visit.steps.map(({ answer }) => answer);
      const asUnclear = await advance(visit.talk, [...answers, unclear]);
      for (const answer of unfit(visit.next.question)) {
        expect(await advance(visit.talk, [...answers, answer]), `${name} ${JSON.stringify(answer)}`).toEqual(asUnclear);
      }
    }
  });
});

/** Answers of every kind that this question does not take. */
function unfit(question: Question): readonly Answer[] {
  const takesWords =
    question.ask === "words" || question.ask === "place" || (question.ask === "choose" && question.words);
  return [
    option("of-an-older-version"),
    { kind: "outcome", value: { outcome: "done" } },
    ...(question.ask === "tick" ? [] : [ticks("no", "yes")]),
    ...(takesWords ? [] : [words("нет")]),
    ...(question.ask === "place" || ("words" in question && question.words) || ("point" in question && question.point)
      ? []
      : [point]),
    ...(question.skippable ? [] : [skip]),
  ];
}

async function answered(name: Parameters<typeof talk>[0], answers: readonly Answer[]): Promise<Visit> {
  let visit = await startOf(talk(name));
  for (const answer of answers) visit = await stepOn(visit, answer);
  return visit;
}
