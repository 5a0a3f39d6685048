import type { TalkState } from "../domain/answers.ts";

/** Whether she is trying out her phrase right now: then it calls nobody. */
export function isPractising({ talk, answers }: TalkState): boolean {
  return talk === "practice" && answers.length >= 0;
}
