/** Pairs like "ёе йи": the first letter is read as the rest. */
function pairs(list: string): ReadonlyMap<string, string> {
  return new Map(list.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]));
}

/**
 * Cyrillic letters that people write for one another: Kazakh letters on a Russian keyboard, ё without dots, ы for і,
 * soft and hard signs left out. я and ю become what Latin typists write.
 */
const CYRILLIC = pairs("ёе йи қк ғг ңн үу ұу һх әа өо іи ыи ъ ь щш эе яиа юиу цтс єе ґг ѓг ўу");

/** Letters between а and я that stay as they are. */
const PLAIN = "абвгдежзиклмнопрстуфхчш";

/** Latin letters that look like Cyrillic ones. Capitals first: "B" looks like "В", "b" like "ь". */
const LOOK_ALIKE = pairs("AА BВ CС EЕ HН KК MМ OО PР TТ XХ YУ Iі aа bь cс eе hһ kк mм oо pр tт xх yу iі");

/** Cyrillic letters that look like Latin ones, in small letters. */
const LOOK_ALIKE_LATIN = pairs("аa еe оo рp сc уy хx іi");

/** Digits that stand for letters inside a word: "4ай", "6ай", "к0к". */
const DIGIT = pairs("4ч 6ш 3з 0о");

export function isCyrillic(char: string): boolean {
  return char >= "Ѐ" && char <= "ԯ";
}

export function isLatin(char: string): boolean {
  return (char >= "a" && char <= "z") || (char >= "A" && char <= "Z") || "ıəŋƏŊ".includes(char);
}

/** The Cyrillic letter that a Latin one looks like, `null` when it looks like none. */
export function lookAlike(latin: string): string | null {
  return LOOK_ALIKE.get(latin) ?? null;
}

/** The Latin letter that a Cyrillic one looks like, `null` when it looks like none. */
export function lookAlikeLatin(cyrillic: string): string | null {
  return LOOK_ALIKE_LATIN.get(cyrillic) ?? null;
}

/** By the code of the letter. */
const FOLDED: readonly string[] = Array.from({ length: 0x530 }, (_, code) => {
  const char = String.fromCharCode(code);
  return (char >= "0" && char <= "9") || PLAIN.includes(char) ? char : (CYRILLIC.get(char) ?? "");
});

/** Small Cyrillic letters to the 23 that are left; letters of other peoples vanish. */
export function foldCyrillic(word: string): string {
  let folded = "";
  for (let i = 0; i < word.length; i += 1) folded += FOLDED[word.charCodeAt(i)] ?? "";
  return folded;
}

export function foldDigits(word: string): string {
  return word.replace(/[4630]/g, (digit) => DIGIT.get(digit) ?? digit);
}
