import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { openEars } from "../src/distress/signs/hear-signs.ts";
import { type Noticed, notice, STANDS } from "../src/distress/signs/noticed.ts";
import { WORDS } from "../src/distress/signs/words.ts";
import { HARMLESS_WORDS } from "../src/distress/signs/words-harmless.ts";
import { PEOPLE_WORDS } from "../src/distress/signs/words-people.ts";
import { HEARD_SIGNS } from "../src/domain/danger-sign.ts";

// Weighs the word classes anew over the labelled sentences and writes src/distress/signs/evidence.ts.
// Logistic regression by gradient descent (Adagrad: https://jmlr.org/papers/v12/duchi11a.html), with three house rules:
// a class of harm never speaks against danger, a harmless one never for it, and weights are drawn to zero.

const TEST = new URL("../test/distress/", import.meta.url);
const OUT = new URL("../src/distress/signs/evidence.ts", import.meta.url);
/** Sentences of these files are never learnt from: they are what is measured. */
const UNSEEN = /^unseen\./;

const ROUNDS = 600;
const STEP = 0.3;
/** Pull to zero, per sentence. */
const PULL = Number(process.env.PULL ?? 0.004);
/** An everyday sentence counts less than one that was written to be hard. */
const EVERYDAY_COUNTS = Number(process.env.EVERYDAY ?? 0.6);

interface Sentence {
  readonly noticed: Noticed;
  readonly level: string;
  readonly counts: number;
}

interface Feature {
  readonly name: string;
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

/** Said of people and times, harm and harmless things may speak for either side. */
function sideOf(list: string, stand: string): Feature["side"] {
  if (list in PEOPLE_WORDS || stand === "denied") return 0;
  return list in HARMLESS_WORDS ? -1 : 1;
}

function featuresOf({ words, rules }: Noticed): readonly string[] {
  return [...words.map(([name, stand]) => `${name} ${stand}`), ...[...rules.keys()].map((sign) => `rule ${sign}`)];
}

const FEATURES: readonly Feature[] = [
  ...Object.keys(WORDS).flatMap((list) =>
    STANDS.map((stand) => ({ name: `${list} ${stand}`, side: sideOf(list, stand) })),
  ),
  ...HEARD_SIGNS.map((sign) => ({ name: `rule ${sign}`, side: 1 as const })),
];
const INDEX = new Map(FEATURES.map(({ name }, index) => [name, index]));

/** @returns one weight for each feature, and behind them the base. */
function learn(sentences: readonly Sentence[], isIt: (level: string) => boolean, free: boolean): Float64Array {
  const rows = sentences.map(({ noticed }) => featuresOf(noticed).map((name) => INDEX.get(name) ?? -1));
  const base = FEATURES.length;
  const weights = new Float64Array(base + 1);
  const seen = new Float64Array(base + 1).fill(1e-6);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = new Float64Array(base + 1);
    rows.forEach((row, i) => {
      const { level = "", counts = 0 } = sentences[i] ?? {};
      const sum = row.reduce((so, at) => so + (weights[at] ?? 0), weights[base] ?? 0);
      const error = (1 / (1 + Math.exp(-sum)) - Number(isIt(level))) * counts;
      for (const at of [...row, base]) slope[at] = (slope[at] ?? 0) + error;
    });
    for (let at = 0; at <= base; at += 1) {
      const pull = at === base ? 0 : PULL * sentences.length * 0.01 * (weights[at] ?? 0) * 10;
      const gradient = ((slope[at] ?? 0) + pull) / sentences.length;
      seen[at] = (seen[at] ?? 0) + gradient ** 2;
      const next = (weights[at] ?? 0) - (STEP * gradient) / Math.sqrt(seen[at] ?? 1);
      const side = free ? 0 : (FEATURES[at]?.side ?? 0);
      weights[at] = side === 1 ? Math.max(0, next) : side === -1 ? Math.min(0, next) : next;
    }
  }
  return weights;
}

const round = (weight: number | undefined) => Math.round((weight ?? 0) * 10) / 10;

function print(weights: Float64Array): string {
  const of = (name: string) => round(weights[INDEX.get(name) ?? -1]);
  const words = Object.keys(WORDS)
    .map((list) => [list, STANDS.map((stand) => of(`${list} ${stand}`))] as const)
    .filter(([, all]) => all.some((weight) => weight !== 0))
    .map(([list, all]) => `"${list}": [${all.join(", ")}],`);
  const rules = HEARD_SIGNS.map((sign) => [sign, of(`rule ${sign}`)] as const)
    .filter(([, weight]) => weight !== 0)
    .map(([sign, weight]) => `"${sign}": ${weight},`);
  return `{ base: ${round(weights[FEATURES.length])}, words: { ${words.join(" ")} }, rules: { ${rules.join(" ")} } }`;
}

const sentences = [...labelled(), ...everyday()];
const danger = learn(sentences, (level) => level !== "harmless", false);
const now = learn(
  sentences.filter(({ level }) => level !== "harmless"),
  (level) => level === "immediate",
  true,
);
writeFileSync(
  OUT,
  `import type { Evidence } from "./weigh.ts";

/**
 * How much each class of words tells: \`danger\` whether there is any, \`now\` whether it is at this moment, once there is.
 * Made by scripts/weigh-signs.ts from the labelled sentences; do not change by hand. [Note: Evidence]
 */
export const EVIDENCE: Readonly<Record<"danger" | "now", Evidence>> = { danger: ${print(danger)}, now: ${print(now)} };
`,
);
process.stdout.write(`Weighed over ${sentences.length} sentences.\n`);
