import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { Badge, UrgencyBadge } from "../ui/badge.tsx";
import { Countdown } from "../ui/countdown.tsx";
import { Icon } from "../ui/icon.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { clockOf } from "../ui/time-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import { OwnerWord } from "./queue-line.tsx";
import { ownerOf } from "./queue-view.ts";
import { printRoute } from "./router.ts";

const LEASE_LOOK_MS = 5_000;

/** Name, urgency, deadline, and who has it: clear facts only. */
export function CaseHead({ row }: { readonly row: QueueRow }) {
  const { text } = useTexts();
  const { session, organisations } = useWorkplace();
  const owner = ownerOf(row, session.memberId, useNow(LEASE_LOOK_MS));
  const from = row.referral === null ? null : organisations.get(row.referral.from)?.name;
  return (
    <header class="case-head">
      <a class="case-back icon-button" href={printRoute({ page: "queue" })} aria-label={text("queue.title")}>
        <Icon name="back" />
      </a>
      <div class="case-head-words">
        <div class="line">
          <h1 id="case-title">{text("queue.case", { name: row.name })}</h1>
          <UrgencyBadge urgency={row.urgency} />
          {row.status !== "closed" && <Countdown dueAt={row.dueAt} isWaiting={row.waiting} />}
        </div>
        <div class="line small soft">
          <span>{text(`queue.status.${row.status}`)}</span>
          {row.status !== "closed" && <OwnerWord row={row} owner={owner} />}
          {row.covert && (
            <Badge tone="covert">
              <Icon name="mask" />
              {text("queue.covert")}
            </Badge>
          )}
          {row.practice && <Badge>{text("queue.practice")}</Badge>}
          {row.eraseAt !== null && <Badge>{text("queue.to-erase")}</Badge>}
          {from != null && <PersonText text={text("queue.from", { name: from })} />}
          {row.called102At !== null && <span>{text("queue.called-102", { clock: clockOf(row.called102At) })}</span>}
          {owner === "me" && row.owner !== null && (
            <span>{text("case.lease", { clock: clockOf(row.owner.leaseUntil) })}</span>
          )}
        </div>
      </div>
    </header>
  );
}
