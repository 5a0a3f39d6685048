/** What a bot can do wrong. One of them, and its figures count for nothing. */
export type FaultKind =
  /** A reply that is not what this step must be answered with. */
  | "wrong-reply"
  /** A second reply to one step, or one that nobody waits for. */
  | "one-too-many"
  /** Words of one person in the chat of another. */
  | "cross-talk"
  | "unknown-chat"
  | "no-button"
  | "no-answer"
  /** The webhook did not answer 200. */
  | "webhook"
  /** A call with a wrong token or a body that is none. */
  | "bad-call"
  /** It ended by itself. */
  | "ended";

const EXAMPLES_OF_A_KIND = 2;
const MOST_CHARACTERS = 200;

/** Counts faults, and keeps an example or two of each kind. */
export class Faults {
  readonly #counts = new Map<FaultKind, number>();
  readonly #examples: string[] = [];

  get count(): number {
    return [...this.#counts.values()].reduce((sum, one) => sum + one, 0);
  }

  get examples(): readonly string[] {
    return this.#examples;
  }

  add(kind: FaultKind, detail: string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= EXAMPLES_OF_A_KIND) this.#examples.push(`${kind}: ${detail.slice(0, MOST_CHARACTERS)}`);
  }
}
