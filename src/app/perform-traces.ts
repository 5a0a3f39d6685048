import type { Outcome } from "../domain/answers.ts";
import { printHex } from "../domain/ids.ts";
import { newLink } from "../domain/link.ts";
import { HOUR_MS } from "../domain/time.ts";
import type { Deed, TraceDeed } from "../talks/deed.ts";
import { endBridge } from "./bridges.ts";
import { askErasure, cancelErasure } from "./erasure.ts";
import { allTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";
import { stopContactByPerson, takeBackWaiting } from "./stop-by-person.ts";
import type { Turn } from "./turn.ts";

const DONE: Outcome = { outcome: "done" };

const TRACE_DEEDS: readonly Deed["do"][] = [
  "read-traces",
  "stop-contact",
  "ask-erasure",
  "cancel-erasure",
  "forget-me",
] satisfies readonly TraceDeed["do"][];

/** Whether a deed takes back what is kept of her, or where she is written to. */
export function isTraceDeed(deed: Deed): deed is TraceDeed {
  return TRACE_DEEDS.includes(deed.do);
}

/** What she takes back. */
export async function performTrace(parts: Parts, turn: Turn, deed: TraceDeed): Promise<Outcome> {
  switch (deed.do) {
    case "read-traces": {
      const rows = await allTied(parts, turn.link, () => true);
      const erasing = rows.some(({ eraseAt }) => eraseAt > 0);
      const { unswept } = turn.link;
      // A tie to a case that is gone goes too. She is told of messages now, and whether she deletes them nobody learns.
      const there = new Set(rows.map(({ caseId }) => printHex(caseId)));
      turn.link = { ...turn.link, cases: turn.link.cases.filter(({ id }) => there.has(id)), unswept: 0 };
      return {
        outcome: "traces",
        cases: rows.length > 0,
        erasing,
        hours: Math.round(parts.patience.erase / HOUR_MS),
        unswept,
      };
    }
    case "stop-contact":
      return stopContactByPerson(parts, turn);
    case "ask-erasure":
      return askErasure(parts, turn);
    case "cancel-erasure":
      return cancelErasure(parts, turn);
    case "forget-me":
      return forgetMe(parts, turn);
  }
}

/** The chat is one that was never here: what waits for her is shown no more, and her cases go on without her. */
async function forgetMe(parts: Parts, turn: Turn): Promise<Outcome> {
  for (const { caseId } of await allTied(parts, turn.link, () => true))
    turn.writes.push({ write: "drop-signals", caseId, signal: null });
  await takeBackWaiting(parts, turn);
  turn.writes.push(...(await endBridge(parts, turn.chat)));
  turn.forgot = true;
  turn.link = { ...newLink(), hiddenTurn: turn.link.hiddenTurn };
  return DONE;
}
