import type { ServiceId } from "../domain/service-records.ts";

/** Whether an organisation takes somebody in at present. `unknown`: nobody said, which is not "no". */
export type Intake = "open" | "full" | "closed" | "unknown";

/** What organisations published of themselves. Whoever is not in it is `unknown`. */
export type PublishedIntake = ReadonlyMap<ServiceId, Intake>;

/**
 * Kilometres that a place which is not known to take somebody in counts as farther than it is. So one with room comes
 * first at a similar distance, and the next town still comes before the other end of the region. Our own estimate of
 * "similar", to be corrected by those who place people.
 */
export const EXTRA_KM: Readonly<Record<Exclude<Intake, "closed">, number>> = { open: 0, unknown: 50, full: 100 };
