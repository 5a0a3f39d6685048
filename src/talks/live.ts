import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * After sending, the chat is a talk with whoever opens the case. Each message is sealed and the talk begins anew,
 * so that a conversation of a thousand messages stands between turns as an empty list.
 */
export const live: Talk = { name: "live", edition: 1, run: passOn };

async function passOn(d: Dialogue): Promise<TalkEnd> {
  await d.perform({ do: "hand-over-waiting" });
  const heard = await d.listen("live", ["menu"]);
  if ("option" in heard) return goTo("menu");
  const kept = await d.perform({ do: "append-words", words: heard.words });
  if (kept.outcome === "kept") d.say(kept.reader === "human" ? "live.passed-read" : "live.passed-unread");
  else d.say("common.not-kept");
  return goTo("live");
}
