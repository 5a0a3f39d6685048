const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/**
 * Endings of cases, folded (see the notes on folding where the fold comes from), by what a name ends in without them.
 * Russian: "Караганд|е" → а, "Рудн|ом" → ии, "Глубок|ом" → ое, "Костана|е" → и, "Белы|х" → ие.
 */
const RUSSIAN: Readonly<Record<string, readonly string[]>> = {
  "": list("а у ом им е и иа иу ем"),
  а: list("и е у ои оиу"),
  о: list("а у ом е"),
  и: list("е иа иу ем ах ам ами"),
  ии: list("ом ого ому им"),
  ои: list("ом ого ому им"),
  ое: list("ом ого ому им"),
  ие: list("их им ими"),
  аиа: list("ои уиу"),
  иа: list("е и иу еи"),
};

const PLACE = list("да де та те");
const FROM = list("дан ден тан тен нан нен");
const I_AM = list("мин миз м пин пиз");

/** Kazakh: where, whence, whither, whose, whom, with what; "I am in …", "I am from …", "one from …". */
const KAZAKH: readonly string[] = [
  ...PLACE,
  ...FROM,
  ...[...PLACE, ...FROM].flatMap((ending) => I_AM.map((person) => ending + person)),
  ...PLACE.map((ending) => `${ending}ги`),
  ...list("га ге ка ке нин дин тин ни ди ти мен бен пен"),
  ...["лик", "дик", "тик"].flatMap((ending) => ["", "пин", "пиз", "мин", "миз"].map((person) => ending + person)),
];

/** Only these say that she is there or comes from there. */
export const KAZAKH_WHERE: readonly string[] = KAZAKH.filter((ending) => /^([дт][ае]|[дтн][ае]н)/.test(ending));

const MOST_LETTERS = Math.max(...KAZAKH.map((ending) => ending.length));

/** Ending → what may have stood in its place. */
const INSTEAD: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  const add = (ending: string, base: string) => found.set(ending, [...(found.get(ending) ?? []), base]);
  for (const ending of KAZAKH) add(ending, "");
  for (const [base, endings] of Object.entries(RUSSIAN)) for (const ending of endings) add(ending, base);
  return found;
})();

/** A word without one of its endings, and the ending; the shortest ending first. */
export interface Bare {
  readonly base: string;
  readonly ending: string;
}

/** Every name that this may be a case of. Half of them are no names: look them up. */
export function* withoutEnding(word: string): Generator<Bare> {
  for (let cut = 1; cut <= MOST_LETTERS && word.length - cut >= 2; cut += 1) {
    const ending = word.slice(-cut);
    for (const base of INSTEAD.get(ending) ?? []) yield { base: word.slice(0, -cut) + base, ending };
  }
}

/**
 * What the first of several words becomes in the Russian cases: "Новая Шульба" → "Новой", "Форт Шевченко" → "Форте".
 */
export function firstWordCases(word: string): readonly string[] {
  for (const base of ["аиа", "ии", "ои", "ое", "ие"]) {
    if (word.endsWith(base)) return (RUSSIAN[base] ?? []).map((ending) => word.slice(0, -base.length) + ending);
  }
  return /[аеиоу]$/.test(word) ? [] : ["а", "у", "ом", "е"].map((ending) => word + ending);
}
