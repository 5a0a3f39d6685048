import { useState } from "preact/hooks";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useMay, useWorkplace } from "./desk-context.tsx";
import { HousePhraseDialog } from "./house-phrase-dialog.tsx";
import { newPhrase, sortPhrases } from "./house-phrases.ts";
import "./house.css";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall, useReading } from "./use-call.ts";

/** Ready phrases of the organisation: all three languages side by side, open ones and those of cover apart. */
export function HousePhrasesPage() {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const mayEdit = useMay("phrases.edit");
  const { reading, again } = useReading(() => port.house.phrases(), [port]);
  const [edited, setEdited] = useState<ReadyPhrase | null>(null);
  const phrases = reading !== null && "value" in reading ? reading.value.phrases : [];
  return (
    <div class="page page-wide">
      <h1>{text("house.phrases.title")}</h1>
      <p class="soft">{text(mayEdit ? "house.phrases.about" : "house.phrases.only-admin")}</p>
      {reading !== null && "refused" in reading && <RefusalNotice refusal={reading} />}
      {(["open", "covert"] as const).map((set) => (
        <section key={set} class="stack-small" aria-labelledby={`phrases-${set}`}>
          <h2 id={`phrases-${set}`}>{text(`house.phrases.${set}`)}</h2>
          {set === "covert" && <p class="soft">{text("house.phrases.covert-about")}</p>}
          <PhraseList phrases={sortPhrases(phrases, set)} mayEdit={mayEdit} onEdit={setEdited} onDone={again} />
          {mayEdit && (
            <div>
              <Button onClick={() => setEdited(newPhrase(set, phrases))}>{text("house.phrases.add")}</Button>
            </div>
          )}
        </section>
      ))}
      {edited !== null && <HousePhraseDialog phrase={edited} onDone={again} onClose={() => setEdited(null)} />}
    </div>
  );
}

interface PhraseListProps {
  readonly phrases: readonly ReadyPhrase[];
  readonly mayEdit: boolean;
  readonly onEdit: (phrase: ReadyPhrase) => void;
  readonly onDone: () => void;
}

function PhraseList({ phrases, mayEdit, onEdit, onDone }: PhraseListProps) {
  const { text } = useTexts();
  if (phrases.length === 0) return <p class="soft">{text("house.phrases.none")}</p>;
  return (
    <ul class="phrase-cards">
      {phrases.map((phrase) => (
        <li key={phrase.phraseId} class="card stack-small">
          <PhraseTexts phrase={phrase} />
          {phrase.needs102 && (
            <span>
              <Badge tone="accent">{text("house.phrases.needs-102")}</Badge>
            </span>
          )}
          {mayEdit && <PhraseButtons phrase={phrase} onEdit={onEdit} onDone={onDone} />}
        </li>
      ))}
    </ul>
  );
}

function PhraseTexts({ phrase }: { readonly phrase: ReadyPhrase }) {
  const { text } = useTexts();
  return (
    <dl class="phrase-texts">
      {(["kk", "ru", "en"] as const).map((locale) => (
        <div key={locale}>
          <dt class="small soft">{text(`house.phrases.${locale}`)}</dt>
          <dd>
            <PersonText text={phrase.texts[locale]} lang={locale} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PhraseButtonsProps {
  readonly phrase: ReadyPhrase;
  readonly onEdit: (phrase: ReadyPhrase) => void;
  readonly onDone: () => void;
}

/** Removing is done at once and may be taken back: the phrase is kept again as it was. */
function PhraseButtons({ phrase, onEdit, onDone }: PhraseButtonsProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const call = useCall();
  const remove = async () => {
    const done = await call.run(() => port.house.erasePhrase(phrase.phraseId));
    if (done === null) return;
    onDone();
    toasts.show({ text: text("house.phrases.removed"), onUndo: () => void port.house.keepPhrase(phrase).then(onDone) });
  };
  return (
    <>
      <RefusalNotice refusal={call.refusal} />
      <div class="line">
        <Button onClick={() => onEdit(phrase)}>{text("action.edit")}</Button>
        <Button kind="plain" isBusy={call.isBusy} onClick={() => void remove()}>
          {text("house.phrases.remove")}
        </Button>
      </div>
    </>
  );
}
