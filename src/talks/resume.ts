import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * After a silence somebody else may hold the phone: a plain question that says nothing of what was written, before anything
 * goes on. What lies beneath is in the state, and taken up by whoever runs the talk.
 */
export const resume: Talk = { name: "resume", edition: 1, run: check };

async function check(d: Dialogue): Promise<TalkEnd> {
  const way = await d.choose("resume", ["go-on", "not-now"]);
  return goTo(way === "go-on" ? "beneath" : "shop-window");
}
