import { useState } from "preact/hooks";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import type { MemberCard } from "./port.ts";
import { useCall } from "./use-call.ts";

interface MembersRemoveDialogProps {
  readonly member: MemberCard;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Ends her access at once; the cases are moved to a new key while the page counts down. */
export function MembersRemoveDialog({ member, onDone, onClose }: MembersRemoveDialogProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const [left, setLeft] = useState<number | null>(null);
  const call = useCall();
  const { name, memberId } = member;
  const remove = async () => {
    const done = await call.run(() => port.house.remove(memberId, setLeft));
    onDone();
    if (done === null) return;
    toasts.show({ text: text("members.expel.done", { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={text("members.expel.title", { name })}
      submit={text("members.expel.submit")}
      isReady
      isDanger
      call={call}
      onSubmit={() => void remove()}
      onClose={onClose}
    >
      <p>{text("members.expel.about")}</p>
      <p>{text("members.expel.keeps")}</p>
      <p role="status">{left !== null && text("members.expel.moving", { n: left })}</p>
    </FormDialog>
  );
}
