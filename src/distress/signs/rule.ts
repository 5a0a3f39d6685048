import type { HeardSign } from "../../domain/danger-sign.ts";
import { Fault } from "../../domain/faults.ts";
import type { Urgency } from "../../domain/urgency.ts";
import type { ClassId } from "./entry-index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { TaggedText } from "./tagged-text.ts";

/**
 * Rules that mean one thing. Each rule is a line: what must stand near each other, the most telling word first.
 * [Note: How the rules are written]
 */
export interface Family {
  readonly sign: HeardSign;
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
  if (name === undefined) return lexicon.add(written, written);
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

/** Whether the words of the rule stand near each other somewhere, and nothing beside them forbids it. */
export function findRule(text: TaggedText, rule: Rule): boolean {
  const all: (readonly number[])[] = [];
  for (const term of rule.terms) {
    const places = placesOf(text, term);
    if (places.length === 0) return false;
    all.push(places);
  }
  const [first = [], ...others] = all;
  return first.some((at) => holdsAt(text, rule, at, others));
}

function holdsAt(text: TaggedText, rule: Rule, at: number, others: readonly (readonly number[])[]): boolean {
  let from = at;
  let to = at;
  for (const places of others) {
    const near = nearestTo(places, at);
    if (near === null) return false;
    from = Math.min(from, near);
    to = Math.max(to, near);
  }
  const isNear = (place: number) => place >= from - NEAR && place <= to + NEAR;
  return !rule.unless.some((term) => placesOf(text, term).some(isNear));
}
