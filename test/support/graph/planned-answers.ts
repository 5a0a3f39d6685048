import { type GraphError, graphError } from "./graph-error.ts";

/** How the next message is answered, whatever it says. */
export type PlannedAnswer = {
  /** How many messages meet it; 1 when left out. */
  readonly times?: number;
  /** True: the message is shown all the same, and only its answer is lost. */
  readonly applied?: boolean;
} & (
  | {
      readonly answer: "error";
      readonly status: number;
      /** Meta's; 0 to 299 and 6 digits. */
      readonly code: number;
      readonly subcode?: number;
      /** Seconds, or whatever else stands in the header. */
      readonly retryAfter?: number | string;
    }
  /** A page of a proxy, nothing at all, a list instead of an object, no answer, a closed connection. */
  | { readonly answer: "html" | "empty" | "list" | "hang" | "cut"; readonly status?: number }
);

/** All the ways in which the stand-in misbehaves on demand. Without an order it never does. */
export class PlannedAnswers {
  readonly #planned: { readonly plan: PlannedAnswer; left: number }[] = [];

  failNext(plan: PlannedAnswer): void {
    this.#planned.push({ plan, left: plan.times ?? 1 });
  }

  /** Forgets what was not met yet. */
  heal(): void {
    this.#planned.length = 0;
  }

  /** The order that the next message meets, which is used up by it. */
  meet(): PlannedAnswer | null {
    const next = this.#planned.find(({ left }) => left > 0);
    if (next === undefined) return null;
    next.left -= 1;
    return next.plan;
  }
}

export function plannedError(plan: PlannedAnswer & { readonly answer: "error" }): GraphError {
  return graphError(plan.code, "planned", plan.status, plan.subcode ?? null);
}
