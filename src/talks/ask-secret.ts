import type { Dialogue, QuestionName } from "./dialogue.ts";

/** Words of hers that must not stay on the screen: they are taken off it as soon as they are heard. Null when skipped. */
export async function askSecret(d: Dialogue, question: QuestionName): Promise<string | null> {
  const words = await d.askWords(question);
  if (words !== null) await d.perform({ do: "sweep-mine" });
  return words;
}
