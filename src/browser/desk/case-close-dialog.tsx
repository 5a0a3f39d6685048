import { useState } from "preact/hooks";
import { CASE_OUTCOMES, type CaseOutcome } from "../../domain/case-contents.ts";
import { Choice, TextArea } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { MOST_REASON } from "./limits.ts";
import { useCaseStep } from "./use-case-step.ts";

/** How it ended, and what whoever reads it later should know. */
export function CaseCloseDialog(props: CaseDialogProps) {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null);
  const [reason, setReason] = useState("");
  const { call, take } = useCaseStep(props);
  const { covert, practice } = props.opened.row;
  const isOptional = outcome === "false-alarm";
  const submit = () => {
    if (outcome === null) return;
    void take(() => port.cases.close(props.opened.row.caseId, outcome, reason.trim()), "case.done.closed");
  };
  return (
    <FormDialog
      title={text("case.close.title")}
      submit={text("case.close.submit")}
      isReady={outcome !== null && (isOptional || reason.trim() !== "")}
      call={call}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{text("case.close.about")}</p>
      <Choice
        label={text("case.close.outcome")}
        value={outcome}
        options={outcomesFor(covert || practice).map((value) => ({ value, text: text(`case.outcome.${value}`) }))}
        onChoose={setOutcome}
      />
      <TextArea
        label={text("case.close.reason")}
        help={text(isOptional ? "case.close.reason-optional" : "case.close.reason-help")}
        value={reason}
        onText={setReason}
        maxLength={MOST_REASON}
        rows={2}
      />
    </FormDialog>
  );
}

/** Where it may have been no cry at all, that stands first. */
function outcomesFor(isLikelyFalse: boolean): readonly CaseOutcome[] {
  const others = CASE_OUTCOMES.filter((one) => one !== "false-alarm");
  return isLikelyFalse ? ["false-alarm", ...others] : CASE_OUTCOMES;
}
