import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { CaseDialog, type DialogStep } from "./case-dialog.tsx";
import type { CaseFacts } from "./case-facts.ts";
import { FalseAlarmButton } from "./case-false-alarm.tsx";
import type { CaseStep } from "./case-steps.ts";
import { useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { printRoute } from "./router.ts";
import { useCall } from "./use-call.ts";

/** What is done most often stands in front; the rest is behind one press. */
const FIRST = ["called-102", "refer", "note", "urgency"] as const satisfies readonly CaseStep[];
const LATER = ["consent", "hand-over", "stop-contact", "spam", "close"] as const satisfies readonly CaseStep[];

interface CaseActionsProps {
  readonly opened: OpenedCase;
  readonly facts: CaseFacts;
  readonly steps: ReadonlySet<CaseStep>;
  readonly onChange: (opened: OpenedCase) => void;
}

/** Everything that can be done with the case, but answering. */
export function CaseActions({ opened, facts, steps, onChange }: CaseActionsProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const [dialog, setDialog] = useState<DialogStep | null>(null);
  const call = useCall();
  const { port, putRow } = useWorkplace();
  const { caseId } = opened.row;
  const move = async (step: "claim" | "release" | "takeBack") => {
    const done = await call.run(() => port.queue[step](caseId));
    if (done === null) return;
    putRow(done.row);
    if (step === "takeBack") toasts.show({ text: text("case.done.taken-back") });
  };
  const button = (step: DialogStep) =>
    steps.has(step) && (
      <Button key={step} kind={step === "spam" ? "danger" : "quiet"} onClick={() => setDialog(step)}>
        {step === "called-102" && <Icon name="phone" />}
        {step === "refer" && <Icon name="referral" />}
        {text(`case.step.${step}`)}
      </Button>
    );
  return (
    <section class="actions stack-small" aria-label={text("case.steps")}>
      <RefusalNotice refusal={call.refusal} />
      <div class="line">
        {steps.has("claim") && (
          <Button kind="primary" isBusy={call.isBusy} onClick={() => void move("claim")}>
            {text("queue.claim")}
          </Button>
        )}
        {FIRST.map(button)}
        {steps.has("reply") && (
          <Button kind="plain" class="to-reply" onClick={goToReply}>
            {text("case.step.to-reply")}
          </Button>
        )}
        {steps.has("false-alarm") && <FalseAlarmButton row={opened.row} />}
        {steps.has("take-back") && (
          <Button isBusy={call.isBusy} onClick={() => void move("takeBack")}>
            {text("case.step.take-back")}
          </Button>
        )}
        {!steps.has("note") && <PrintLink caseId={caseId} />}
      </div>
      {steps.has("note") && (
        <details class="more">
          <summary>{text("case.more")}</summary>
          <div class="line more-body">
            {LATER.map(button)}
            <Button isBusy={call.isBusy} onClick={() => void move("release")}>
              {text("case.step.release")}
            </Button>
            <PrintLink caseId={caseId} />
          </div>
        </details>
      )}
      {dialog !== null && (
        <CaseDialog step={dialog} opened={opened} facts={facts} onChange={onChange} onClose={() => setDialog(null)} />
      )}
    </section>
  );
}

function PrintLink({ caseId }: { readonly caseId: string }) {
  const { text } = useTexts();
  return (
    <a class="button button-quiet" href={printRoute({ page: "print", caseId })}>
      <Icon name="print" />
      {text("case.step.print")}
    </a>
  );
}

/** By hand: the address behind `#` belongs to the pages. */
function goToReply(): void {
  const box = document.querySelector<HTMLTextAreaElement>("#reply textarea");
  box?.scrollIntoView({ block: "center" });
  box?.focus({ preventScroll: true });
}
