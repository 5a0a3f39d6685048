import { useState } from "preact/hooks";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { Badge, UrgencyMark } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Countdown } from "../ui/countdown.tsx";
import { Icon } from "../ui/icon.tsx";
import { ListRow } from "../ui/list-row.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf } from "../ui/time-words.ts";
import { useMay, useWorkplace } from "./desk-context.tsx";
import { ownerOf } from "./queue-view.ts";
import { printRoute } from "./router.ts";

interface QueueLineProps {
  readonly row: QueueRow;
  readonly isOpen: boolean;
  readonly now: number;
  readonly onClaim: (caseId: string) => Promise<void>;
}

/** One case of the queue: clear facts only, not a word of hers. */
export function QueueLine({ row, isOpen, now, onClaim }: QueueLineProps) {
  const { text } = useTexts();
  const { session } = useWorkplace();
  const mayClaim = useMay("case.claim");
  const owner = ownerOf(row, session.memberId, now);
  return (
    <ListRow
      isCurrent={isOpen}
      tone={row.urgency === "immediate" && !row.practice && owner !== "me" ? "urgent" : "usual"}
      mark={
        <span class={`queue-mark queue-mark-${row.urgency}`}>
          <UrgencyMark urgency={row.urgency} />
        </span>
      }
      title={
        <>
          <a
            class="queue-link"
            href={printRoute({ page: "case", caseId: row.caseId })}
            aria-current={isOpen || undefined}
          >
            {text("queue.case", { name: row.name })}
          </a>
          <Countdown dueAt={row.dueAt} isWaiting={row.waiting} />
        </>
      }
      facts={<QueueFacts row={row} owner={owner} />}
      end={mayClaim && owner === "nobody" && <ClaimButton row={row} onClaim={onClaim} />}
    />
  );
}

function ClaimButton({ row, onClaim }: Pick<QueueLineProps, "row" | "onClaim">) {
  const { text } = useTexts();
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    await onClaim(row.caseId);
    setBusy(false);
  };
  return (
    <Button
      kind={row.urgency === "immediate" ? "primary" : "quiet"}
      isBusy={isBusy}
      aria-label={text("queue.claim-case", { name: row.name })}
      onClick={() => void press()}
    >
      {text("queue.claim")}
    </Button>
  );
}

export interface QueueFactsProps {
  readonly row: QueueRow;
  readonly owner: ReturnType<typeof ownerOf>;
}

function QueueFacts({ row, owner }: QueueFactsProps) {
  const { text } = useTexts();
  const { organisations, session } = useWorkplace();
  const nameOf = (id: string) => organisations.get(id)?.name ?? "";
  const isBackup = row.referral === null && row.first !== session.organisation.id;
  return (
    <>
      {row.covert && (
        <Badge tone="covert">
          <Icon name="mask" />
          {text("queue.covert")}
        </Badge>
      )}
      {row.practice && <Badge>{text("queue.practice")}</Badge>}
      {row.eraseAt !== null && <Badge>{text("queue.to-erase")}</Badge>}
      {row.unheard > 0 && <Badge tone="accent">{text("queue.unheard", { n: row.unheard })}</Badge>}
      {row.unheard === 0 && <span>{text(`queue.status.${row.status}`)}</span>}
      <OwnerWord row={row} owner={owner} />
      {row.referral && <PersonText text={text("queue.from", { name: nameOf(row.referral.from) })} />}
      {isBackup && <span>{text("queue.backup")}</span>}
      {row.escalation > 0 && row.waiting && <span>{text(escalationKey(row.escalation))}</span>}
      {row.called102At !== null && <span>{text("queue.called-102", { clock: clockOf(row.called102At) })}</span>}
    </>
  );
}

/** Who has the case. */
export function OwnerWord({ row, owner }: QueueFactsProps) {
  const { text } = useTexts();
  const { memberNames, organisations, session } = useWorkplace();
  if (owner === "nobody" || row.owner === null) return <span>{text("queue.owner.nobody")}</span>;
  if (owner === "me") return <Badge>{text("queue.owner.me")}</Badge>;
  const member = memberNames.get(row.owner.memberId);
  if (member !== undefined) return <PersonText text={text("queue.owner.other", { name: member })} />;
  const organisation = organisations.get(row.owner.organisation);
  if (organisation !== undefined && organisation.id !== session.organisation.id) {
    return <PersonText text={text("queue.owner.elsewhere", { name: organisation.name })} />;
  }
  return <span>{text("queue.owner.colleague")}</span>;
}

/** Who was called for it; the last of them stays. */
function escalationKey(escalation: number) {
  if (escalation === 1) return "queue.escalation.one";
  return escalation === 2 ? "queue.escalation.two" : "queue.escalation.three";
}
