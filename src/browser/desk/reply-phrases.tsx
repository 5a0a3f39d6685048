import { useState } from "preact/hooks";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { type OfferedPhrase, searchPhrases } from "./reply-state.ts";

/** With more phrases than this they are searched. */
const MANY = 6;

interface ReplyPhrasesProps {
  readonly offered: readonly OfferedPhrase[];
  readonly locale: "kk" | "ru";
  readonly onUse: (phrase: ReadyPhrase, text: string) => void;
}

/** Ready phrases in her language. A press puts one into the box, where it may still be changed. */
export function ReplyPhrases({ offered, locale, onUse }: ReplyPhrasesProps) {
  const { text } = useTexts();
  const [typed, setTyped] = useState("");
  const found = searchPhrases(offered, typed);
  return (
    <details class="phrases">
      <summary>
        {text("reply.phrases")} <span class="soft">({offered.length})</span>
      </summary>
      <div class="stack-small phrases-body">
        {offered.length > MANY && <TextField label={text("reply.phrases-search")} value={typed} onText={setTyped} />}
        {found.length === 0 && <p class="soft">{text("reply.phrases-none")}</p>}
        <ul class="phrase-list">
          {found.map((one) => (
            <li key={one.phrase.phraseId}>
              <PhraseButton one={one} locale={locale} onUse={onUse} />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

interface PhraseButtonProps extends Pick<ReplyPhrasesProps, "locale" | "onUse"> {
  readonly one: OfferedPhrase;
}

function PhraseButton({ one, locale, onUse }: PhraseButtonProps) {
  const { text } = useTexts();
  return (
    <button
      type="button"
      class="phrase"
      aria-disabled={one.locked || undefined}
      onClick={() => {
        if (!one.locked) onUse(one.phrase, one.text);
      }}
    >
      <span lang={locale}>{one.text}</span>
      {one.locked && (
        <span class="line small phrase-locked">
          <Icon name="lock" />
          {text("reply.locked")}
        </span>
      )}
    </button>
  );
}
