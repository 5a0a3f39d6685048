import type { Outcome } from "../domain/answers.ts";
import { newLink } from "../domain/link.ts";
import { HOUR_MS } from "../domain/time.ts";
import type { TraceDeed } from "../talks/deed.ts";
import { askErasure, cancelErasure } from "./erasure.ts";
import { allTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";
import { stopContactByPerson } from "./stop-by-person.ts";
import type { Turn } from "./turn.ts";

const DONE: Outcome = { outcome: "done" };

/** What she takes back. */
export async function performTrace(parts: Parts, turn: Turn, deed: TraceDeed): Promise<Outcome> {
  switch (deed.do) {
    case "read-traces": {
      const rows = await allTied(parts, turn.link, () => true);
      const erasing = rows.some(({ eraseAt }) => eraseAt > 0);
      return {
        outcome: "traces",
        cases: rows.length > 0,
        erasing,
        hours: Math.round(parts.patience.erase / HOUR_MS),
      };
    }
    case "stop-contact":
      return stopContactByPerson(parts, turn);
    case "ask-erasure":
      return askErasure(parts, turn);
    case "cancel-erasure":
      return cancelErasure(parts, turn);
    case "forget-me":
      turn.link = { ...newLink(), hiddenTurn: turn.link.hiddenTurn };
      return DONE;
  }
}
