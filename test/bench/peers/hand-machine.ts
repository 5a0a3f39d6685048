import { ASK_LANGUAGE, type Ask, type Near, questionsIn, sayDone, sayNear } from "./flow.ts";
import { newCaseNumber } from "./settings.ts";

/** Where a person is. Kept between updates. */
export interface HandState {
  /** Name of the question that was asked last. */
  asked: string;
  language: number;
  safe: number;
  what: number;
  signs: number[];
  town: string;
  near: readonly Near[];
  consent: number;
}

/** What she told, as it is kept. */
export interface HandCase extends HandState {
  readonly number: string;
  readonly words: string;
}

/** What a bot does after one update; null state: the talk is over. */
export interface HandTurn {
  readonly state: HandState | null;
  readonly text: string;
  /** The question whose answers stand below as buttons; null: none. */
  readonly buttons: Ask | null;
  readonly kept: HandCase | null;
}

/** How the nearest centres are found. */
type FindNear = (words: string) => readonly Near[];

/** A text of a person. null: it means nothing here. */
export function hearText(state: HandState | null, text: string, findNear: FindNear): HandTurn | null {
  if (text === "/start") return ask(begun(), ASK_LANGUAGE);
  if (state?.asked === "town") {
    state.town = text;
    state.near = findNear(text);
    return ask(state, sayNear(state.language, text, state.near));
  }
  if (state?.asked !== "words") return null;
  const number = newCaseNumber();
  const kept = { ...state, number, words: text };
  return { state: null, text: sayDone(state.language, number, text), buttons: null, kept };
}

/** A button that sent `<question>:<answer>`. null: it belongs to no question that is open. */
export function hearPress(state: HandState | null, data: string): HandTurn | null {
  const colon = data.indexOf(":");
  const answer = Number(data.slice(colon + 1));
  if (state === null || data.slice(0, colon) !== state.asked) return null;
  if (state.asked === "language") state.language = answer;
  const questions = questionsIn(state.language);
  switch (state.asked) {
    case "language":
      return ask(state, questions.safe);
    case "safe":
      state.safe = answer;
      return ask(state, questions.what);
    case "what":
      state.what = answer;
      return ask(state, questions.signs[0] ?? questions.town);
    case "near":
      return ask(state, questions.consent);
    case "consent":
      state.consent = answer;
      return ask(state, questions.words);
    default:
      state.signs.push(answer);
      return ask(state, questions.signs[state.signs.length] ?? questions.town);
  }
}

function begun(): HandState {
  return { asked: "", language: 0, safe: 0, what: 0, signs: [], town: "", near: [], consent: 0 };
}

function ask(state: HandState, question: Ask): HandTurn {
  state.asked = question.name;
  const buttons = question.answers.length > 0 ? question : null;
  return { state, text: question.text, buttons, kept: null };
}
