import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { Button } from "../ui/button.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { useToasts } from "../ui/toast.tsx";
import { stepsOf } from "./case-steps.ts";
import { useWorkplace } from "./desk-context.tsx";
import { ownerOf } from "./queue-view.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";
import type { CaseView } from "./use-case.ts";

const LEASE_LOOK_MS = 5_000;

/** Before a case: take it, or open it for reading only. Neither happens by itself. */
export function CaseDoor({ view, row }: { readonly view: CaseView; readonly row: QueueRow }) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port, session, putRow } = useWorkplace();
  const steps = stepsOf(session, row, null, useNow(LEASE_LOOK_MS));
  const call = useCall();
  if (view.isOpening) {
    return (
      <p class="empty soft" role="status">
        {text("shell.loading")}
      </p>
    );
  }
  const claim = async () => {
    const done = await call.run(() => port.queue.claim(row.caseId));
    if (done !== null) putRow(done.row);
  };
  const takeBack = async () => {
    const done = await call.run(() => port.queue.takeBack(row.caseId));
    if (done === null) return;
    putRow(done.row);
    toasts.show({ text: text("case.done.taken-back") });
  };
  return (
    <section class="case-door card stack">
      <p>
        <DoorWords row={row} />
      </p>
      <RefusalNotice refusal={call.refusal} />
      <div class="line">
        {steps.has("claim") && (
          <Button kind="primary" isBusy={call.isBusy} onClick={() => void claim()}>
            {text("queue.claim")}
          </Button>
        )}
        {steps.has("open") && (
          <Button isBusy={call.isBusy} onClick={() => void view.open()}>
            {text("case.door.read")}
          </Button>
        )}
        {steps.has("take-back") && (
          <Button isBusy={call.isBusy} onClick={() => void takeBack()}>
            {text("case.step.take-back")}
          </Button>
        )}
      </div>
      {steps.has("open") && <p class="small soft">{text("case.door.read-about")}</p>}
    </section>
  );
}

function DoorWords({ row }: { readonly row: QueueRow }) {
  const { text } = useTexts();
  const { session, memberNames, organisations } = useWorkplace();
  if (row.owner === null || ownerOf(row, session.memberId, Date.now()) !== "other") return text("case.door.free");
  const name = memberNames.get(row.owner.memberId) ?? organisations.get(row.owner.organisation)?.name;
  return name === undefined ? text("case.door.unknown") : text("case.door.other", { name });
}
