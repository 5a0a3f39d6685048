import { useState } from "preact/hooks";
import { URGENCIES, type Urgency } from "../../domain/urgency.ts";
import { UrgencyMark } from "../ui/badge.tsx";
import { Choice, TextArea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { MOST_REASON } from "./limits.ts";
import { useCaseStep } from "./use-case-step.ts";

/** Software only raises; a person may set it either way, and says why. */
export function CaseUrgencyDialog(props: CaseDialogProps) {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const { row } = props.opened;
  const [urgency, setUrgency] = useState<Urgency>(row.urgency);
  const [reason, setReason] = useState("");
  const { call, take } = useCaseStep(props);
  const isLower = URGENCIES.indexOf(urgency) > URGENCIES.indexOf(row.urgency);
  const options = URGENCIES.map((value) => ({
    value,
    text: (
      <>
        <UrgencyMark urgency={value} />
        {text(`queue.urgency.${value}`)}
      </>
    ),
  }));
  return (
    <FormDialog
      title={text("case.urgency.title")}
      submit={text("case.urgency.submit")}
      isReady={urgency !== row.urgency && reason.trim() !== ""}
      call={call}
      onSubmit={() => void take(() => port.cases.setUrgency(row.caseId, urgency, reason.trim()), "case.done.urgency")}
      onClose={props.onClose}
    >
      <Choice label={text("case.urgency.now")} value={urgency} options={options} onChoose={setUrgency} />
      {isLower && <Notice tone="warn" isAlert title={text("case.urgency.lower")} />}
      <TextArea
        label={text("case.urgency.reason")}
        help={text("case.urgency.reason-help")}
        value={reason}
        onText={setReason}
        maxLength={MOST_REASON}
        rows={2}
      />
    </FormDialog>
  );
}
