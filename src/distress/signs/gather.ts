import { HEARD_SIGNS, type HeardSign } from "../../domain/danger-sign.ts";
import { Fault } from "../../domain/faults.ts";
import { CUES, THEMES } from "./cues.ts";
import type { ClassId, Lexicon } from "./lexicon.ts";
import type { TaggedText } from "./tagged-text.ts";

interface Cue {
  readonly class: ClassId;
  readonly weight: number;
  readonly sign: HeardSign | null;
}

/** Cues and themes, looked up once. */
export interface Gathering {
  readonly cues: readonly Cue[];
  readonly themes: readonly ClassId[];
}

/** How far apart things may be said that belong together, in words. */
const REACH = 16;
/** A theme speaks for what is said around it. */
const THEME_REACH = 8;
const THEME_WEIGHT = 2;
/** From here on it is heard. */
const ENOUGH = 3;
const MUCH = 6;

export function prepareGathering(lexicon: Lexicon): Gathering {
  const classOf = (name: string) => {
    const found = lexicon.find(name);
    if (found === null) throw new Fault("unexpected", {}, new Error(`no list of words is called ${name}`));
    return found;
  };
  return {
    cues: CUES.map(({ words, weight, sign }) => ({ class: classOf(words), weight, sign: sign ?? null })),
    themes: THEMES.map(classOf),
  };
}

export interface Gathered {
  readonly urgency: "high" | "medium";
  readonly signs: readonly HeardSign[];
  readonly from: number;
  readonly to: number;
}

/** The place where most is said together; null when it is not enough. [Note: Several together] */
export function gather({ cues, themes }: Gathering, { affirmed }: TaggedText): Gathered | null {
  const said = cues.flatMap((cue) => (affirmed.get(cue.class) ?? []).map((at) => ({ cue, at })));
  if (said.length < 2) return null;
  const calming = themes.flatMap((theme) => (affirmed.get(theme) ?? []).map((at) => ({ theme, at })));
  let best: Gathered | null = null;
  let bestWeight = ENOUGH - 1;
  for (const { at: from } of said) {
    const near = said.filter(({ at }) => at >= from && at <= from + REACH);
    const places = new Set(near.map(({ at }) => at));
    if (places.size < 2) continue; // One word is not several.
    const different = new Set(near.map(({ cue }) => cue));
    const calm = new Set(
      calming.filter(({ at }) => at >= from - THEME_REACH && at <= from + REACH).map(({ theme }) => theme),
    );
    const weight = [...different].reduce((so, cue) => so + cue.weight, 0) - THEME_WEIGHT * calm.size;
    if (weight <= bestWeight) continue;
    bestWeight = weight;
    const signs = new Set([...different].map(({ sign }) => sign));
    best = {
      urgency: weight >= MUCH ? "high" : "medium",
      signs: HEARD_SIGNS.filter((sign) => signs.has(sign)),
      from,
      to: from + REACH,
    };
  }
  return best;
}
