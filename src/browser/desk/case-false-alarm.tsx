import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { Button } from "../ui/button.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";

/**
 * One press closes a cry that was none, and for ten seconds it has not happened yet: a finger that slips closes nobody's
 * case. Why is asked for in the dialog of closing only.
 */
export function FalseAlarmButton({ row }: { readonly row: QueueRow }) {
  const texts = useTexts();
  const { text } = texts;
  const toasts = useToasts();
  const { port, putRow } = useWorkplace();
  const { caseId, name } = row;
  const close = async () => {
    const done = await port.cases.close(caseId, "false-alarm", "");
    if (done.refused !== undefined) {
      toasts.show({ kind: "problem", text: text("case.false-alarm.failed", { name, why: texts.fault(done.refused) }) });
      return;
    }
    putRow(done.opened.row);
    toasts.show({ text: text("case.false-alarm.done", { name }) });
  };
  const begin = () =>
    toasts.show({
      text: text("case.false-alarm.soon", { name }),
      onUndo: () => toasts.show({ text: text("case.false-alarm.kept") }),
      onGone: () => void close(),
    });
  return (
    <Button kind="quiet" onClick={begin}>
      {text("case.step.false-alarm")}
    </Button>
  );
}
