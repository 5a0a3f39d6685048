import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { ownershipOf } from "./case-steps.ts";
import { useWorkplace } from "./desk-context.tsx";
import { MOST_REASON } from "./limits.ts";
import type { OpenedCase } from "./port.ts";
import { PrintedCase } from "./print-case.tsx";
import "./print.css";
import { RefusalNotice } from "./refusal-notice.tsx";
import { printRoute } from "./router.ts";
import { useCall } from "./use-call.ts";

/** What is on paper, and who put it there. */
interface Sheet {
  readonly opened: OpenedCase;
  readonly reason: string;
  readonly at: number;
}

/** Asks why, writes it down, and only then shows the sheet: nothing of the case is on this page before. */
export function PrintPage({ caseId }: { readonly caseId: string }) {
  const { text } = useTexts();
  const { port, session, queue } = useWorkplace();
  const [reason, setReason] = useState("");
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const call = useCall();
  const row = queue.rows.get(caseId);
  const isMine = row !== undefined && row.status !== "closed" && ownershipOf(session, row, Date.now()) === "mine";
  const prepare = async () => {
    const why = reason.trim();
    const note = text("print.note", { reason: why }).slice(0, 4_000);
    const done = await call.run(() => (isMine ? port.cases.note(caseId, note) : port.cases.open(caseId)));
    if (done !== null) setSheet({ opened: done.opened, reason: why, at: Date.now() });
  };
  return (
    <div class="page print-page">
      <div class="no-print stack">
        <h1>{text("print.title")}</h1>
        <Notice tone="warn" title={text("print.about")} />
        {sheet === null && (
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (reason.trim() !== "") void prepare();
            }}
          >
            <TextArea
              label={text("print.reason")}
              help={text(isMine ? "print.reason-help" : "print.no-note")}
              value={reason}
              onText={setReason}
              maxLength={MOST_REASON}
              rows={2}
            />
            <RefusalNotice refusal={call.refusal} />
            <div class="line">
              <Button kind="primary" isSubmit isBusy={call.isBusy} disabled={reason.trim() === ""}>
                {text("print.prepare")}
              </Button>
              <BackLink caseId={caseId} />
            </div>
          </form>
        )}
        {sheet !== null && (
          <div class="line">
            <Button kind="primary" onClick={() => window.print()}>
              {text("print.now")}
            </Button>
            <BackLink caseId={caseId} />
          </div>
        )}
      </div>
      {sheet !== null && <PrintedCase {...sheet} />}
    </div>
  );
}

function BackLink({ caseId }: { readonly caseId: string }) {
  const { text } = useTexts();
  return (
    <a class="button button-quiet" href={printRoute({ page: "case", caseId })}>
      {text("print.back")}
    </a>
  );
}
