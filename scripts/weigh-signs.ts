import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { openEars } from "../src/distress/signs/hear-signs.ts";
import { type Noticed, notice, STANDS } from "../src/distress/signs/noticed.ts";
import { HARMLESS_WORDS, WORDS } from "../src/distress/signs/words.ts";
import { PEOPLE_WORDS } from "../src/distress/signs/words-people.ts";
import { HEARD_SIGNS } from "../src/domain/danger-sign.ts";

// Weighs lists, rules and parts of words anew over the labelled sentences and writes src/distress/signs/data/evidence.json.
// Logistic regression by gradient descent (Adagrad: https://jmlr.org/papers/v12/duchi11a.html), with two rules of the
// house: a list of harm never speaks against danger, and a harmless one never for it.

const TEST = new URL("../test/distress/", import.meta.url);
const OUT = new URL("../src/distress/signs/data/evidence.json", import.meta.url);
/** Sentences of these files are never learnt from: they are what is measured. */
const UNSEEN = /^unseen/;

const ROUNDS = 400;
const STEP = 0.3;
/** How strongly a weight is drawn to zero: parts of words, of which there are many, more than lists and rules. */
const PULL = 0.3;
const PULL_OF_PARTS = 0.6;
/** A part that is rarer is left out. */
const LEAST_PARTS = 4;
/** An everyday sentence counts a little less than one that was written to be hard. */
const EVERYDAY_COUNTS = 0.8;

interface Sentence {
  readonly noticed: Noticed;
  readonly level: string;
  readonly counts: number;
}

/** One thing that may be noticed. */
interface Feature {
  readonly name: string;
  readonly pull: number;
  /** 1: may only speak for danger, -1: only against it, 0: either. */
  readonly side: 1 | -1 | 0;
}

const ears = openEars();

const linesOf = (url: URL) =>
  readFileSync(url, "utf8")
    .split("\n")
    .filter((line) => line !== "");

function labelled(): readonly Sentence[] {
  const files = readdirSync(new URL("labelled/", TEST)).filter((name) => name.endsWith(".tsv") && !UNSEEN.test(name));
  return files.sort().flatMap((name) =>
    linesOf(new URL(`labelled/${name}`, TEST)).map((line) => {
      const [level = "", , , text = ""] = line.split("\t");
      return { level, noticed: notice(ears.lexicon, ears.rules, text), counts: 1 };
    }),
  );
}

function everyday(): readonly Sentence[] {
  return ["kk", "ru"].flatMap((language) =>
    linesOf(new URL(`everyday/${language}.txt`, TEST)).map((text) => ({
      level: "harmless",
      noticed: notice(ears.lexicon, ears.rules, text),
      counts: EVERYDAY_COUNTS,
    })),
  );
}

/** What nobody does any more speaks against danger: "не бьёт". */
const DEEDS: ReadonlySet<string> = new Set([
  ...["hits", "beats-up", "raises-hand", "strangles", "stabs", "kills", "rapes", "threatens", "pushes", "burns"],
  ...["shuts-in", "forces-marriage", "humiliates", "stalks", "wounds", "bleeds", "weapon", "pregnant", "drunk"],
]);

/** Lists of people and times, and most of what is denied, may speak for either side. */
function sideOf(list: string, stand: string): Feature["side"] {
  if (stand === "denied" && DEEDS.has(list)) return -1;
  if (list in PEOPLE_WORDS || stand === "denied") return 0;
  return list in HARMLESS_WORDS ? -1 : 1;
}

function namesIn({ lists, rules, parts }: Noticed): readonly string[] {
  return [
    ...lists.map(([name, stand]) => `list ${name} ${stand}`),
    ...[...rules.keys()].map((sign) => `rule ${sign}`),
    ...[...parts].map((part) => `part ${part}`),
  ];
}

