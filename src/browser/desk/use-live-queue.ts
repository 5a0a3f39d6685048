import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import type { DeskEvent, DeskPort, DeskRefusal } from "./port.ts";
import { afterEvent, EMPTY_QUEUE, type QueueState, withRow, withRows } from "./queue-state.ts";

/** The queue as it is now, and the one stream of the page. */
export interface LiveQueue {
  readonly queue: QueueState;
  readonly listen: (hear: (event: DeskEvent) => void) => () => void;
  /** A row that an answer brought, before the stream does. */
  readonly put: (row: QueueRow) => void;
}

/**
 * Reads the queue, then follows the stream; reads anew after a gap and when the connection is back.
 *
 * Listens before it reads: what happens in between is not lost.
 */
export function useLiveQueue(port: DeskPort, onRefused: (refusal: DeskRefusal) => void): LiveQueue {
  const [queue, setQueue] = useState<QueueState>(EMPTY_QUEUE);
  const hearers = useRef(new Set<(event: DeskEvent) => void>());
  const refused = useRef(onRefused);
  refused.current = onRefused;

  useEffect(() => {
    let isHere = true;
    let wasLost = false;
    const read = async () => {
      const answer = await port.queue.read();
      if (!isHere) return;
      if (answer.refused === undefined) setQueue((state) => withRows(state, answer.rows));
      else refused.current(answer);
    };
    const hush = port.queue.listen((event) => {
      if (!isHere) return;
      setQueue((state) => afterEvent(state, event));
      if (event.event === "reset" || (event.event === "connection" && event.state === "live" && wasLost)) void read();
      if (event.event === "connection") wasLost = event.state === "lost";
      for (const hear of [...hearers.current]) hear(event);
    });
    void read();
    return () => {
      isHere = false;
      hush();
    };
  }, [port]);

  const listen = useCallback((hear: (event: DeskEvent) => void) => {
    hearers.current.add(hear);
    return () => void hearers.current.delete(hear);
  }, []);
  const put = useCallback((row: QueueRow) => setQueue((state) => withRow(state, row)), []);
  return useMemo(() => ({ queue, listen, put }), [queue, listen, put]);
}
