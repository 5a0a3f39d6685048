import type { Outcome } from "../domain/answers.ts";
import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** What a phrase of her own is for, in a few sentences, and then what she can set. */
export const myCodeWord: Talk = { name: "my-code-word", edition: 1, run: explain };

/** What she set and what else she can set. Each of it is a talk of its own: nothing secret is left in the state behind it. */
export const codes: Talk = { name: "codes", edition: 1, run: offer };

/** What fewer people need. */
export const moreCodes: Talk = { name: "more-codes", edition: 1, run: offerMore };

/** Phrases, PIN, address and word: all of it gone at once. */
export const forgetCodes: Talk = { name: "forget-codes", edition: 1, run: forget };

async function explain(d: Dialogue): Promise<TalkEnd> {
  d.say("code-word.what-it-does");
  d.say("code-word.what-it-is-not");
  return goTo("codes");
}

async function offer(d: Dialogue): Promise<TalkEnd> {
  const set = await d.perform({ do: "read-codes" });
  const way = await d.choose("code-word.what", hasPhrase(set) ? WITH_PHRASE : WITHOUT_PHRASE);
  return goTo(NEXT[way]);
}

const WITHOUT_PHRASE = ["set", "meanings", "address", "more", "menu"] as const;
const WITH_PHRASE = ["practise", "meanings", "address", "change", "more", "menu"] as const;
const NEXT = {
  set: "code-phrase",
  change: "code-phrase",
  practise: "practice",
  meanings: "shop-words",
  address: "safe-address",
  more: "more-codes",
  menu: "menu",
} as const;

async function offerMore(d: Dialogue): Promise<TalkEnd> {
  const set = await d.perform({ do: "read-codes" });
  const way = await d.choose("code-word.more-codes", isAnySet(set) ? [...MORE, "forget", "back"] : [...MORE, "back"]);
  return goTo(AFTER_MORE[way]);
}

const MORE = ["pin", "duress", "known-by"] as const;
const AFTER_MORE = {
  pin: "pin",
  duress: "duress-phrase",
  "known-by": "known-by",
  forget: "forget-codes",
  back: "codes",
} as const;

async function forget(d: Dialogue): Promise<TalkEnd> {
  const sure = await d.choose("code-word.forget", ["no", "yes"]);
  if (sure === "no") return goTo("codes");
  await d.perform({ do: "forget-codes" });
  d.say("code-word.forgotten");
  return goTo("codes");
}

function hasPhrase(set: Outcome): boolean {
  return set.outcome === "codes" && set.phrase;
}

function isAnySet(set: Outcome): boolean {
  return set.outcome === "codes" && (set.phrase || set.duress || set.pin || set.profile || set.codeWord);
}
