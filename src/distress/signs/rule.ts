import type { HeardSign } from "../../domain/danger-sign.ts";
import { Fault } from "../../domain/faults.ts";
import type { Urgency } from "../../domain/urgency.ts";
import type { ClassId, Lexicon } from "./lexicon.ts";
import type { TaggedText } from "./tagged-text.ts";
import { parseWords } from "./word-pattern.ts";

/**
 * Rules that mean one thing. Each rule is a line: what must stand near each other, the most telling word first.
 * [Note: How the rules are written]
 */
export interface Family {
  readonly sign: HeardSign;
  /** What it means when it is over: a year ago, in childhood. Left out: no less than now. */
  readonly past?: Urgency;
  /** Where one of these stands near, nothing was meant. */
  readonly unless?: string;
  readonly rules: Readonly<Partial<Record<Urgency, readonly string[]>>>;
}

/** One thing that must be there: any of these classes, affirmed or denied. */
interface Term {
  readonly classes: readonly ClassId[];
  readonly denied: boolean;
}

export interface Rule {
  readonly family: Family;
  readonly urgency: Urgency;
  /** As written, for whoever asks why. */
  readonly line: string;
  readonly terms: readonly Term[];
  readonly unless: readonly Term[];
}

/** Where a rule was found in a text: the first and the last of its words. */
export interface Found {
  readonly from: number;
  readonly to: number;
}

/** How far the words of one rule may be apart, and how near an "unless" must be. */
const REACH = 7;
const NEAR = 5;

/** `{he} бьет/лупит* не+{lets-out} ! {game}`: terms, and behind `!` what must not be near. */
export function compileRule(lexicon: Lexicon, family: Family, urgency: Urgency, line: string): Rule {
  const [needs = "", own = ""] = line.split("!");
  const unless = `${own} ${family.unless ?? ""}`;
  return { family, urgency, line, terms: termsOf(lexicon, needs), unless: termsOf(lexicon, unless) };
}

function termsOf(lexicon: Lexicon, line: string): readonly Term[] {
  return line
    .trim()
    .split(/\s+/)
    .filter((one) => one !== "")
    .map((written) => {
      const denied = written.startsWith("не+");
      const bare = denied ? written.slice(3) : written;
      return { denied, classes: bare.split("/").map((one) => classOf(lexicon, one)) };
    });
}

function classOf(lexicon: Lexicon, written: string): ClassId {
  const name = /^\{(.+)\}$/.exec(written)?.[1];
  if (name === undefined) return lexicon.add(written, parseWords(written));
  const found = lexicon.find(name);
  if (found === null) throw new Fault("unexpected", {}, new Error(`no list of words is called ${name}`));
  return found;
}

function placesOf(text: TaggedText, { classes, denied }: Term): readonly number[] {
  const map = denied ? text.denied : text.affirmed;
  if (classes.length === 1) return map.get(classes[0] ?? -1) ?? [];
  return classes.flatMap((one) => map.get(one) ?? []);
}

function nearestTo(places: readonly number[], at: number): number | null {
  let best: number | null = null;
  for (const place of places) {
    if (place === at) continue; // One word is not two things.
    if (best === null || Math.abs(place - at) < Math.abs(best - at)) best = place;
  }
  return best !== null && Math.abs(best - at) <= REACH ? best : null;
}

/** Every place where the rule holds. */
export function findRule(text: TaggedText, rule: Rule): readonly Found[] {
  const all: (readonly number[])[] = [];
  for (const term of rule.terms) {
    const places = placesOf(text, term);
    if (places.length === 0) return [];
    all.push(places);
  }
  const [first = [], ...others] = all;
  return first.flatMap((at) => {
    let from = at;
    let to = at;
    for (const places of others) {
      const near = nearestTo(places, at);
      if (near === null) return [];
      from = Math.min(from, near);
      to = Math.max(to, near);
    }
    return isSpoiled(text, rule, from, to) ? [] : [{ from, to }];
  });
}

function isSpoiled(text: TaggedText, rule: Rule, from: number, to: number): boolean {
  return rule.unless.some((term) => isNear(placesOf(text, term), from, to, NEAR));
}

/** Whether one of the places is inside, or at most so far from, what was found. */
export function isNear(places: readonly number[], from: number, to: number, reach: number): boolean {
  return places.some((at) => at >= from - reach && at <= to + reach);
}
