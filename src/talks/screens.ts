import type { TextKey } from "../i18n/text-keys.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd, type TalkName } from "./talk.ts";

/** Somebody who is afraid for a person close to them: what a witness can do, without putting her at risk. */
export const someoneElse = screen(
  "someone-else",
  ["someone-else.what-you-can-do", "someone-else.be-careful"],
  "someone-else.next",
);

/** Neighbours who hear it through the wall. The police take their call. */
export const neighbour = screen("neighbour", ["neighbour.what-you-can-do", "neighbour.be-careful"], "neighbour.next");

/** An adult who is afraid for a child. */
export const forChild = screen("for-child", ["for-child.what-you-can-do", "for-child.be-careful"], "for-child.next");

/** A child who writes. Nobody tells the parents; 111 takes children's calls. */
export const underAge = screen("under-age", ["under-age.not-your-fault", "under-age.who-helps"], "under-age.next");

/** Somebody who does not want to live: a human voice first, then a human here. */
export const suicide = screen("suicide", ["suicide.stay", "suicide.who-helps"], "suicide.next");

type ScreenQuestion = "someone-else.next" | "neighbour.next" | "for-child.next" | "under-age.next" | "suicide.next";

function screen(name: TalkName, lines: readonly TextKey[], question: ScreenQuestion): Talk {
  return {
    name,
    edition: 1,
    run: async (d) => {
      for (const line of lines) d.say(line);
      return wayOn(d, question);
    },
  };
}

/** Misunderstood twice on one of these screens is danger. [Note: Unclear danger is danger] */
async function wayOn(d: Dialogue, question: ScreenQuestion): Promise<TalkEnd> {
  const way = await d.chooseOrUnclear(question, ["write", "numbers", "menu"]);
  if (way === "unclear") return goTo("danger-unclear");
  if (way === "write") return goTo("danger-now");
  return goTo(way === "numbers" ? "find-help" : "menu");
}
