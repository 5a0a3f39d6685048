import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Choice, TextField } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { momentOf } from "../ui/time-words.ts";
import { CopyButton } from "./copy-button.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import type { MemberCard } from "./port.ts";
import { useCall } from "./use-call.ts";

const ROLES = ["staff", "reader", "admin"] as const satisfies readonly MemberCard["role"][];
const MOST_NAME = 80;

/** A one-time link for one person; it is shown once, to be handed over outside of this program. */
export function MembersInviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberCard["role"]>("staff");
  const [made, setMade] = useState<{ readonly link: string; readonly expiresAt: number } | null>(null);
  const call = useCall();
  if (made !== null) return <MadeLink {...made} onClose={onClose} />;
  const make = async () => {
    const done = await call.run(() => port.house.invite(name.trim(), role));
    if (done !== null) setMade(done);
  };
  return (
    <FormDialog
      title={text("members.invite.title")}
      submit={text("members.invite.submit")}
      isReady={name.trim() !== ""}
      call={call}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <p>{text("members.invite.about")}</p>
      <TextField label={text("members.invite.name")} value={name} onText={setName} maxLength={MOST_NAME} />
      <Choice
        label={text("members.invite.role")}
        value={role}
        options={ROLES.map((value) => ({ value, text: text(`members.invite.role-${value}`) }))}
        onChoose={setRole}
      />
    </FormDialog>
  );
}

interface MadeLinkProps {
  readonly link: string;
  readonly expiresAt: number;
  readonly onClose: () => void;
}

function MadeLink({ link, expiresAt, onClose }: MadeLinkProps) {
  const texts = useTexts();
  const { text } = texts;
  const actions = (
    <>
      <CopyButton words={link} />
      <Button onClick={onClose}>{text("action.close")}</Button>
    </>
  );
  return (
    <Dialog title={text("members.invite.link")} onClose={onClose} actions={actions}>
      <p>{text("members.invite.about")}</p>
      <TextField label={text("members.invite.link")} value={link} onText={() => undefined} readOnly />
      <p class="small soft">{text("members.invite.until", { when: momentOf(texts, expiresAt, Date.now()) })}</p>
      <p>{text("members.invite.next")}</p>
    </Dialog>
  );
}
