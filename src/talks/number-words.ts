import { fold } from "../distress/fold.ts";

/**
 * From one to ten as people write them, counting and in order. Left out on purpose: "он", ten in Kazakh, which is "he" in
 * Russian, and "одна", which is a woman alone.
 */
const NUMBERS: readonly (readonly string[])[] = [
  ["один", "первый", "первая", "первое", "бір", "бірінші"],
  ["два", "две", "второй", "вторая", "второе", "екі", "екінші"],
  ["три", "третий", "третья", "третье", "үш", "үшінші"],
  ["четыре", "четвёртый", "четвёртая", "четвёртое", "төрт", "төртінші"],
  ["пять", "пятый", "пятая", "пятое", "бес", "бесінші"],
  ["шесть", "шестой", "шестая", "шестое", "алты", "алтыншы"],
  ["семь", "седьмой", "седьмая", "седьмое", "жеті", "жетінші"],
  ["восемь", "восьмой", "восьмая", "восьмое", "сегіз", "сегізінші"],
  ["девять", "девятый", "девятая", "девятое", "тоғыз", "тоғызыншы"],
  ["десять", "десятый", "десятая", "десятое", "оныншы"],
];

const MEANINGS: ReadonlyMap<string, number> = new Map(
  NUMBERS.flatMap((words, i) => words.map((word): [string, number] => [fold(word), i + 1])),
);

/** The number, 1 to 10, that the whole text is in either language and in any spelling that folds to it; else null. */
export function numberIn(words: string): number | null {
  return MEANINGS.get(fold(words)) ?? null;
}
