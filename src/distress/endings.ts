/** Which endings a phrase takes: those of its language. */
export type Tongue = "ru" | "kk";
export const TONGUES: readonly Tongue[] = ["ru", "kk"];

/** Endings of cases and adjectives, as the skeleton writes them: "мята мяты мятой мятою", "зелёный зелёного". */
const RU_CASES = "а у и е о ои еи ем им ом ам ами ими ах их ов ев оу еу ого его ово ава аго ому ему ум";
const RU_SHORT = "а и у е ои ом ами ах ов ого о";
const RU_VERBS = "т ит ет ат ут ите ете л ла ли ло ил ила или иш еш ив ка ки ку";

function withTails(middle: readonly string[], tails: readonly string[]): readonly string[] {
  return middle.flatMap((one) => tails.map((tail) => one + tail));
}

const RU: ReadonlySet<string> = new Set([
  "",
  ...RU_CASES.split(" "),
  ...RU_VERBS.split(" "),
  ...["ек", "ок", "ик", "ин"],
  ...withTails(["н", "ин", "оват", "енк"], RU_CASES.split(" ")),
  ...withTails(["к", "ик", "чик", "ичк", "очк", "ечк", "ушк"], ["", ...RU_SHORT.split(" ")]),
]);

/** Number, owner, case and what is hung on behind them: "шай шайы шайыңыз шайлардан", "жалбызбен". */
const KK_NOUN =
  "(?:[лдт][ае]р)?(?:и?м(?:из)?|и?н(?:из)?|с?и)?(?:[ндт]ин|[гкн]?[ае]|[ндт]и|н?[дт][ае]н?|н[ае]н|[мбп]ен(?:ен)?|л[и]|[дт]?[аеи]?ги)?";
/** "қос қосқан қосып қосатын", "үзілді үзілген үзіліпті". */
const KK_VERB =
  "(?:и?[лнс])?(?:[гк][ае]н|и?п|[дт]и|с[ае]|[аеи]?т?ин|и?у|[аеи]?р|[аеи]д?и|и?пти)(?:м|н|низ|к)?(?:да[и])?(?:[лдт][ае]р)?";
/** Questions and softeners written together with the word: "барма", "айтыңызшы". */
const KK_PARTICLE = "(?:[мбп][ае]|ши)?";
const KK = new RegExp(`^(?:${KK_NOUN}|${KK_VERB})${KK_PARTICLE}$`);

/** Letters of the longest ending that is looked at. */
export const LONGEST_ENDING = 7;

/** Whether a word of this language may end so, in the letters of the skeleton. */
export function isEnding(tongue: Tongue, end: string): boolean {
  if (end === "") return true;
  if (end.length > LONGEST_ENDING) return false;
  return tongue === "ru" ? RU.has(end) : KK.test(end);
}

/** Fewer letters, or a smaller part of the word, would be the beginning of too many words. */
const SHORTEST_STEM = 3;
const LEAST_PART = 0.6;

/** The word without its ending, in every way that leaves enough of it, the shortest first. */
export function stemsOf(tongue: Tongue, word: string): readonly string[] {
  const stems: string[] = [];
  const shortest = Math.max(SHORTEST_STEM, Math.ceil(word.length * LEAST_PART));
  for (let length = shortest; length < word.length; length += 1) {
    if (tongue === "ru" && "аеоу".includes(word.charAt(length - 1))) continue; // "мя-той", not "мято-й".
    if (isEnding(tongue, word.slice(length))) stems.push(word.slice(0, length));
  }
  return stems;
}
