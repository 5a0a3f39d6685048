import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { useDeskEvents, useWorkplace } from "./desk-context.tsx";
import type { Delivery, DeskEvent, DeskRefusal, OpenedCase } from "./port.ts";
import { ownerOf } from "./queue-view.ts";

/** One case as its page knows it. */
export interface CaseView {
  /** What the queue says of it; null: nothing yet. */
  readonly row: QueueRow | null;
  /** Decrypted; null: not opened yet. */
  readonly opened: OpenedCase | null;
  readonly refusal: DeskRefusal | null;
  readonly isOpening: boolean;
  /** It was erased or passed on while the page was open. */
  readonly isGone: boolean;
  /** There is more to read than what is shown. */
  readonly hasNews: boolean;
  readonly open: () => Promise<void>;
  /** Shows the case as an answer brought it. */
  readonly show: (opened: OpenedCase) => void;
}

/**
 * Opens a case by itself when it is hers, closed, or in no queue: every opening is written to the audit, so anything else
 * is opened by a press. What comes in while she looks is read at once; behind her back it waits.
 */
export function useCase(caseId: string): CaseView {
  const { port, queue, session, putRow } = useWorkplace();
  const [opened, setOpened] = useState<OpenedCase | null>(null);
  const [refusal, setRefusal] = useState<DeskRefusal | null>(null);
  const [isOpening, setOpening] = useState(false);
  const [isGone, setGone] = useState(false);
  const [hasNews, setNews] = useState(false);
  const isHere = useRef(true);
  const row = queue.rows.get(caseId) ?? opened?.row ?? null;

  const show = useCallback(
    (next: OpenedCase) => {
      setOpened(next);
      setNews(false);
      putRow(next.row);
    },
    [putRow],
  );
  const open = useCallback(async () => {
    setOpening(true);
    const answer = await port.cases.open(caseId);
    if (!isHere.current) return;
    setOpening(false);
    setRefusal(answer.refused === undefined ? null : answer);
    if (answer.refused === undefined) show(answer.opened);
  }, [port, caseId, show]);

  const isOpenedByItself =
    queue.isRead && (row === null || row.status === "closed" || ownerOf(row, session.memberId, Date.now()) === "me");
  useEffect(() => {
    isHere.current = true;
    if (isOpenedByItself) void open();
    return () => {
      isHere.current = false;
    };
  }, [isOpenedByItself, open]);

  const hear = useCallback(
    (event: DeskEvent) => {
      if (event.event === "gone" && event.caseId === caseId) setGone(true);
      if (event.event === "delivery" && event.caseId === caseId)
        setOpened((now) => now && settled(now, event.delivery));
      if (!isNews(event, caseId)) return;
      if (document.visibilityState === "visible" && isOpenedByItself) void open();
      else setNews(true);
    },
    [caseId, isOpenedByItself, open],
  );
  useDeskEvents(hear);
  // From the first moment on: a door that is shown and gone again would be pressed by mistake.
  const isAboutTo = isOpenedByItself && opened === null && refusal === null;
  return {
    row,
    opened,
    refusal,
    isOpening: isOpening || isAboutTo,
    isGone,
    hasNews: hasNews && opened !== null,
    open,
    show,
  };
}

/** The case with what became of one message. */
function settled(opened: OpenedCase, delivery: Delivery): OpenedCase {
  const others = opened.deliveries.filter(({ entryId }) => entryId !== delivery.entryId);
  return { ...opened, deliveries: [...others, delivery] };
}

/** After a case was opened nothing of it is unheard: opening it again ends here. */
function isNews(event: DeskEvent, caseId: string): boolean {
  if (event.event === "row") return event.row.caseId === caseId && event.row.unheard > 0;
  if (event.event !== "referral") return event.event === "reset";
  return event.referral.sourceCase === caseId || event.referral.targetCase === caseId;
}
