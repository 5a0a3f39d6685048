import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { DeskTexts } from "../../i18n/desk-texts.ts";

const TextsContext = createContext<DeskTexts | null>(null);

/** Gives its language to everything inside. */
export function TextsProvider({
  texts,
  children,
}: {
  readonly texts: DeskTexts;
  readonly children: ComponentChildren;
}) {
  return <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>;
}

/** The words in the language of this moment. Changing it draws everything anew. */
export function useTexts(): DeskTexts {
  const texts = useContext(TextsContext);
  if (texts === null) throw new Error("outside of TextsProvider");
  return texts;
}
