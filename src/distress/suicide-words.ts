import { foldEnds } from "./fold.ts";
import { skeletonOf } from "./skeleton.ts";

/**
 * Words in which people say that they want to die. Each is enough wherever it stands in a text: what follows are numbers,
 * which hurt nobody who meant it otherwise. Wider listening comes with the danger signs.
 */
const SAID = [
  ...["не хочу жить", "не хочется жить", "жить не хочу", "жить не хочется", "хочу умереть", "лучше умереть"],
  ...["хочется умереть", "покончу с собой", "покончить с собой", "убью себя", "убить себя хочу", "хочу убить себя"],
  ...["наложу на себя руки", "наложить на себя руки", "не вижу смысла жить", "порежу вены", "спрыгну с крыши"],
  ...["өлгім келеді", "өлгім келіп", "өмір сүргім келмейді", "өмір сүргім келмей", "өлсем деймін", "өлсем екен"],
  ...[
    "өзімді өлтірем",
    "өзімді өлтіргім",
    "өзіме қол жұмса",
    "асылып өлем",
    "өмірден түңілдім",
    "тірі жүргім келмейді",
  ],
].map(soundOf);

/** Whether she speaks of not wanting to live, in any spelling. A long text is read at both ends. */
export function speaksOfSuicide(text: string): boolean {
  return foldEnds(text).some((words) => {
    const sound = ` ${skeletonOf(words.join(" "))}`;
    return SAID.some((said) => sound.includes(` ${said}`));
  });
}

function soundOf(text: string): string {
  return foldEnds(text)
    .map((words) => skeletonOf(words.join(" ")))
    .join(" ");
}
