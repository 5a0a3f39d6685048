import type { Answer, Outcome } from "../domain/answers.ts";
import { Fault } from "../domain/faults.ts";
import type { Deed } from "./deed.ts";
import type { Question, Said } from "./question.ts";
import { dialogueOver } from "./replay.ts";
import type { Talk, TalkEnd } from "./talk.ts";

/** Where a talk stands after the answers so far. */
export interface Advanced {
  /** What was said since the last answer. Earlier words were said in earlier turns. */
  readonly said: readonly Said[];
  readonly next:
    | { readonly wait: "answer"; readonly question: Question }
    | { readonly wait: "deed"; readonly deed: Deed }
    | { readonly wait: "nothing"; readonly end: TalkEnd };
}

/**
 * Runs a talk from its start over the recorded answers until it needs something new.
 *
 * A talk stays a plain function: nothing of it is frozen between turns, so a restart of the program
 * or a new version costs nothing. The price is running it again, some microseconds.
 *
 * @throws whatever the talk throws; never waits for anything but the talk itself.
 */
export async function advance(talk: Talk, answers: readonly Answer[]): Promise<Advanced> {
  const said: Said[] = [];
  // The talk's own promise never settles once it needs an answer that is not there; it is garbage from then on.
  const next = await new Promise<Advanced["next"]>((resolve, reject) => {
    const dialogue = dialogueOver(answers, said, resolve);
    talk.run(dialogue).then((end) => resolve({ wait: "nothing", end }), reject);
  });
  return { said, next };
}

/** The answer that a deed's outcome is recorded as. */
export function outcomeAnswer(value: Outcome): Answer {
  return { kind: "outcome", value };
}

/** @throws {Fault} `turn/unknown-talk` when there is none of this name. */
export function talkNamed(talks: ReadonlyMap<string, Talk>, name: string): Talk {
  const talk = talks.get(name);
  if (!talk) throw new Fault("turn/unknown-talk");
  return talk;
}
