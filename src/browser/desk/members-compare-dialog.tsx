import { useState } from "preact/hooks";
import { Check } from "../ui/field.tsx";
import { Fingerprint } from "../ui/fingerprint.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import type { MemberCard } from "./port.ts";
import { useCall } from "./use-call.ts";

interface MembersCompareDialogProps {
  readonly member: MemberCard;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The only way in: digits read aloud, by a voice that is known. There is no other button. */
export function MembersCompareDialog({ member, onDone, onClose }: MembersCompareDialogProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const [isSame, setSame] = useState(false);
  const [isKnown, setKnown] = useState(false);
  const call = useCall();
  const { name, role, fingerprint, memberId } = member;
  const admit = async () => {
    const done = await call.run(() => port.house.admit(memberId));
    if (done === null) return;
    toasts.show({ text: text("members.compare.done", { name }) });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={text("members.compare.title")}
      submit={text("members.compare.submit")}
      isReady={isSame && isKnown}
      call={call}
      onSubmit={() => void admit()}
      onClose={onClose}
    >
      <p>
        <strong>{text("members.compare.who", { name, role: text(`members.role.${role}`) })}</strong>
      </p>
      <p>{text("members.compare.about")}</p>
      <Fingerprint digits={fingerprint} isLarge />
      <Notice tone="warn">{text("members.compare.differs")}</Notice>
      <div>
        <Check label={text("members.compare.voice")} isOn={isKnown} onChange={setKnown} />
        <Check label={text("members.compare.same")} isOn={isSame} onChange={setSame} />
      </div>
    </FormDialog>
  );
}
