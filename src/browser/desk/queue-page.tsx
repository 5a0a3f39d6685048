import { useCallback, useState } from "preact/hooks";
import { UrgencyBadge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Choice } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { useToasts } from "../ui/toast.tsx";
import { CasePane } from "./case-pane.tsx";
import { useRefusals, useWorkplace } from "./desk-context.tsx";
import { QueueLine } from "./queue-line.tsx";
import { groupsOf, QUEUE_FILTERS, type QueueFilter, type QueueGroup } from "./queue-view.ts";
import { SoundButton } from "./sound-field.tsx";
import { rowId, useQueueKeys } from "./use-queue-keys.ts";

/** A lease may end while nobody does anything. */
const LEASE_LOOK_MS = 5_000;

/** The queue, and beside it, or on a phone instead of it, the case that is open. */
export function QueuePage({ caseId }: { readonly caseId: string | null }) {
  const { text } = useTexts();
  const { queue, session } = useWorkplace();
  const [filter, setFilter] = useState<QueueFilter>("all");
  const now = useNow(LEASE_LOOK_MS);
  const claim = useClaim();
  const groups = groupsOf(queue.rows.values(), filter, session.memberId, now);
  useQueueKeys(groups, caseId, claim);
  return (
    <div class={caseId === null ? "panes panes-without-case" : "panes panes-with-case"}>
      <section class="pane-list queue" aria-labelledby="queue-title">
        <div class="queue-head">
          <div class="queue-title">
            <h1 id="queue-title">{text("queue.title")}</h1>
            <SoundButton />
          </div>
          <Choice
            label={text("queue.filter.label")}
            isLabelHidden
            value={filter}
            options={QUEUE_FILTERS.map((value) => ({ value, text: text(`queue.filter.${value}`) }))}
            onChoose={setFilter}
          />
          {filter !== "all" && <p class="small soft">{text("queue.filter.others")}</p>}
        </div>
        {groups.map((group) => (
          <QueueSection key={group.urgency} group={group} openId={caseId} now={now} onClaim={claim} />
        ))}
        {groups.length === 0 && <QueueEmpty filter={filter} isRead={queue.isRead} />}
      </section>
      <section class="pane-case">
        {caseId === null ? <p class="empty soft">{text("queue.pick")}</p> : <CasePane key={caseId} caseId={caseId} />}
      </section>
    </div>
  );
}

interface QueueSectionProps {
  readonly group: QueueGroup;
  readonly openId: string | null;
  readonly now: number;
  readonly onClaim: (caseId: string) => Promise<void>;
}

function QueueSection({ group, openId, now, onClaim }: QueueSectionProps) {
  const { text } = useTexts();
  const title = `group-${group.urgency}`;
  return (
    <section aria-labelledby={title}>
      <h2 id={title} class="queue-group">
        <UrgencyBadge urgency={group.urgency} />
        <span class="soft">{text("queue.count", { n: group.rows.length })}</span>
      </h2>
      <ul>
        {group.rows.map((row) => (
          <li key={row.caseId} id={rowId(row.caseId)}>
            <QueueLine row={row} isOpen={row.caseId === openId} now={now} onClaim={onClaim} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function QueueEmpty({ filter, isRead }: { readonly filter: QueueFilter; readonly isRead: boolean }) {
  const { text } = useTexts();
  if (!isRead) {
    return (
      <p class="empty soft" role="status">
        {text("shell.loading")}
      </p>
    );
  }
  return <EmptyState title={text(`queue.empty.${filter}.title`)} text={text(`queue.empty.${filter}.text`)} />;
}

/** Takes a case and opens it. */
function useClaim(): (caseId: string) => Promise<void> {
  const { text } = useTexts();
  const { port, putRow, go } = useWorkplace();
  const toasts = useToasts();
  const refuse = useRefusals();
  return useCallback(
    async (caseId: string) => {
      const answer = await port.queue.claim(caseId);
      if (answer.refused !== undefined) return refuse(answer);
      putRow(answer.row);
      toasts.show({ text: text("queue.claimed", { name: answer.row.name }) });
      go({ page: "case", caseId });
    },
    [port, putRow, go, toasts, refuse, text],
  );
}