function featuresOf(sentences: readonly Sentence[]): readonly Feature[] {
  const times = new Map<string, number>();
  for (const { noticed } of sentences) for (const part of noticed.parts) times.set(part, (times.get(part) ?? 0) + 1);
  const parts = [...times].filter(([, count]) => count >= LEAST_PARTS).map(([part]) => part);
  return [
    ...Object.keys(WORDS).flatMap((list) =>
      STANDS.map((stand) => ({ name: `list ${list} ${stand}`, pull: PULL, side: sideOf(list, stand) })),
    ),
    ...HEARD_SIGNS.map((sign) => ({ name: `rule ${sign}`, pull: PULL, side: 1 as const })),
    ...parts.sort().map((part) => ({ name: `part ${part}`, pull: PULL_OF_PARTS, side: 0 as const })),
  ];
}

/** The weights by name; `base` is what stands before all of them. */
type Weights = ReadonlyMap<string, number>;

function learn(sentences: readonly Sentence[], isIt: (level: string) => boolean, isFree: boolean): Weights {
  const features = featuresOf(sentences);
  const index = new Map(features.map(({ name }, at) => [name, at]));
  const base = features.length;
  const rows = sentences.map(({ noticed }) => [...namesIn(noticed).flatMap((name) => index.get(name) ?? []), base]);
  const weights = new Float64Array(base + 1);
  const seen = new Float64Array(base + 1).fill(1e-6);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = slopeAt(weights, rows, sentences, isIt);
    for (let at = 0; at <= base; at += 1) {
      const { pull = 0, side = 0 } = features[at] ?? {};
      const now = weights[at] ?? 0;
      const gradient = ((slope[at] ?? 0) + pull * now) / sentences.length;
      seen[at] = (seen[at] ?? 0) + gradient ** 2;
      const next = now - (STEP * gradient) / Math.sqrt(seen[at] ?? 1);
      weights[at] = isFree || side === 0 ? next : side === 1 ? Math.max(0, next) : Math.min(0, next);
    }
  }
  return new Map([...features.map(({ name }, at) => [name, weights[at] ?? 0] as const), ["base", weights[base] ?? 0]]);
}

function slopeAt(
  weights: Float64Array,
  rows: readonly (readonly number[])[],
  sentences: readonly Sentence[],
  isIt: (level: string) => boolean,
): Float64Array {
  const slope = new Float64Array(weights.length);
  rows.forEach((row, i) => {
    const { level = "", counts = 0 } = sentences[i] ?? {};
    const sum = row.reduce((so, at) => so + (weights[at] ?? 0), 0);
    const error = (1 / (1 + Math.exp(-sum)) - Number(isIt(level))) * counts;
    for (const at of row) slope[at] = (slope[at] ?? 0) + error;
  });
  return slope;
}

/** One line a thing, in an order that does not change by itself: what a new sentence moves can be read in a diff. */
function print(weights: Weights): string {
  const of = (name: string) => Math.round((weights.get(name) ?? 0) * 10) / 10;
  const lists = Object.keys(WORDS).flatMap((list) => {
    const stands = STANDS.map((stand) => [stand, of(`list ${list} ${stand}`)] as const).filter(([, one]) => one !== 0);
    return stands.length === 0 ? [] : [`${JSON.stringify(list)}: ${JSON.stringify(Object.fromEntries(stands))}`];
  });
  const others = (kind: "rule" | "part") =>
    [...weights.keys()]
      .filter((name) => name.startsWith(`${kind} `) && of(name) !== 0)
      .map((name) => `${JSON.stringify(name.slice(kind.length + 1))}: ${of(name)}`);
  const block = (lines: readonly string[]) => `{\n   ${lines.join(",\n   ")}\n  }`;
  return `{\n  "base": ${of("base")},\n  "lists": ${block(lists)},\n  "rules": ${block(others("rule"))},\n  "parts": ${block(others("part"))}\n }`;
}

const sentences = [...labelled(), ...everyday()];
const danger = learn(sentences, (level) => level !== "harmless", false);
const told = sentences.filter(({ level }) => level !== "harmless");
const now = learn(told, (level) => level === "immediate", true);
writeFileSync(OUT, `{\n "danger": ${print(danger)},\n "now": ${print(now)}\n}\n`);
process.stdout.write(`Weighed over ${sentences.length} sentences.\n`);
