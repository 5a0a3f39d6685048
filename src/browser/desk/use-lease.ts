import { useEffect, useRef } from "preact/hooks";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { useWorkplace } from "./desk-context.tsx";

const LOOK_MS = 20_000;
/** So long before its end a claim is renewed. */
const RENEW_MS = 5 * MINUTE_MS;
/** Who moved nothing for so long is not at work on it. */
const AT_WORK_MS = 3 * MINUTE_MS;

/** Keeps a claim alive while she works on the case; a page that was left open lets it lapse. */
export function useLease(row: QueueRow | null, isMine: boolean): void {
  const { port, putRow } = useWorkplace();
  const movedAt = useRef(Date.now());
  const caseId = row?.caseId ?? null;
  const until = row?.owner?.leaseUntil ?? 0;
  useEffect(() => {
    if (!isMine || caseId === null) return;
    const move = () => {
      movedAt.current = Date.now();
    };
    const look = async () => {
      const now = Date.now();
      if (now - movedAt.current > AT_WORK_MS || until - now > RENEW_MS) return;
      const answer = await port.queue.claim(caseId);
      if (answer.refused === undefined) putRow(answer.row);
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    const kinds = ["keydown", "pointerdown"] as const;
    for (const kind of kinds) window.addEventListener(kind, move);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, move);
    };
  }, [port, putRow, caseId, isMine, until]);
}
