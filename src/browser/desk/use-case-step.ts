import { useCallback } from "preact/hooks";
import type { DeskTextKey } from "../../i18n/desk-text-keys.ts";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import type { Done, OpenedCase } from "./port.ts";
import { type Call, useCall } from "./use-call.ts";

/** Takes a step that answers with the case as it then is: shows it, says that it is done, and closes the dialog. */
export function useCaseStep({ onChange, onClose }: Pick<CaseDialogProps, "onChange" | "onClose">): {
  readonly call: Call;
  readonly take: (step: () => Promise<Done<{ readonly opened: OpenedCase }>>, said: DeskTextKey) => Promise<void>;
} {
  const texts = useTexts();
  const toasts = useToasts();
  const call = useCall();
  const { run } = call;
  const take = useCallback(
    async (step: () => Promise<Done<{ readonly opened: OpenedCase }>>, said: DeskTextKey) => {
      const done = await run(step);
      if (done === null) return;
      onChange(done.opened);
      toasts.show({ text: texts.text(said) });
      onClose();
    },
    [run, onChange, onClose, texts, toasts],
  );
  return { call, take };
}
