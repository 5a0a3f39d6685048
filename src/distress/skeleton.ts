/**
 * What is left of a folded word when spellings that differ by ear alone are made one: "зелёный", "zelyonyy",
 * "zelenij"; "жалбыз", "jalbiz"; "қосылған", "kosylghan". Too coarse to compare single words with: "қар" and
 * "қияр" become one. For phrases only.
 */
export function skeletonOf(folded: string): string {
  if (folded.length <= 2) return folded;
  return folded
    .replace(/([а-я])\1+/g, "$1")
    .replace(/тс/g, "с")
    .replace(/и(?=[аеоу])/g, "")
    .replace(/н+г+/g, "н")
    .replace(/([а-я])\1+/g, "$1");
}
