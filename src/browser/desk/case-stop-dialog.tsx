import { useState } from "preact/hooks";
import { TextArea } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { MOST_REASON } from "./limits.ts";
import { useCaseStep } from "./use-case-step.ts";

/** Ends every way to write to her. Asked for with a reason, because it cannot be taken back. */
export function CaseStopDialog(props: CaseDialogProps) {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const [reason, setReason] = useState("");
  const { call, take } = useCaseStep(props);
  return (
    <FormDialog
      title={text("case.stop.title")}
      submit={text("case.stop.submit")}
      isReady={reason.trim() !== ""}
      isDanger
      call={call}
      onSubmit={() =>
        void take(() => port.cases.stopContact(props.opened.row.caseId, reason.trim()), "case.done.stopped")
      }
      onClose={props.onClose}
    >
      <p>{text("case.stop.about")}</p>
      <TextArea label={text("case.stop.reason")} value={reason} onText={setReason} maxLength={MOST_REASON} rows={2} />
    </FormDialog>
  );
}
