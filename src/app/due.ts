import { later, MINUTE_MS, type UnixMs } from "../domain/time.ts";
import type { Urgency } from "../domain/urgency.ts";
import type { Parts } from "./parts.ts";

/** When a human should have opened a case that is so urgent from now on: a full minute, which tells less of when she wrote. */
export function dueAt({ keys, targets }: Parts, urgency: Urgency): UnixMs {
  const due = later(keys.time.now(), targets[urgency]);
  return (Math.ceil(due / MINUTE_MS) * MINUTE_MS) as UnixMs;
}
