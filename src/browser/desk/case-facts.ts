import type { PlaceAnswer } from "../../domain/answers.ts";
import { type EntryBody, entryBodySchema } from "../../domain/case-contents.ts";
import type { ContactPolicy, Profile } from "../../domain/link.ts";
import type { CaseLine } from "./port.ts";

/** What a reader has to know before anything else, gathered from everything that verifies. */
export interface CaseFacts {
  /** Ids of danger signs, ticked or heard, in the order they came up. */
  readonly signs: readonly string[];
  /** Newest first, without repeats. */
  readonly places: readonly PlaceAnswer[];
  readonly wants: readonly string[];
  readonly who: string | null;
  readonly children: string | null;
  readonly injuries: string | null;
  /** He or his kin work for the police, or may. Said once, it stays said. */
  readonly policeExcluded: boolean;
  readonly consentUnclear: boolean;
  /** Numbers she gave to be called on. */
  readonly phones: readonly string[];
  /** The newest word on when she may be written to. */
  readonly mayWrite: ContactPolicy | null;
  /** Her last answer to each question of the shop, in the order in which they came up. */
  readonly order: readonly Extract<EntryBody, { entry: "order" }>[];
  /** What she laid down beforehand, as she last said it. */
  readonly profile: Profile | null;
  /** The word by which she and staff know each other. */
  readonly codeWord: string | null;
}

type Quote = Extract<EntryBody, { entry: "quote" }>;

/** What a quote of another case says; null when it is no entry that we know. */
export function unquote(quote: Quote): Exclude<EntryBody, Quote> | null {
  try {
    const body = entryBodySchema.safeParse(JSON.parse(quote.body));
    return body.success && body.data.entry !== "quote" ? body.data : null;
  } catch {
    return null; // No JSON: shown as what cannot be read.
  }
}

/** The bodies that verify, quotes opened, oldest first. */
function bodiesOf(lines: readonly CaseLine[]): readonly EntryBody[] {
  return lines.flatMap((line) => {
    if (!line.ok) return [];
    const body = line.body.entry === "quote" ? unquote(line.body) : line.body;
    return body === null ? [] : [body];
  });
}

/** What verifies, with its moments; what was copied from another case says nothing of this chat. */
export function datedBodies(lines: readonly CaseLine[]): readonly { readonly at: number; readonly body: EntryBody }[] {
  return lines.flatMap((line) => (line.ok ? [{ at: line.at, body: line.body }] : []));
}

/** Gathers what counts. Lines that do not verify add nothing. */
export function factsOf(lines: readonly CaseLine[]): CaseFacts {
  const bodies = bodiesOf(lines);
  const ofKind = <Kind extends EntryBody["entry"]>(kind: Kind) =>
    bodies.filter((body): body is Extract<EntryBody, { entry: Kind }> => body.entry === kind);
  const summaries = ofKind("summary");
  const intakes = ofKind("intake");
  const contacts = ofKind("contact");
  const alerts = ofKind("alert");
  const answer = (question: string) => lastChoice(intakes.map(({ answers }) => answers[question]));
  return {
    signs: distinct([
      ...summaries.flatMap(({ signs }) => signs),
      ...intakes.flatMap(({ answers }) => listed(answers.signs)),
      ...ofKind("text").flatMap(({ signs }) => signs ?? []),
    ]),
    places: placesIn(bodies),
    wants: distinct([
      ...summaries.flatMap(({ wants }) => wants),
      ...intakes.flatMap(({ answers }) => listed(answers.wants)),
    ]),
    who: answer("who"),
    children: answer("children"),
    injuries: answer("injuries"),
    policeExcluded: summaries.some(({ policeExcluded }) => policeExcluded),
    consentUnclear: summaries.some(({ consentUnclear }) => consentUnclear),
    phones: distinct([
      ...contacts.flatMap(({ phone }) => (phone === null ? [] : [phone])),
      ...intakes.flatMap(({ answers }) => oneText(answers["number-to-call"])),
    ]),
    mayWrite: contacts.at(-1)?.contact ?? null,
    order: lastOfEach(ofKind("order")),
    profile: alerts.findLast(({ profile }) => profile !== undefined)?.profile ?? null,
    codeWord: lastCodeWord(bodies),
  };
}

/** What she wrote after the questions stands in the talk alone. */
function lastOfEach(answers: CaseFacts["order"]): CaseFacts["order"] {
  const byQuestion = new Map(answers.filter(({ question }) => question !== "open").map((one) => [one.question, one]));
  return [...byQuestion.values()];
}

function lastCodeWord(bodies: readonly EntryBody[]): string | null {
  const words = bodies.flatMap((body) => {
    if (body.entry === "code-word") return [body.word];
    return body.entry === "alert" && body.codeWord !== undefined ? [body.codeWord] : [];
  });
  return words.at(-1) ?? null;
}

type Answered = Extract<EntryBody, { entry: "intake" }>["answers"][string] | undefined;

function listed(answer: Answered): readonly string[] {
  return Array.isArray(answer) ? answer : [];
}

function oneText(answer: Answered): readonly string[] {
  return typeof answer === "string" ? [answer] : [];
}

/** Skipped is not "no": it leaves what was said before. */
function lastChoice(answers: readonly Answered[]): string | null {
  return answers.flatMap(oneText).findLast((choice) => choice !== "skip") ?? null;
}

function distinct(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}

/** The summary holds a place cut short; where an entry has it in full, that one is shown. Of the same words the last understanding. */
function placesIn(bodies: readonly EntryBody[]): readonly PlaceAnswer[] {
  const full = bodies.flatMap((body) => (body.entry === "location" ? [body.place] : []));
  const brief = bodies.flatMap((body) => (body.entry === "summary" && body.place !== null ? [body.place] : []));
  const all = full.length > 0 ? full : brief;
  const seen = new Map<string, PlaceAnswer>();
  for (const place of all.toReversed()) {
    const name = place.place === "words" ? place.words : JSON.stringify(place);
    if (!seen.has(name)) seen.set(name, place);
  }
  return [...seen.values()];
}
