import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Switch } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useMay, useRefusals, useWorkplace } from "./desk-context.tsx";
import type { LockReason } from "./lock-reason.ts";
import type { OwnSession } from "./port.ts";
import { PreferenceFields } from "./preferences-context.tsx";
import { SoundField } from "./sound-field.tsx";

interface ShellHeadProps {
  readonly onLock: (why: LockReason) => void;
  readonly onSession: (session: OwnSession) => void;
  readonly onKeys: () => void;
}

/** Whose desk this is, whether she is on duty, the lock, and a menu for the rest. */
export function ShellHead({ onLock, onSession, onKeys }: ShellHeadProps) {
  const { text } = useTexts();
  const { port, session } = useWorkplace();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const lock = () => {
    onLock("self"); // At once: what is on the screen goes before the keys do.
    void port.door.lock();
  };
  return (
    <header class="shell-head">
      <div class="shell-place">
        <span class="shell-brand">{text("shell.brand")}</span>
        <span class="shell-organisation">
          <PersonText text={session.organisation.name} />
        </span>
      </div>
      <DutySwitch onSession={onSession} />
      <button
        type="button"
        class="icon-button"
        aria-label={text("shell.lock")}
        title={text("shell.lock")}
        onClick={lock}
      >
        <Icon name="lock" />
      </button>
      <button type="button" class="icon-button" aria-label={text("shell.menu")} onClick={() => setMenuOpen(true)}>
        <Icon name="menu" />
      </button>
      {isMenuOpen && <MenuDialog onClose={() => setMenuOpen(false)} onLock={onLock} onKeys={onKeys} />}
    </header>
  );
}

function DutySwitch({ onSession }: Pick<ShellHeadProps, "onSession">) {
  const { text } = useTexts();
  const { port, session } = useWorkplace();
  const toasts = useToasts();
  const refuse = useRefusals();
  const mayServe = useMay("organisation.duty");
  const [isBusy, setBusy] = useState(false);
  const change = async (isOn: boolean) => {
    setBusy(true);
    const answer = await port.queue.setDuty(isOn);
    setBusy(false);
    if (answer.refused !== undefined) return refuse(answer);
    onSession({ ...session, onDuty: isOn });
    toasts.show({ text: text(isOn ? "shell.duty.now-on" : "shell.duty.now-off") });
  };
  if (!mayServe) return null;
  return (
    <Switch
      label={text(session.onDuty ? "shell.duty.on" : "shell.duty.off")}
      isOn={session.onDuty}
      isBusy={isBusy}
      onChange={(isOn) => void change(isOn)}
    />
  );
}

function MenuDialog({
  onClose,
  onLock,
  onKeys,
}: Pick<ShellHeadProps, "onLock" | "onKeys"> & { readonly onClose: () => void }) {
  const { text } = useTexts();
  const { port, session } = useWorkplace();
  const refuse = useRefusals();
  const leave = async () => {
    const answer = await port.door.signOutEverywhere();
    if (answer.refused !== undefined) refuse(answer);
    else onLock("self");
  };
  return (
    <Dialog title={text("shell.menu")} onClose={onClose}>
      <p class="line">
        <PersonText text={session.name} />
        <span class="soft">{text(`door.role.${session.role}`)}</span>
      </p>
      <PreferenceFields />
      <SoundField />
      <div class="stack-small">
        <Button
          onClick={() => {
            onClose();
            onKeys();
          }}
        >
          {text("shell.keys.title")}
        </Button>
        <Button kind="danger" onClick={() => void leave()}>
          {text("shell.leave")}
        </Button>
      </div>
    </Dialog>
  );
}
