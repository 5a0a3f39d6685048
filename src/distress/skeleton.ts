/** Most words have nothing to lose, and one look is cheaper than five. */
const HAS_MORE_THAN_BONES = /([а-я])\1|тс|и[аеоу]|нг/;

/**
 * What is left of a folded word when spellings that differ by ear alone are made one: "зелёный", "zelyonyy",
 * "zelenij"; "жалбыз", "jalbiz"; "қосылған", "kosylghan". Too coarse to compare single words with: "қар" and
 * "қияр" become one. For phrases only.
 */
export function skeletonOf(folded: string): string {
  if (folded.length <= 2 || !HAS_MORE_THAN_BONES.test(folded)) return folded;
  return folded
    .replace(/([а-я])\1+/g, "$1")
    .replace(/тс/g, "с")
    .replace(/и(?=[аеоу])/g, "")
    .replace(/н+г+/g, "н")
    .replace(/([а-я])\1+/g, "$1");
}
