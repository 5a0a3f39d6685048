import { useState } from "preact/hooks";
import { Select } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import type { MemberCard } from "./port.ts";
import { useCall, useReading } from "./use-call.ts";

/** Gives the case to one colleague; who is on duty stands first. */
export function CaseHandOverDialog({ opened, onClose }: CaseDialogProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port, putRow, go } = useWorkplace();
  const { reading } = useReading(() => port.house.members(), [port]);
  const [to, setTo] = useState("");
  const call = useCall();
  const members = reading !== null && "value" in reading ? reading.value.members.filter(canTake) : [];
  const options = members
    .toSorted((a, b) => Number(b.onDuty) - Number(a.onDuty))
    .map(({ memberId, name, onDuty }) => ({
      value: memberId,
      text: onDuty ? text("case.hand-over.on-duty", { name }) : name,
    }));
  const submit = async () => {
    const done = await call.run(() => port.queue.handOver(opened.row.caseId, to));
    if (done === null) return;
    putRow(done.row);
    const name = members.find(({ memberId }) => memberId === to)?.name ?? "";
    toasts.show({ text: text("case.done.handed-over", { name }) });
    onClose();
    go({ page: "queue" });
  };
  return (
    <FormDialog
      title={text("case.hand-over.title")}
      submit={text("case.hand-over.submit")}
      isReady={to !== ""}
      call={call}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>{text(reading !== null && options.length === 0 ? "case.hand-over.nobody" : "case.hand-over.about")}</p>
      {options.length > 0 && (
        <Select
          label={text("case.hand-over.to")}
          placeholder={text("action.choose")}
          value={to}
          options={options}
          onChoose={setTo}
        />
      )}
    </FormDialog>
  );
}

function canTake({ standing, role, isMe }: MemberCard): boolean {
  return standing === "active" && role !== "reader" && !isMe;
}
