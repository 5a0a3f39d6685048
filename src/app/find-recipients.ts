import type { Outcome, PlaceAnswer } from "../domain/answers.ts";
import { routeTo } from "./deployment.ts";
import type { Parts } from "./parts.ts";
import { regionOf } from "./region-of.ts";
import type { Turn } from "./turn.ts";

/** Who would be asked for what from where she is: the names that she is shown before she says yes. */
export function findRecipients(parts: Parts, turn: Turn, place: PlaceAnswer | null): Outcome {
  const deployment = parts.deployment();
  const now = parts.keys.time.now();
  const region = regionOf(parts.directory, place);
  const hotline = routeTo(deployment, "hotline", region, now);
  const police = turn.link.policeExcluded ? null : routeTo(deployment, "police", region, now);
  return {
    outcome: "recipients",
    hotline: hotline?.first.organisation.name ?? null,
    hotlineBackup: hotline?.backup?.organisation.name ?? null,
    centre: routeTo(deployment, "crisis_centre", region, now)?.first.organisation.name ?? null,
    police: police?.first.organisation.name ?? null,
    policeExcluded: turn.link.policeExcluded,
  };
}
