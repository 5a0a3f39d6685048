import { TextArea } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useDraft, useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { useCaseStep } from "./use-case-step.ts";

const MOST_LETTERS = 4_000;

/** A note for colleagues: sealed into the case, never shown to her. */
export function CaseNoteDialog(props: CaseDialogProps) {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const { caseId } = props.opened.row;
  const [words, setWords] = useDraft(`note ${caseId}`);
  const { call, take } = useCaseStep(props);
  const keep = () =>
    take(async () => {
      const done = await port.cases.note(caseId, words.trim());
      if (done.refused === undefined) setWords("");
      return done;
    }, "case.done.note");
  return (
    <FormDialog
      title={text("case.note.title")}
      submit={text("case.note.submit")}
      isReady={words.trim() !== ""}
      call={call}
      onSubmit={() => void keep()}
      onClose={props.onClose}
    >
      <TextArea
        label={text("case.note.title")}
        isLabelHidden
        help={text("case.note.about")}
        value={words}
        onText={setWords}
        maxLength={MOST_LETTERS}
        rows={5}
      />
    </FormDialog>
  );
}
