import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** Counts for whatever begins with this screen. */
export const FIRST_SCREEN_EDITION = 2;

/**
 * The first minutes: language, for whom, is it safe to write, and what this bot is.
 * The first screen is the same for everybody, whether they were here before or not.
 */
export const firstContact: Talk = { name: "first-contact", edition: FIRST_SCREEN_EDITION, run: meet };

async function meet(d: Dialogue): Promise<TalkEnd> {
  const language = await d.choose("first-contact.language", ["kk", "ru"]);
  await d.perform({ do: "speak", locale: language });

  const whom = await d.choose("first-contact.for-whom", ["me", "someone-else", "neighbour", "child", "under-age"]);
  const safe = await d.chooseOrUnclear("first-contact.safe-to-write", ["yes", "no"]);
  if (safe !== "yes") await waitUntilSafe(d);

  d.say("first-contact.what-this-is");
  d.say("first-contact.who-reads");
  d.say("first-contact.what-it-cannot");
  d.say("first-contact.way-back");
  await d.perform({ do: "told-way-back" });
  await d.perform({ do: "hand-over-waiting", asked: true });
  return goTo(NEXT[whom]);
}

const NEXT = {
  me: "menu",
  "someone-else": "someone-else",
  neighbour: "neighbour",
  child: "for-child",
  "under-age": "under-age",
} as const;

/** Not safe, or nobody knows: numbers, how to hide, and one button that goes on where she stopped. */
async function waitUntilSafe(d: Dialogue): Promise<void> {
  d.say("first-contact.not-safe");
  await d.choose("first-contact.when-safe", ["ready"]);
}
