import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";

/** Longer words are shown in part first: one message must not push everything else off the page. */
const MOST_LETTERS = 1_200;
const FIRST_LETTERS = 600;

/** What a person wrote; the whole of it after one press. */
export function LongText({ words, lang }: { readonly words: string; readonly lang?: string }) {
  const { text } = useTexts();
  const [isWhole, setWhole] = useState(false);
  const more = lang === undefined ? {} : { lang };
  if (words.length <= MOST_LETTERS) return <PersonText text={words} {...more} />;
  return (
    <>
      <PersonText text={isWhole ? words : firstLetters(words, FIRST_LETTERS)} {...more} />
      <Button kind="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {text(isWhole ? "case.part-text" : "case.whole-text")}
      </Button>
    </>
  );
}

/** The beginning, in whole letters, so that no picture is cut in two. */
export function firstLetters(words: string, most: number): string {
  const letters = [...words.slice(0, 2 * most)];
  return letters.length <= most && letters.join("") === words ? words : `${letters.slice(0, most).join("")}…`;
}
