import { KAZAKH_WHERE, withoutEnding } from "./place-endings.ts";
import type { PlaceNames, PlaceOption } from "./place-names.ts";

/** Something in a text that may be a place. */
export interface Mention {
  readonly options: readonly PlaceOption[];
  /** A region is never a street, and narrows down what else is named. */
  readonly as: "place" | "region" | "district";
  /** Also an everyday word, a person or a street. */
  readonly everyday: boolean;
  /** Something beside it says that a place is meant. */
  readonly evident: boolean;
  /** To be asked about, however clear the text is. */
  readonly doubtful: boolean;
}

/** What was read of a text. */
export interface Reading {
  readonly mentions: readonly Mention[];
  /** Words that are neither a place nor said around one. */
  readonly rest: readonly string[];
}

interface Found {
  readonly options: readonly PlaceOption[];
  readonly base: string;
  /** Empty when the name stands as it is. */
  readonly ending: string;
}

const MOST_WORDS = 4;

const FEW_LETTERS = 3;

/** "СКО" has no cases: "скота" is cattle. */
function isAbbreviation(name: string, options: readonly PlaceOption[]): boolean {
  return name.length <= FEW_LETTERS && options.every(({ place }) => place === null);
}

/** The name itself, else the name in one of its cases. */
function lookUp(names: PlaceNames["names"], word: string): Found | null {
  const exact = names.get(word);
  if (exact !== undefined) return { options: exact, base: word, ending: "" };
  for (const { base, ending } of withoutEnding(word)) {
    const options = names.get(base);
    if (options !== undefined && !isAbbreviation(base, options)) return { options, base, ending };
  }
  return null;
}

/** Some words of the text read as one name. */
interface Span extends Found {
  readonly from: number;
  readonly to: number;
  readonly typed: string;
}

/** The longest name at this place of the text; of equal length the one without an ending. */
function spanAt(names: PlaceNames["names"], words: readonly string[], from: number): Span | null {
  for (let to = Math.min(from + MOST_WORDS, words.length); to > from; to -= 1) {
    const typed = words.slice(from, to).join("");
    const found = lookUp(names, typed);
    if (found !== null) return { ...found, from, to, typed };
  }
  return null;
}

/** "р-н" and "к-сі" come apart when folded; "А с т а н а" is one word. */
function wordsOf(folded: string): readonly string[] {
  const whole = ` ${folded} `
    .replace(/ р н(?= )/g, " раион")
    .replace(/ к си(?= )/g, " коше")
    .replace(/ пр (т|кт)(?= )/g, " проспект")
    .replace(/(?: [а-я](?= )){4,}/g, (letters) => ` ${letters.replaceAll(" ", "")}`);
  return whole.split(" ").filter((word) => word !== "");
}

/** Reads a text word by word, the most certain kinds of names first. */
class Reader {
  readonly #names: PlaceNames;
  readonly #words: readonly string[];
  readonly mentions: Mention[] = [];
  readonly rest: string[] = [];

  constructor(names: PlaceNames, words: readonly string[]) {
    this.#names = names;
    this.#words = words;
  }

  read(): Reading {
    for (let at = 0; at < this.#words.length; ) at = this.#readFrom(at);
    return this;
  }

  #is(kind: keyof PlaceNames["words"], at: number): boolean {
    return this.#names.words[kind].has(this.#words[at] ?? "");
  }

  #readFrom(at: number): number {
    return this.#readMarked(at, "region") ?? this.#readMarked(at, "district") ?? this.#readPlace(at) ?? this.#pass(at);
  }

  #pass(at: number): number {
    const word = this.#words[at] ?? "";
    if (!this.#is("around", at) && !/^\d+$/.test(word)) this.rest.push(word);
    return at + 1;
  }

  /** "Карагандинская область", "область Абай", "Қарасай ауданы". A district nobody knows is no town of that name. */
  #readMarked(at: number, as: "region" | "district"): number | null {
    const names = as === "region" ? this.#names.regions : this.#names.districts;
    const isMark = (place: number) => this.#is(as, place);
    for (let to = Math.min(at + MOST_WORDS, this.#words.length - 1); to > at; to -= 1) {
      if (!isMark(to)) continue;
      const found = lookUp(names, this.#words.slice(at, to).join(""));
      if (found !== null) return this.#keep({ ...found, typed: "", from: at, to: to + 1 }, as);
      if (as === "district" && to === at + 1 && !this.#is("around", at)) return this.#passOver(at, to + 1);
    }
    if (!isMark(at)) return null;
    const span = spanAt(names, this.#words, at + 1);
    return span === null || isMark(span.to) ? null : this.#keep({ ...span, typed: "" }, as);
  }

  #passOver(from: number, to: number): number {
    this.rest.push(...this.#words.slice(from, to));
    return to;
  }

  #readPlace(at: number): number | null {
    const span = spanAt(this.#names.names, this.#words, at);
    if (span === null || (span.to === at + 1 && this.#is("around", at))) return null;
    if (this.#isStreet(span)) return this.#passOver(at, span.to);
    return this.#keep(span, "place");
  }

  #isEveryday({ base, typed }: Span): boolean {
    const { everyday, everydayForms } = this.#names.doubts;
    return everyday.has(base) || everydayForms.has(typed);
  }

  #isStreet(span: Span): boolean {
    const { from, to } = span;
    if (this.#is("streetBefore", from - 1) || this.#is("streetAfter", to)) return true;
    if (!this.#isEveryday(span)) return false;
    return /^\d{1,3}[а-я]?$/.test(this.#words[to] ?? "") || this.#words[from - 1] === "на";
  }

  /** "не в Астане", "Астанада емеспін". */
  #isDenied({ from, to }: Span): boolean {
    const before = this.#is("before", from - 1) ? from - 2 : from - 1;
    return this.#words[before] === "не" || (this.#is("not", to) && this.#words[to] !== "не");
  }

  #isEvident({ from, to, ending }: Span): boolean {
    if (this.#is("before", from - 1) || this.#is("kind", from - 1) || this.#is("kind", to)) return true;
    return KAZAKH_WHERE.includes(ending) && this.#is("being", to);
  }

  #keep(span: Span, as: Mention["as"]): number {
    if (this.#isDenied(span)) return span.to;
    const { replies, elsewhere } = this.#names.doubts;
    const evident = as !== "place" || this.#isEvident(span);
    const everyday = as === "place" && this.#isEveryday(span);
    const isPartOfCity = as === "place" && this.#is("district", span.from - 1);
    const isReply = replies.has(span.base) && span.ending === "";
    const isOtherCase = everyday && span.ending !== "" && !KAZAKH_WHERE.includes(span.ending);
    const isShort = span.ending !== "" && span.base.length <= FEW_LETTERS;
    const doubtful = elsewhere.has(span.base) || isPartOfCity || (!evident && (isReply || isOtherCase || isShort));
    this.mentions.push({ options: span.options, as, everyday, evident, doubtful });
    return span.to;
  }
}

/** Everything in a text that may be a place. Long texts are read at both ends, as the fold does it. */
export function readMentions(names: PlaceNames, typed: string): Reading {
  return new Reader(names, wordsOf(names.fold(typed.replace(COMPARED, "")))).read();
}

/** "Маған қарағанда", compared with me: the folded verb is the Russian name of Karaganda, so it goes before folding. */
const COMPARED = /(?<=[ғг]ан|[ғқгк][ае]|[нң][ае])\s+(?:қара[ғг]анда|[қк]араған[дт]а)(?!\p{L})/giu;
