/** The keys of an English keyboard and what they write on a Russian one, small and capital letters alike. */
const ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю";
/** Keys of the upper row that write letters on a Kazakh keyboard. */
const KAZAKH_ROW: Readonly<Record<string, string>> = {
  "2": "ә",
  "3": "і",
  "4": "ң",
  "5": "ғ",
  "8": "ү",
  "9": "ұ",
  "0": "қ",
  "-": "ө",
  "=": "һ",
};

const TO_CYRILLIC: ReadonlyMap<string, string> = new Map([
  ...[...ENGLISH].map((key, i): [string, string] => [key, RUSSIAN.charAt(i)]),
  ...Object.entries(KAZAKH_ROW),
]);
/** Letter keys only: no Latin word has a bracket in it. */
const TO_LATIN: ReadonlyMap<string, string> = new Map(
  [...ENGLISH].flatMap((key, i): [string, string][] => (/[a-z]/.test(key) ? [[RUSSIAN.charAt(i), key]] : [])),
);

/** Latin words have more vowels than that; Cyrillic ones typed on Latin keys have fewer. [Note: The keyboard left in the other alphabet] */
const LATIN_VOWELS = 0.3;
/** Cyrillic words have fewer of the letters that stand where Latin vowels are. */
const KEYS_OF_VOWELS = 0.25;

function share(text: string, of: RegExp, letters: RegExp): number | null {
  const all = text.match(letters)?.length ?? 0;
  return all === 0 ? null : (text.match(of)?.length ?? 0) / all;
}

function retype(text: string, keys: ReadonlyMap<string, string>): string {
  return Array.from(text.toLowerCase(), (key) => keys.get(key) ?? key).join("");
}

/**
 * The text as it was meant when the keyboard was left in the other alphabet ("xfq" is "чай", "ырфш" is "shai"), `null`
 * when nothing looks like that. What is in both alphabets keeps the words that make sense.
 */
export function onOtherKeys(text: string): string | null {
  const latin = share(text, /[aeiouy]/gi, /[a-z]/gi);
  if (latin !== null && latin < LATIN_VOWELS) return text.replace(/[!-~]+/g, (word) => retype(word, TO_CYRILLIC));
  const cyrillic = share(text, /[фушщгн]/gi, /[а-яё]/gi);
  return cyrillic !== null && cyrillic > KEYS_OF_VOWELS ? retype(text, TO_LATIN) : null;
}
