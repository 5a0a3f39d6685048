import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf } from "../ui/time-words.ts";
import { useToasts } from "../ui/toast.tsx";
import { useRefusals } from "./desk-context.tsx";
import { PassphraseField, WorkingLine } from "./door-passphrase.tsx";
import type { DeskPort, DeskRefusal, KnownMember, OwnSession } from "./port.ts";
import { useWelcome } from "./welcome-context.tsx";

interface DoorUnlockProps {
  readonly port: DeskPort;
  readonly member: KnownMember;
  /** This device has just been added. */
  readonly isNew: boolean;
  readonly onEnter: (session: OwnSession) => void;
  readonly onOther: () => void;
}

/** Her passphrase, and a moment of patience. */
export function DoorUnlock({ port, member, isNew, onEnter, onOther }: DoorUnlockProps) {
  const { text } = useTexts();
  const [passphrase, setPassphrase] = useState("");
  const [refusal, setRefusal] = useState<DeskRefusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isForgetting, setForgetting] = useState(false);
  const problem = useUnlockProblem(refusal);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || passphrase === "") return;
    setRefusal(null);
    setBusy(true);
    const answer = await port.door.unlock(member.memberId, passphrase);
    setBusy(false);
    setPassphrase("");
    if (answer.refused === undefined) onEnter(answer.session);
    else setRefusal(answer);
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <div class="stack-small">
        <h1>
          <PersonText text={text("door.unlock.title", { name: member.label })} />
        </h1>
        {member.organisation !== "" && (
          <p class="soft">
            <PersonText text={member.organisation} />
          </p>
        )}
      </div>
      {isNew && <Notice>{text("door.bring.sheet.done")}</Notice>}
      <PassphraseField
        label={text("door.passphrase")}
        help={text("door.unlock.about")}
        kind="current"
        value={passphrase}
        error={problem}
        isDisabled={isBusy}
        onText={setPassphrase}
      />
      <Button kind="primary" isSubmit isWide isBusy={isBusy}>
        {text("door.unlock.submit")}
      </Button>
      <WorkingLine isBusy={isBusy} text={text("door.unlock.working")} />
      <div class="line">
        <Button kind="plain" onClick={onOther}>
          {text("door.unlock.other")}
        </Button>
        <Button kind="plain" onClick={() => setForgetting(true)}>
          {text("door.unlock.forget")}
        </Button>
      </div>
      {isForgetting && (
        <ForgetDialog port={port} member={member} onDone={onOther} onClose={() => setForgetting(false)} />
      )}
    </form>
  );
}

/** The sentence for a refusal at this door. Who may not come in yet waits for the administrator, and is told so. */
function useUnlockProblem(refusal: DeskRefusal | null): string | null {
  const { text, fault } = useTexts();
  if (refusal === null) return null;
  const said = refusal.refused === "desk/not-allowed" ? text("door.unlock.waits") : fault(refusal.refused);
  if (refusal.retryAt === undefined) return said;
  return `${said} ${text("fault.retry-at", { clock: clockOf(refusal.retryAt) })}`;
}

/**
 * The last one here is forgotten: the browser clears what it keeps of this place. The Worker's open store goes with it,
 * so the page begins anew.
 */
async function forgetEverything(): Promise<void> {
  const answer = await fetch("./forget", { method: "POST" }).catch(() => null);
  if (answer?.ok) location.reload();
}

interface ForgetDialogProps {
  readonly port: DeskPort;
  readonly member: KnownMember;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function ForgetDialog({ port, member, onDone, onClose }: ForgetDialogProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const welcome = useWelcome();
  const refuse = useRefusals();
  const forget = async () => {
    const answer = await port.door.forgetDevice(member.memberId);
    if (answer.refused !== undefined) return refuse(answer);
    if (welcome?.known.length === 1) await forgetEverything();
    toasts.show({ text: text("door.unlock.forgotten") });
    onDone();
  };
  const actions = (
    <>
      <Button kind="danger" onClick={() => void forget()}>
        {text("door.unlock.forget")}
      </Button>
      <Button onClick={onClose}>{text("action.cancel")}</Button>
    </>
  );
  return (
    <Dialog title={text("door.unlock.forget")} onClose={onClose} actions={actions}>
      <PersonText text={text("door.unlock.forget-sure", { name: member.label })} />
    </Dialog>
  );
}
