import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { URGENCIES } from "../../domain/urgency.ts";
import type { DeskEvent } from "./port.ts";

/** What is known of the queue at this moment. */
export interface QueueState {
  readonly rows: ReadonlyMap<string, QueueRow>;
  /** Read at least once since the door was passed. */
  readonly isRead: boolean;
  readonly connection: "live" | "lost";
}

export const EMPTY_QUEUE: QueueState = { rows: new Map(), isRead: false, connection: "live" };

/** The whole queue anew. */
export function withRows(state: QueueState, rows: readonly QueueRow[]): QueueState {
  return { ...state, isRead: true, rows: new Map(rows.map((row) => [row.caseId, row])) };
}

/** One case, as an answer or the stream gave it. */
export function withRow(state: QueueState, row: QueueRow): QueueState {
  return { ...state, rows: new Map(state.rows).set(row.caseId, row) };
}

/** What the stream says, as far as it is about the queue. `reset` is answered by reading anew. */
export function afterEvent(state: QueueState, event: DeskEvent): QueueState {
  switch (event.event) {
    case "row":
      return withRow(state, event.row);
    case "gone": {
      const rows = new Map(state.rows);
      return rows.delete(event.caseId) ? { ...state, rows } : state;
    }
    case "connection":
      return state.connection === event.state ? state : { ...state, connection: event.state };
    case "referral":
    case "delivery":
    case "organisation":
    case "reset":
    case "locked":
      return state;
  }
}

/** By urgency, real ones before practice, then deadline, then age: never by what moved last, so that nothing slips away under a finger. */
export function compareRows(a: QueueRow, b: QueueRow): number {
  return (
    URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
    Number(a.practice) - Number(b.practice) ||
    Number(b.waiting) - Number(a.waiting) ||
    a.dueAt - b.dueAt ||
    a.day - b.day ||
    (a.caseId < b.caseId ? -1 : 1)
  );
}
