import { HEARD_SIGNS, type HeardSign } from "../../domain/danger-sign.ts";
import { raise, URGENCIES, type Urgency } from "../../domain/urgency.ts";
import { onOtherKeys } from "../keyboard.ts";
import { EVIDENCE } from "./evidence.ts";
import { FAMILIES } from "./families.ts";
import { Lexicon } from "./lexicon.ts";
import { LOOK_ALIKES } from "./look-alikes.ts";
import { type Noticed, notice } from "./noticed.ts";
import { compileRule, type Rule } from "./rule.ts";
import { signsOf } from "./told-signs.ts";
import { weigh } from "./weigh.ts";
import { WORDS } from "./words.ts";

/** What a text tells of danger. `none`: nothing was heard, which does not say that there is none. */
export interface HeardDanger {
  readonly urgency: Urgency | "none";
  /** In the order of the list of all signs. Shown to staff; there is no score. */
  readonly signs: readonly HeardSign[];
}

/** Word lists and rules, ready to listen. */
export interface Ears {
  readonly lexicon: Lexicon;
  readonly rules: readonly Rule[];
}

/** Folds and sorts some thousand words: do it once, at the start. */
export function openEars(): Ears {
  const lexicon = new Lexicon(WORDS, LOOK_ALIKES);
  const rulesOf = (family: (typeof FAMILIES)[number]) =>
    URGENCIES.flatMap((urgency) =>
      (family.rules[urgency] ?? []).map((line) => compileRule(lexicon, family, urgency, line)),
    );
  return { lexicon, rules: FAMILIES.flatMap(rulesOf) };
}

/** Units. Whoever writes on, sees what comes out and changes the keyboard. */
const MOST_RETYPED = 500;

const NOTHING: HeardDanger = { urgency: "none", signs: [] };

/** From so much evidence on. [Note: Evidence] */
const ENOUGH = { rule: -1, low: -1, medium: 0, high: 2.5 } as const;
const NOW_ENOUGH = { high: -0.5, immediate: 1 } as const;

/**
 * Listens to one text, in any spelling of either language. Longer texts are heard at both ends. A text that looks as if the
 * keyboard was left in the other alphabet is heard as it was meant too.
 */
export function hearSigns(ears: Ears, text: string): HeardDanger {
  const heard = hearAsWritten(ears, text);
  const meant = heard.urgency === "none" && text.length <= MOST_RETYPED ? onOtherKeys(text) : null;
  return meant === null ? heard : hearAsWritten(ears, meant);
}

function hearAsWritten({ lexicon, rules }: Ears, text: string): HeardDanger {
  const noticed = notice(lexicon, rules, text);
  if (noticed.lists.length === 0) return NOTHING;
  const danger = weigh(EVIDENCE.danger, noticed);
  const isToldByRule = noticed.rules.size > 0 && danger >= ENOUGH.rule;
  if (danger < ENOUGH.low && !isToldByRule) return NOTHING;
  const signs = new Set(signsOf(noticed));
  if (danger < ENOUGH.medium && !isToldByRule) return { urgency: "low", signs: inOrder(signs) };
  const urgency = urgencyOf(noticed, danger, weigh(EVIDENCE.now, noticed));
  if (urgency === "immediate" && signs.delete("beaten")) signs.add("beaten-now");
  return { urgency, signs: inOrder(signs) };
}

function inOrder(signs: ReadonlySet<HeardSign>): readonly HeardSign[] {
  return HEARD_SIGNS.filter((sign) => signs.has(sign));
}

/** A rule that holds says how urgent it is at least, the evidence may say more. What is over is not immediate. [Note: Now and then] */
function urgencyOf(noticed: Noticed, danger: number, now: number): Urgency {
  const asked = [...noticed.rules.values()].reduce<Urgency>(raise, "medium");
  const isSaid = (list: string) => noticed.lists.some(([name, stand]) => name === list && stand === "said");
  const isNow = isSaid("now") || isSaid("help") || isSaid("calls-police");
  const isOver = isSaid("past") || isSaid("often");
  if (now >= NOW_ENOUGH.immediate || (!isOver && (asked === "immediate" || (asked === "high" && isNow))))
    return "immediate";
  if (danger >= ENOUGH.high || now >= NOW_ENOUGH.high) return "high";
  return asked === "immediate" ? "high" : asked;
}
