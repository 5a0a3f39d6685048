import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import type { Call } from "./use-call.ts";

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  /** What is not ready yet keeps the button off. */
  readonly isReady: boolean;
  readonly isDanger?: boolean;
  readonly isWide?: boolean;
  readonly call: Call;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A dialog that asks, does one thing, and stays open with the reason when it was refused. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, isReady, isDanger, isWide, call, onSubmit, onClose, children } = props;
  const { text } = useTexts();
  const id = useId();
  const actions = (
    <>
      <Button kind={isDanger ? "danger" : "primary"} isSubmit isBusy={call.isBusy} disabled={!isReady} form={id}>
        {submit}
      </Button>
      <Button onClick={onClose}>{text("action.cancel")}</Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} actions={actions} isWide={isWide ?? false}>
      <form
        id={id}
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onSubmit();
        }}
      >
        {children}
        <RefusalNotice refusal={call.refusal} />
      </form>
    </Dialog>
  );
}
