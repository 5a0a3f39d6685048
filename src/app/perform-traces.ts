import type { Outcome } from "../domain/answers.ts";
import { newLink } from "../domain/link.ts";
import { HOUR_MS } from "../domain/time.ts";
import type { TraceDeed } from "../talks/deed.ts";
import { allTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";
import type { Turn } from "./turn.ts";

const DONE: Outcome = { outcome: "done" };

/** What she takes back. */
export async function performTrace(parts: Parts, turn: Turn, deed: TraceDeed): Promise<Outcome> {
  switch (deed.do) {
    case "read-traces": {
      const rows = await allTied(parts, turn.link, () => true);
      return {
        outcome: "traces",
        cases: rows.length > 0,
        erasing: false,
        hours: Math.round(parts.patience.erase / HOUR_MS),
      };
    }
    case "stop-contact":
    case "ask-erasure":
    case "cancel-erasure":
      return { outcome: "not-kept" };
    case "forget-me":
      turn.link = { ...newLink(), hiddenTurn: turn.link.hiddenTurn };
      return DONE;
  }
}
