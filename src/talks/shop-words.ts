import type { TextKey } from "../i18n/text-keys.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Params } from "./question.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** What the shop's sentences mean, one by one, and a trial alert at the end. The words are those of whatever cover is worn. */
export const shopWords: Talk = { name: "shop-words", edition: 1, run: teach };

const sentence = (...texts: TextKey[]): Params => ({ sentence: { texts } });

const ACCEPTED = sentence("shop.accepted");
const SEEN = sentence("shop.seen");
const NOT_IN_STOCK = sentence("shop.not-in-stock");
const URGENT = sentence("shop.doors.urgent");
const CANCEL = sentence("shop.doors.cancel");

const QUESTIONS: Params = {
  address: { texts: ["shop.address.ask"] },
  soon: { texts: ["shop.how-soon.ask"] },
  people: { texts: ["shop.people.ask"] },
  reactions: { texts: ["shop.reactions.ask"] },
  strength: { texts: ["shop.strength.ask"] },
  ring: { texts: ["shop.ring.ask"] },
  finish: { texts: ["shop.finish.ask"] },
};

/** All of it at once, before a phrase is kept. */
export function sayMeanings(d: Dialogue): void {
  d.say("code-word.means.begin");
  d.say("code-word.means.accepted", ACCEPTED);
  d.say("code-word.means.seen", SEEN);
  d.say("code-word.means.not-in-stock", NOT_IN_STOCK);
  d.say("code-word.means.urgent", URGENT);
  d.say("code-word.means.cancel", CANCEL);
  d.say("code-word.means.back");
}

async function teach(d: Dialogue): Promise<TalkEnd> {
  const screens = [
    () => d.chooseOrSkip("code-word.lesson.accepted", ["next"], ACCEPTED),
    () => d.chooseOrSkip("code-word.lesson.questions", ["next"], QUESTIONS),
    () => d.chooseOrSkip("code-word.lesson.seen", ["next"], SEEN),
    () => d.chooseOrSkip("code-word.lesson.not-in-stock", ["next"], NOT_IN_STOCK),
    () => d.chooseOrSkip("code-word.lesson.urgent", ["next"], URGENT),
    () => d.chooseOrSkip("code-word.lesson.cancel", ["next"], CANCEL),
    () => d.chooseOrSkip("code-word.lesson.back", ["next"]),
  ];
  for (const show of screens) if ((await show()) === "skip") break;
  return offerTrial(d);
}

/** Somebody on duty sees it, and sees that it is a trial. */
async function offerTrial(d: Dialogue): Promise<TalkEnd> {
  const set = await d.perform({ do: "read-codes" });
  if (set.outcome !== "codes" || !set.phrase) return goTo("codes");
  const who = await d.perform({ do: "find-recipients", place: null });
  if (who.outcome !== "recipients" || who.hotline === null) return goTo("codes");
  const organisation = who.hotline;
  const wish = await d.choose("code-word.trial", ["no", "yes"], { organisation });
  if (wish === "no") return goTo("codes");
  const { outcome } = await d.perform({ do: "practise-alert" });
  if (outcome === "kept") d.say("code-word.trial-sent", { organisation });
  else d.say("code-word.trial-not-sent");
  return goTo("codes");
}
