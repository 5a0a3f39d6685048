import { TextArea } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { MOST_REASON } from "./limits.ts";

interface ConsentWordsFieldProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
}

/** The words in which she agreed, as she said them. */
export function ConsentWordsField({ words, onWords }: ConsentWordsFieldProps) {
  const { text } = useTexts();
  return (
    <TextArea
      label={text("case.consent.words")}
      help={text("case.consent.words-help")}
      value={words}
      onText={onWords}
      maxLength={MOST_REASON}
      rows={2}
    />
  );
}
