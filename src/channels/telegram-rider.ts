/** How long a call may wait for the answer to its update. A turn that takes longer must not keep the hourglass on a button. */
const PATIENCE_MS = 200;

/** The one kind of call that need not arrive: it stops the hourglass on a button. */
export const RIDING_METHOD = "answerCallbackQuery";

/**
 * One call of the Bot API that goes back in the answer to its update. By a request of its own it cost as much as the
 * message that answers her: a twentieth of a turn.
 *
 * @see https://core.telegram.org/bots/faq#how-can-i-make-requests-in-response-to-updates
 */
export class Rider {
  readonly #sendAlone: (call: string) => void;
  readonly #pause: (ms: number) => Promise<void>;
  #call: string | null = null;

  /** @param sendAlone sends a call, given as JSON, by a request of its own; never throws. */
  constructor(sendAlone: (call: string) => void, pause: (ms: number) => Promise<void>) {
    this.#sendAlone = sendAlone;
    this.#pause = pause;
  }

  /** Takes a call, as JSON with its method in it. */
  take(call: string): void {
    this.#call = call;
    void this.#pause(PATIENCE_MS).then(() => this.goAlone());
  }

  /** The call to put into the answer; null when there is none, or it has gone already. */
  board(): string | null {
    const call = this.#call;
    this.#call = null;
    return call;
  }

  /** There is no answer to ride with, or not soon. */
  goAlone(): void {
    const call = this.board();
    if (call !== null) this.#sendAlone(call);
  }
}
