import { useState } from "preact/hooks";
import { Choice, TextArea, TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf, momentOf } from "../ui/time-words.ts";
import { isSameDay, lastTimeAt } from "./call-time.ts";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import type { CaseFacts } from "./case-facts.ts";
import { placeWords } from "./case-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { MOST_PLACE, MOST_REASON } from "./limits.ts";
import { useCaseStep } from "./use-case-step.ts";

const WORDS_OF = ["in-case", "told-now", "life-in-danger"] as const;
type WordOf = (typeof WORDS_OF)[number];

/** Records a call that was made by voice. Nothing is called from here; it opens the phrase that says so to her. */
export function CaseCallDialog(props: CaseDialogProps) {
  const texts = useTexts();
  const { text } = texts;
  const { port } = useWorkplace();
  const { opened, facts } = props;
  const [clock, setClock] = useState(() => clockOf(Date.now()));
  const [place, setPlace] = useState(() => firstPlace(texts, facts));
  const [word, setWord] = useState<WordOf | null>(null);
  const [words, setWords] = useState("");
  const { call, take } = useCaseStep(props);
  const now = Date.now();
  const at = lastTimeAt(clock, now);
  const needsWords = word === "told-now" || word === "life-in-danger";
  const submit = () => {
    if (at === null || word === null) return;
    const record = { at, place: orNull(place), consent: word, words: needsWords ? orNull(words) : null };
    void take(() => port.cases.called102(opened.row.caseId, record), "case.done.called-102");
  };
  return (
    <FormDialog
      title={text("case.call.title")}
      submit={text("case.call.submit")}
      isReady={at !== null && word !== null && (!needsWords || words.trim() !== "")}
      call={call}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{text("case.call.about")}</p>
      {facts.policeExcluded && <Notice tone="warn" title={text("case.call.excluded")} />}
      <TextField
        label={text("case.call.at")}
        type="time"
        value={clock}
        onText={setClock}
        help={at === null || isSameDay(at, now) ? undefined : momentOf(texts, at, now)}
        error={at === null ? text("action.required") : null}
      />
      <TextField label={text("case.call.place")} isOptional value={place} onText={setPlace} maxLength={MOST_PLACE} />
      <Choice
        label={text("case.call.word")}
        value={word}
        options={WORDS_OF.map((value) => ({ value, text: text(`case.call.${value}`) }))}
        onChoose={setWord}
      />
      {needsWords && (
        <TextArea
          label={text(word === "told-now" ? "case.call.words" : "case.call.words-why")}
          value={words}
          onText={setWords}
          maxLength={MOST_REASON}
          rows={2}
        />
      )}
    </FormDialog>
  );
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

/** What the case says of the place, to be checked and mended. */
function firstPlace(texts: Parameters<typeof placeWords>[0], facts: CaseFacts): string {
  const [first] = facts.places;
  if (first === undefined) return "";
  const { own, known, point } = placeWords(texts, first);
  const parts = [own, point === null ? null : `${point.lat}, ${point.lon}`, own === null ? known : null];
  return parts
    .filter((part) => part !== null)
    .join(" · ")
    .slice(0, MOST_PLACE);
}
