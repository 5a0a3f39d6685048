/** Letters that people write with two or more Latin ones, longest first. */
const MANY: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, "ш"],
  [/zh/g, "ж"],
  [/ch/g, "ч"],
  [/kh/g, "х"],
  [/gh/g, "г"],
  [/ck/g, "к"],
  [/[yi]o/g, "е"],
];

const VOWELS = "aeiouyəı";
/** "jasyl" is жасыл, "zelenyj" ends in й. */
const J_BEFORE_VOWEL = new RegExp(`j(?=[${VOWELS}])`, "g");
/** "wai" is шай in Kazakh chats, "sawda" is сауда. */
const W_AS_SH = new RegExp(`(?<![${VOWELS}])w(?=[${VOWELS}])`, "g");

const ONE: Readonly<Record<string, string>> = {
  a: "а",
  b: "б",
  c: "с",
  d: "д",
  e: "е",
  f: "ф",
  g: "г",
  h: "х",
  i: "и",
  j: "и",
  k: "к",
  l: "л",
  m: "м",
  n: "н",
  o: "о",
  p: "п",
  q: "к",
  r: "р",
  s: "с",
  t: "т",
  u: "у",
  v: "в",
  w: "у",
  x: "х",
  y: "и",
  z: "з",
  ı: "и",
  ə: "а",
  ŋ: "н",
};

/** A word in small Latin letters as Cyrillic ones, the way Kazakh and Russian are typed in chats. */
export function fromLatin(word: string): string {
  let text = word.replace(J_BEFORE_VOWEL, "ж").replace(W_AS_SH, "ш");
  for (const [many, letter] of MANY) text = text.replace(many, letter);
  return text.replace(/[a-zıəŋ]/g, (char) => ONE[char] ?? "");
}
