import { askSecret } from "./ask-secret.ts";
import type { Dialogue } from "./dialogue.ts";
import { isEasyPin, pinIn } from "./pin-digits.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** Where help should come, who lives there, and what should be done: what she cannot say then she says now. */
export const safeAddress: Talk = { name: "safe-address", edition: 1, run: setProfile };

/** Some digits that open the chat again. To whoever looks on they are the number of an order. */
export const pin: Talk = { name: "pin", edition: 1, run: setPin };

/** A word by which she and whoever answers know each other: whoever holds the phone need not be her. */
export const knownBy: Talk = { name: "known-by", edition: 1, run: setWord };

async function setProfile(d: Dialogue): Promise<TalkEnd> {
  const set = await d.perform({ do: "read-codes" });
  d.say("code-word.profile-is");
  const address = await askSecret(d, "code-word.address");
  const household = await askSecret(d, "code-word.household");
  const mayAsk = set.outcome === "codes" && set.police;
  const wish = mayAsk ? await d.chooseOrSkip("code-word.wish", ["tell-operator", "send-police"]) : "skip";
  if (address === null && household === null && wish === "skip") {
    d.say("code-word.nothing-changed");
    return goTo("codes");
  }
  await d.perform({ do: "keep-profile", profile: { address, household, wish: wish === "skip" ? null : wish } });
  d.say("code-word.profile-kept");
  return goTo("codes");
}

async function setPin(d: Dialogue): Promise<TalkEnd> {
  d.say("code-word.pin-is");
  const typed = await askSecret(d, "code-word.pin");
  if (typed === null) return goTo("codes");
  const digits = pinIn(typed);
  if (digits === null || isEasyPin(digits)) {
    d.say(digits === null ? "code-word.pin-digits" : "code-word.pin-easy");
    return goTo("pin");
  }
  const again = await askSecret(d, "code-word.pin-again");
  if (again === null) return goTo("codes");
  if (pinIn(again) !== digits) {
    d.say("code-word.pin-differs");
    return goTo("pin");
  }
  await d.perform({ do: "keep-pin", pin: digits });
  d.say("code-word.pin-kept");
  return goTo("codes");
}

async function setWord(d: Dialogue): Promise<TalkEnd> {
  d.say("code-word.known-by-is");
  const word = await askSecret(d, "code-word.known-by");
  if (word === null) return goTo("codes");
  if (word.length > MOST_LETTERS) {
    d.say("code-word.known-by-long");
    return goTo("known-by");
  }
  await d.perform({ do: "keep-code-word", word });
  d.say("code-word.known-by-kept");
  return goTo("codes");
}

/** It is said aloud on a bad line. */
const MOST_LETTERS = 40;
