import { compilePhrases, hasPhrase } from "../distress/phrase.ts";
import { askSecret } from "./ask-secret.ts";
import type { Dialogue } from "./dialogue.ts";
import { sayMeanings } from "./shop-words.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/**
 * A phrase of her own. It is judged, typed again from memory, and kept once she has seen what the shop's sentences mean:
 * else she would not know whether anybody heard her. A refused phrase begins the talk anew, so that none is remembered.
 */
export const codePhrase: Talk = { name: "code-phrase", edition: 1, run: setPhrase };

/** The sign that somebody reads along: everything becomes a shop, and nobody is called. */
export const duressPhrase: Talk = { name: "duress-phrase", edition: 1, run: setDuress };

async function setPhrase(d: Dialogue): Promise<TalkEnd> {
  const set = await d.perform({ do: "read-codes" });
  if (set.outcome === "codes" && set.phrase) d.say("code-word.not-the-old-one");
  const words = await askSecret(d, "code-word.phrase");
  if (words === null) return goTo("codes");
  if (await isRefused(d, "cry", words)) return goTo("code-phrase");
  const again = await typeAgain(d, words);
  if (again !== "same") return goTo(again === "left" ? "codes" : "code-phrase");

  sayMeanings(d);
  const keeps = await d.choose("code-word.understood", ["keep", "discard"]);
  if (keeps === "discard") {
    d.say("code-word.not-set");
    return goTo("codes");
  }
  await d.perform({ do: "keep-phrase", words });
  d.say("code-word.phrase-kept");
  return goTo((await d.choose("code-word.try-now", ["practise", "later"])) === "practise" ? "practice" : "codes");
}

async function setDuress(d: Dialogue): Promise<TalkEnd> {
  d.say("code-word.duress-is");
  const words = await askSecret(d, "code-word.duress");
  if (words === null) return goTo("codes");
  if (await isRefused(d, "duress", words)) return goTo("duress-phrase");
  const again = await typeAgain(d, words);
  if (again !== "same") return goTo(again === "left" ? "codes" : "duress-phrase");
  await d.perform({ do: "keep-duress", words });
  d.say("code-word.duress-kept");
  return goTo("codes");
}

/** Says calmly why. */
async function isRefused(d: Dialogue, kind: "cry" | "duress", words: string): Promise<boolean> {
  const judged = await d.perform({ do: "judge-phrase", kind, words });
  if (judged.outcome === "judged" && judged.problem === null) return false;
  d.say(judged.outcome === "judged" && judged.problem !== null ? `code-word.no.${judged.problem}` : "common.not-kept");
  return true;
}

/** From memory; as near to it as the matcher needs, because that is how it will be heard. */
async function typeAgain(d: Dialogue, words: string): Promise<"same" | "other" | "left"> {
  const phrases = compilePhrases([words]);
  for (let misses = 0; misses < MOST_MISSES; misses += 1) {
    if (misses > 0) d.say("code-word.again-differs");
    const again = await askSecret(d, "code-word.again");
    if (again === null) return "left";
    if (hasPhrase(phrases, again)) return "same";
  }
  d.say("code-word.again-another");
  return "other";
}

/** What is not remembered now will not be remembered then. */
const MOST_MISSES = 3;
