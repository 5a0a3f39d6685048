import { HEARD_SIGNS, type HeardSign } from "../../domain/danger-sign.ts";
import { raise, URGENCIES, type Urgency } from "../../domain/urgency.ts";
import { FAMILIES } from "./families.ts";
import { type Gathering, gather, prepareGathering } from "./gather.ts";
import { Lexicon } from "./lexicon.ts";
import { LOOK_ALIKES } from "./look-alikes.ts";
import { compileRule, type Family, type Found, findRule, isNear, type Rule } from "./rule.ts";
import { type TaggedText, tagText } from "./tagged-text.ts";
import { parseWords } from "./word-pattern.ts";
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
  readonly gathering: Gathering;
}

/** How near a "now" or a "long ago" must be to be about the same thing. */
const SAME_TALE = 8;

/** Folds and sorts some thousand words: do it once, at the start. */
export function openEars(): Ears {
  const lexicon = new Lexicon(WORDS, parseWords(LOOK_ALIKES));
  const rulesOf = (family: (typeof FAMILIES)[number]) =>
    URGENCIES.flatMap((urgency) =>
      (family.rules[urgency] ?? []).map((line) => compileRule(lexicon, family, urgency, line)),
    );
  return { lexicon, rules: FAMILIES.flatMap(rulesOf), gathering: prepareGathering(lexicon) };
}

interface Heard {
  readonly sign: HeardSign;
  readonly urgency: Urgency;
}

/** Listens to one text, in any spelling of either language. Longer texts are heard at both ends. */
export function hearSigns(ears: Ears, text: string): HeardDanger {
  const tagged = tagText(ears.lexicon, text);
  if (tagged.affirmed.size === 0 && tagged.denied.size === 0) return { urgency: "none", signs: [] };
  const heard = ears.rules.flatMap((rule) =>
    findRule(tagged, rule).map((found) => weigh(ears, tagged, rule.family, rule.urgency, found)),
  );
  const together = gather(ears.gathering, tagged);
  if (together !== null) {
    for (const sign of together.signs)
      heard.push(weigh(ears, tagged, { sign, past: "medium" }, together.urgency, together));
  }
  const [first, ...others] = heard;
  if (first === undefined) return { urgency: "none", signs: [] };
  const signs = new Set(heard.map(({ sign }) => sign));
  return {
    urgency: others.reduce((so, { urgency }) => raise(so, urgency), first.urgency),
    signs: HEARD_SIGNS.filter((sign) => signs.has(sign)),
  };
}

/** Now makes it more urgent, long ago less. [Note: Now and then] */
function weigh(
  { lexicon }: Ears,
  text: TaggedText,
  family: Pick<Family, "sign" | "past">,
  urgency: Urgency,
  found: Found,
): Heard {
  const isSaid = (name: string) => {
    const id = lexicon.find(name);
    const places = id === null ? [] : (text.affirmed.get(id) ?? []);
    return isNear(places, found.from, found.to, SAME_TALE);
  };
  const isNow = isSaid("now");
  const isPast = isSaid("past") && !isNow;
  if (isPast) return { sign: family.sign, urgency: family.past ?? (urgency === "immediate" ? "high" : urgency) };
  const isHappening = urgency === "high" && (isNow || isSaid("help")) && !isSaid("often");
  const weighed = isHappening ? "immediate" : urgency;
  const sign = family.sign === "beaten" && weighed === "immediate" ? "beaten-now" : family.sign;
  return { sign, urgency: weighed };
}
