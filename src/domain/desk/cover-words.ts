/**
 * Beginnings of words that tell somebody who takes the phone that this is no shop. Kept by language; whoever finds a word
 * that is missing adds it here, and a test looks through everything that may be said under cover.
 */
const BEGINNINGS = {
  ru: `
    полици полицей участков следовател прокур протокол заявлени предписани преступлен насил изнасил избив избил избит
    побои побоев бьёт бьет бьют ударил угроз угрожа убить убьёт убьет убийств оружи помощ помоч помог помож спасе спаст
    спасат выруч опас безопас небезопас кризис жертв пострадав потерпевш приют убежищ укрыти шелтер психолог юрист
    адвокат оператор обидчик агресс тиран абьюз сожител супруг тайн секрет скрыт скрыв спрят пароль шифр тревог тревож
    экстренн бытов`,
  kk: `
    полиц қылмыс тергеу арыз зорлық зорла зорлан соққы сабап сабады сабайды қорқыт өлтір пышақ қару көмек құтқар қауіп
    қатер дағдарыс құрбан жәбірлен зардап баспана психолог заңгер адвокат оператор күйеу құпия жасыр дабыл нұсқама
    тұрмыстық әлімжетт қорға`,
  en: `
    police violen abus beaten beating help rescue emergenc danger threat safe crisis victim shelter refuge hotline lawyer
    psycholog operator husband secret hidden hiding weapon knife kill domestic`,
} as const;

/** Words that are one as they are, because with another ending they belong into any shop. */
const WHOLE = {
  ru: "суд суда суду судом суде судья судье нож ножа ножом муж мужа мужу мужем муже закон закона закону законом спаси бил била",
  kk: "сот сотқа сотта соттан соттың заң заңы заңға ұрады ұрды ұрып ұрған ұрса ері еріңіз пана",
  en: "court courts law laws hit hits beat beats hide pana sos",
} as const;

/** More than one word; and the numbers that everybody knows, spelt out. */
const SAYINGS: readonly string[] = [
  ...["горячая линия", "горячей линии", "горячую линию", "телефон доверия", "телефона доверия", "сенім телефон"],
  ...["сто один", "сто два", "сто три", "сто четыре", "сто одиннадцать", "сто двенадцать", "сто пятьдесят"],
  ...["жүз бір", "жүз екі", "жүз үш", "жүз төрт", "жүз он бір", "жүз он екі", "жүз елу"],
];

/** Begin like a word of the list and are none. */
const HARMLESS: readonly string[] = ["спасибо", "бытовая химия", "бытовой химии", "бытовую химию", "құрбан айт"];

/** Numbers that everybody knows, alone or at the end of words. */
const NUMBERS = /(?<!\d)(?:10[1-4]|11[12]|150)(?!\d)/;

const words = (lists: Readonly<Record<string, string>>) =>
  Object.values(lists).flatMap((list) => list.split(/\s+/).filter((word) => word !== ""));

/** Every beginning of a word that gives a cover away. */
export const GIVEAWAY_BEGINNINGS: readonly string[] = words(BEGINNINGS);
/** Every word that gives it away as it stands. */
export const GIVEAWAY_WORDS: readonly string[] = words(WHOLE);
/** Everything of several words. */
export const GIVEAWAY_SAYINGS: readonly string[] = SAYINGS;

const ENTIRE = new Set(GIVEAWAY_WORDS);

/** Latin letters that look like Cyrillic ones; whoever looks does not see the difference. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map([
  ...[..."aeopcxykmthbi"].map((latin, i): [string, string] => [latin, [..."аеорсхукмтнві"][i] ?? latin]),
]);

/** The word by which words meant for a covert chat would give it away to whoever reads along; null: none does. */
export function givesAway(text: string): string | null {
  const small = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/\p{Cf}/gu, "");
  const number = NUMBERS.exec(small);
  if (number !== null) return number[0];
  const bare = HARMLESS.reduce((so, one) => so.replaceAll(one, " "), small);
  return wordIn(bare) ?? (bare === inCyrillic(bare) ? null : wordIn(inCyrillic(bare)));
}

function wordIn(text: string): string | null {
  const found = text.split(/[^\p{L}\p{N}]+/u).find(isGiveaway);
  if (found !== undefined) return found;
  const joined = ` ${text.split(/[^\p{L}\p{N}]+/u).join(" ")}`;
  return SAYINGS.find((saying) => joined.includes(` ${saying}`)) ?? null;
}

function isGiveaway(word: string): boolean {
  return ENTIRE.has(word) || BEGINS.test(word);
}

/** As they are compared: "ё" is written as "е" by most. They are letters only; one pattern is many times faster than a list. */
const BEGINS = new RegExp(`^(?:${[...new Set(GIVEAWAY_BEGINNINGS.map((one) => one.replaceAll("ё", "е")))].join("|")})`);

function inCyrillic(text: string): string {
  return [...text].map((letter) => LOOKS_LIKE.get(letter) ?? letter).join("");
}
