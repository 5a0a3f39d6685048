import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useWorkplace } from "./desk-context.tsx";

/**
 * Says plainly what happens, and then asks nothing: for ten seconds it has not happened yet. The desk is told to destroy
 * the keys only when nobody took it back.
 */
export function CaseSpamDialog({ opened, onClose }: CaseDialogProps) {
  const texts = useTexts();
  const { text } = texts;
  const toasts = useToasts();
  const { port, go } = useWorkplace();
  const { caseId, name } = opened.row;
  const shred = async () => {
    const done = await port.cases.shredSpam(caseId);
    if (done.refused === undefined) toasts.show({ text: text("case.spam.done", { name }) });
    else toasts.show({ kind: "problem", text: text("case.spam.failed", { name, why: texts.fault(done.refused) }) });
  };
  const begin = () => {
    toasts.show({
      text: text("case.spam.soon", { name }),
      onUndo: () => {
        toasts.show({ text: text("case.spam.kept") });
        go({ page: "case", caseId });
      },
      onGone: () => void shred(),
    });
    onClose();
    go({ page: "queue" });
  };
  const actions = (
    <>
      <Button kind="danger" onClick={begin}>
        {text("case.spam.submit")}
      </Button>
      <Button onClick={onClose}>{text("action.cancel")}</Button>
    </>
  );
  return (
    <Dialog title={text("case.spam.title")} onClose={onClose} actions={actions}>
      <p>{text("case.spam.about")}</p>
    </Dialog>
  );
}
