import type { Answer, Outcome } from "../../src/domain/answers.ts";
import { PHRASE_PROBLEMS } from "../../src/domain/codes.ts";
import { SHOP_TOPICS } from "../../src/domain/shop.ts";
import { ANSWERS } from "../../src/talks/counter.ts";
import type { Deed } from "../../src/talks/deed.ts";
import type { Question } from "../../src/talks/question.ts";

export const skip: Answer = { kind: "skip" };
export const unclear: Answer = { kind: "unclear" };
export const words = (text: string): Answer => ({ kind: "text", text });
export const option = (id: string): Answer => ({ kind: "option", option: id });
export const ticks = (...options: string[]): Answer => ({ kind: "options", options });
/** In the middle of Karaganda. */
export const point: Answer = { kind: "place", place: { place: "point", lat: 49.8, lon: 73.1 } };
/** Far from the country. */
export const pointAbroad: Answer = { kind: "place", place: { place: "point", lat: 40.7, lon: -74 } };
export const outcome = (value: Outcome): Answer => ({ kind: "outcome", value });

export const done: Outcome = { outcome: "done" };
export const keptByNobody: Outcome = { outcome: "kept", reader: "nobody" };
export const keptByHuman: Outcome = { outcome: "kept", reader: "human" };
/** Nobody is on duty where it was sent, and nobody or another organisation has it already. */
export const keptOffDuty: Outcome = { outcome: "kept", reader: "off-duty" };
export const keptByBackup: Outcome = { outcome: "kept", reader: "backup" };
export const notKept: Outcome = { outcome: "not-kept" };
export const everybody: Extract<Outcome, { outcome: "recipients" }> = {
  outcome: "recipients",
  hotline: "Демо желі",
  hotlineBackup: "Запасная линия",
  centre: "Демо орталық",
  police: "Дежурная часть",
  policeExcluded: false,
};

export const nothingSet: Extract<Outcome, { outcome: "codes" }> = {
  outcome: "codes",
  phrase: false,
  duress: false,
  pin: false,
  profile: false,
  codeWord: false,
  police: true,
};
export const noTraces: Extract<Outcome, { outcome: "traces" }> = {
  outcome: "traces",
  cases: false,
  erasing: false,
  hours: 72,
  unswept: 0,
};

/** A phrase and a PIN that are taken. */
export const GOOD_PHRASE = "есть ли жёлтые пуговицы для пальто";
export const GOOD_PIN = "4829";

/** What a person may do with a question: each option, nothing, everything, words, a point, to pass it over, a riddle. */
export function answersTo(question: Question): readonly Answer[] {
  const general = question.skippable ? [skip, unclear] : [unclear];
  switch (question.ask) {
    case "choose":
      return [...question.options.map(({ id }) => option(id)), ...(question.words ? whereabouts() : []), ...general];
    case "tick": {
      const ids = question.options.map(({ id }) => id);
      return [...ids.map((id) => ticks(id)), ticks(), ticks(...ids), ...general];
    }
    case "words":
      return [
        words("Сөз, слово"),
        ...(question.key?.startsWith("code-word.") ? [words(GOOD_PHRASE), words(GOOD_PIN)] : []),
        ...(question.point === true ? [point] : []),
        ...question.options.map(({ id }) => option(id)),
        ...general,
      ];
    case "place":
      return [words("Абая 1, кв. 2"), ...whereabouts(), ...general];
  }
}

/** Unknown, clear, a region, a name that several places have, and one that is asked about; points inside and outside. */
function whereabouts(): readonly Answer[] {
  const typed = ["Жаңа ауыл", "в Темиртау", "Ұлытау облысы", "Ақсуда", "жақсы"];
  return [...typed.map(words), point, pointAbroad];
}

/** Everything that may come of a deed. */
export function outcomesOf(deed: Deed): readonly Answer[] {
  switch (deed.do) {
    case "speak":
    case "exclude-police":
    case "told-way-back":
    case "sweep-mine":
    case "keep-phrase":
    case "keep-duress":
    case "keep-pin":
    case "keep-profile":
    case "keep-code-word":
    case "forget-codes":
    case "forget-me":
      return [outcome(done)];
    case "read-codes":
      return [nothingSet, { ...nothingSet, phrase: true }, { ...nothingSet, pin: true, police: false }].map(outcome);
    case "judge-phrase":
      return [null, ...PHRASE_PROBLEMS].map((problem) => outcome({ outcome: "judged", problem }));
    case "try-phrase":
      return [true, false].map((heard) => outcome({ outcome: "tried", heard }));
    case "read-traces":
      return [noTraces, { ...noTraces, cases: true }, { ...noTraces, cases: true, erasing: true, unswept: 3 }].map(
        outcome,
      );
    case "practise-alert":
      return [keptByNobody, notKept].map(outcome);
    case "stop-contact":
    case "ask-erasure":
    case "cancel-erasure":
      return [done, notKept].map(outcome);
    case "shop-topic":
      return counterTurns().map(outcome);
    case "hand-over-waiting":
      return deed.asked ? [outcome(done)] : [outcome(done), outcome({ outcome: "ask-first" })];
    case "find-case":
    case "find-order":
      return [keptByNobody, notKept].map(outcome);
    case "find-recipients":
      return [...recipients(), notKept].map(outcome);
    case "open-case":
      return [keptByNobody, keptOffDuty, keptByBackup, notKept].map(outcome);
    case "append-place":
    case "append-answer":
    case "append-words":
    case "set-contact":
    case "append-order":
    case "append-order-place":
      return [keptByNobody, keptByHuman, notKept].map(outcome);
  }
}

/** Every answer of every topic. */
function counterTurns(): readonly Outcome[] {
  return SHOP_TOPICS.flatMap((topic) =>
    Array.from({ length: ANSWERS[topic] }, (_, turn) => ({ outcome: "topic", topic, turn }) as const),
  );
}

/** With and without each organisation; a backup only where there is a hotline. */
function recipients(): readonly Outcome[] {
  const lines = [
    { hotline: everybody.hotline, hotlineBackup: everybody.hotlineBackup },
    { hotline: everybody.hotline, hotlineBackup: null },
    { hotline: null, hotlineBackup: null },
  ];
  return lines.flatMap((line) =>
    [everybody.centre, null].flatMap((centre) =>
      [everybody.police, null].map((police) => ({ ...everybody, ...line, centre, police })),
    ),
  );
}
