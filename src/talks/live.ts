import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * After sending, the chat is a talk with whoever opens the case. Each message is sealed and the talk begins anew,
 * so that a conversation of a thousand messages stands between turns as an empty list.
 */
export const live: Talk = { name: "live", edition: 1, run: passOn };

async function passOn(d: Dialogue): Promise<TalkEnd> {
  const handed = await d.perform({ do: "hand-over-waiting", asked: false });
  if (handed.outcome === "ask-first") {
    // After her silence somebody else may hold the phone: nothing is shown before a plain question.
    const alone = await d.chooseOrUnclear("live.safe-to-read", ["yes", "no"]);
    if (alone !== "yes") return goTo("menu");
    await d.perform({ do: "hand-over-waiting", asked: true });
  }
  const heard = await d.listen("live", ["menu"]);
  if ("option" in heard) return goTo("menu");
  const kept = await d.perform({ do: "append-words", words: heard.words });
  if (kept.outcome === "kept") d.say(kept.reader === "human" ? "live.passed-read" : "live.passed-unread");
  else d.say("common.not-kept");
  return goTo("live");
}
