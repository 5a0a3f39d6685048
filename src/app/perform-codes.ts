import { pinVerifier } from "../crypto/pin.ts";
import { judgePhrase } from "../distress/judge-phrase.ts";
import { compilePhrases, hasPhrase } from "../distress/phrase.ts";
import type { Outcome } from "../domain/answers.ts";
import type { PhraseKind } from "../domain/codes.ts";
import type { Link, Profile } from "../domain/link.ts";
import { CASE_STATUS } from "../storage/rows.ts";
import type { CodeDeed, Deed } from "../talks/deed.ts";
import { entryWrites } from "./entry-writes.ts";
import { allTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";
import { practiseAlert } from "./practise-alert.ts";
import type { Turn } from "./turn.ts";

const DONE: Outcome = { outcome: "done" };

const CODE_DEEDS: readonly Deed["do"][] = [
  "sweep-mine",
  "read-codes",
  "judge-phrase",
  "keep-phrase",
  "keep-duress",
  "try-phrase",
  "keep-pin",
  "keep-profile",
  "keep-code-word",
  "forget-codes",
  "practise-alert",
] satisfies readonly CodeDeed["do"][];

/** Whether a deed is about what she lays down for later. */
export function isCodeDeed(deed: Deed): deed is CodeDeed {
  return CODE_DEEDS.includes(deed.do);
}

/**
 * What she lays down stands in the link, sealed with it, and nowhere else; the word by which she is known also stands in
 * her cases, for those who read them.
 */
export async function performCode(parts: Parts, turn: Turn, deed: CodeDeed): Promise<Outcome> {
  const { link } = turn;
  switch (deed.do) {
    case "sweep-mine":
      if (turn.message !== null) turn.handedOver.push({ out: "sweep", messages: [turn.message] });
      return DONE;
    case "read-codes":
      return whatIsSet(link);
    case "judge-phrase":
      return judge(parts, turn, deed.kind, deed.words);
    case "try-phrase":
      return { outcome: "tried", heard: isHers(link, deed.words) };
    case "keep-phrase":
      return keep(turn, { personalPhrase: deed.words, knowsWayBack: true });
    case "keep-duress":
      return keep(turn, { duressPhrase: deed.words });
    case "keep-pin":
      return keep(turn, { pin: { verifier: pinVerifier(parts.sodium, parts.random, deed.pin), wrong: 0 } });
    case "keep-profile":
      return keep(turn, { profile: over(link.profile, deed.profile) });
    case "keep-code-word":
      await tellReaders(parts, turn, deed.word);
      return keep(turn, { twoWayCodeWord: deed.word });
    case "forget-codes":
      return keep(turn, { personalPhrase: null, duressPhrase: null, pin: null, profile: null, twoWayCodeWord: null });
    case "practise-alert":
      return practiseAlert(parts, turn);
  }
}

function whatIsSet(link: Link): Outcome {
  return {
    outcome: "codes",
    phrase: link.personalPhrase !== null,
    duress: link.duressPhrase !== null,
    pin: link.pin !== null,
    profile: link.profile !== null,
    codeWord: link.twoWayCodeWord !== null,
    police: !link.policeExcluded,
  };
}

function judge(parts: Parts, { link, dangerIn }: Turn, kind: PhraseKind, words: string): Outcome {
  const problem = judgePhrase(words, {
    said: parts.texts.everything(),
    other: kind === "cry" ? link.duressPhrase : link.personalPhrase,
    tellsOfDanger: dangerIn(words).urgency !== "none",
  });
  return { outcome: "judged", problem };
}

function isHers({ personalPhrase }: Link, words: string): boolean {
  return personalPhrase !== null && hasPhrase(compilePhrases([personalPhrase]), words);
}

function keep(turn: Turn, some: Partial<Link>): Outcome {
  turn.link = { ...turn.link, ...some };
  return DONE;
}

/** What she passed over stays as it was. */
function over(before: Profile | null, now: Profile): Profile {
  return {
    address: now.address ?? before?.address ?? null,
    household: now.household ?? before?.household ?? null,
    wish: now.wish ?? before?.wish ?? null,
  };
}

/** Cases that are open get the word too; new ones get it when they are opened. */
async function tellReaders(parts: Parts, turn: Turn, word: string): Promise<void> {
  const { link, chat } = turn;
  for (const row of await allTied(parts, link, ({ status }) => status !== CASE_STATUS.closed))
    turn.writes.push(...entryWrites(parts, turn.writes, row, [{ entry: "code-word", via: chat.channel, word }]));
}
