import type { Answer, Outcome } from "../../src/domain/answers.ts";
import type { CaseRequest, Deed } from "../../src/talks/deed.ts";
import type { QuestionName } from "../../src/talks/dialogue.ts";
import type { Question, Said } from "../../src/talks/question.ts";
import type { Talk, TalkEnd } from "../../src/talks/talk.ts";
import { positionOf, startOf, stepOn } from "./explore.ts";
import { done, everybody, keptByNobody, noTraces, nothingSet, notKept, option, skip } from "./repertoire.ts";

/** What somebody answers, by question; several are given one after another. A word alone is an option. */
export interface Script {
  readonly answers?: Readonly<Partial<Record<QuestionName | "(listens)", string | readonly Answer[]>>>;
  readonly outcomes?: Readonly<Partial<Record<Deed["do"], Outcome>>>;
}

/** What happened, in order. */
export type Event =
  | { readonly it: "said"; readonly key: string }
  | { readonly it: "asked"; readonly key: string }
  | { readonly it: "did"; readonly deed: Deed["do"] };

export interface Played {
  readonly events: readonly Event[];
  readonly said: readonly Said[];
  readonly questions: readonly Question[];
  readonly deeds: readonly Deed[];
  readonly goesTo: TalkEnd["goTo"];
}

/**
 * Plays a talk to its end. A question that the script does not name is passed over; one that cannot be is an error.
 * What the script does not say of a deed goes well.
 */
export async function play(talk: Talk, { answers = {}, outcomes = {} }: Script = {}): Promise<Played> {
  const events: Event[] = [];
  const said: Said[] = [];
  const questions: Question[] = [];
  const deeds: Deed[] = [];
  const times = new Map<string, number>();
  let visit = await startOf(talk);
  for (let told = 0; ; ) {
    const fresh = visit.turn.slice(told);
    said.push(...fresh);
    events.push(...fresh.map(({ key }) => ({ it: "said", key }) as const));
    if (visit.next.wait === "nothing") return { events, said, questions, deeds, goesTo: visit.next.end.goTo };
    if (visit.next.wait === "deed") {
      const { deed } = visit.next;
      deeds.push(deed);
      events.push({ it: "did", deed: deed.do });
      told = visit.turn.length;
      visit = await stepOn(visit, { kind: "outcome", value: outcomes[deed.do] ?? usually(deed) });
      continue;
    }
    const name = positionOf(visit).replace(/\.ask$/, "") as QuestionName;
    questions.push(visit.next.question);
    events.push({ it: "asked", key: name });
    const time = times.get(name) ?? 0;
    times.set(name, time + 1);
    told = 0;
    visit = await stepOn(visit, answerOf(answers[name], time, visit.next.question));
  }
}

function answerOf(scripted: string | readonly Answer[] | undefined, time: number, question: Question): Answer {
  const answer = typeof scripted === "string" ? optionOf(question, scripted) : scripted?.[time];
  if (answer) return answer;
  if (question.skippable && scripted === undefined) return skip;
  throw new Error(`no answer to ${question.key} for the time ${time + 1}`);
}

/** An option that is not offered would be misunderstood for ever. */
function optionOf(question: Question, id: string): Answer {
  if ("options" in question && question.options.some((one) => one.id === id)) return option(id);
  throw new Error(`${question.key} has no option ${id}`);
}

function usually(deed: Deed): Outcome {
  switch (deed.do) {
    case "find-recipients":
      return everybody;
    case "speak":
    case "exclude-police":
    case "hand-over-waiting":
    case "told-way-back":
    case "sweep-mine":
    case "keep-phrase":
    case "keep-duress":
    case "keep-pin":
    case "keep-profile":
    case "keep-code-word":
    case "forget-codes":
    case "forget-me":
    case "stop-contact":
    case "ask-erasure":
    case "cancel-erasure":
      return done;
    case "read-codes":
      return nothingSet;
    case "read-traces":
      return { ...noTraces, cases: true };
    case "judge-phrase":
      return { outcome: "judged", problem: null };
    case "try-phrase":
      return { outcome: "tried", heard: true };
    case "find-case":
    case "find-order":
      return notKept;
    case "shop-topic":
      return { outcome: "topic", topic: "odd", turn: 0 };
    case "open-case":
    case "append-place":
    case "append-answer":
    case "append-words":
    case "set-contact":
    case "append-order":
    case "append-order-place":
    case "practise-alert":
      return keptByNobody;
  }
}

export function saidKeys({ said }: Played): readonly string[] {
  return said.map(({ key }) => key);
}

export function askedNames({ events }: Played): readonly string[] {
  return events.flatMap((event) => (event.it === "asked" ? [event.key] : []));
}

export function deedNames({ deeds }: Played): readonly string[] {
  return deeds.map((deed) => deed.do);
}

/** The case that was to be opened. */
export function requestOf({ deeds }: Played): CaseRequest {
  const opened = deeds.flatMap((deed) => (deed.do === "open-case" ? [deed.request] : []));
  const [request] = opened;
  if (opened.length !== 1 || !request) throw new Error(`${opened.length} cases were opened`);
  return request;
}
