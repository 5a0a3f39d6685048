import type { TalkState } from "../domain/answers.ts";
import { askSecret } from "./ask-secret.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * She types her phrase, with mistakes and in other words, and is told whether it would have been heard. Each try is a talk
 * of its own: nothing of it is remembered, and the state stands in this talk exactly while the question is open.
 */
export const practice: Talk = { name: "practice", edition: 1, run: tryOnce };

/** Whether she is trying out her phrase right now: then it calls nobody. */
export function isPractising({ talk }: Pick<TalkState, "talk">): boolean {
  return talk === practice.name;
}

async function tryOnce(d: Dialogue): Promise<TalkEnd> {
  const words = await askSecret(d, "code-word.practise");
  if (words === null) return goTo("shop-words");
  const tried = await d.perform({ do: "try-phrase", words });
  d.say(tried.outcome === "tried" && tried.heard ? "code-word.would-be-heard" : "code-word.would-not-be-heard");
  return goTo("practice");
}
