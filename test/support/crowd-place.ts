import type { ChatLog, CrowdError } from "./crowd-checks.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A platform that a crowd writes on. */
export interface CrowdPlace {
  /** Person number `index`. */
  readonly enter: (index: number, random: SeededRandom) => Seat;
  /** Has something that a person did delivered once more. @param act as its seat gave it. */
  readonly redeliver: (act: string) => void;
  /** Resolves when all is delivered and the bot was silent for `quietMs`. @throws {Error} when that took too long. */
  readonly settled: (withinMs: number, quietMs: number) => Promise<void>;
  /** Looks back, when all is over. */
  readonly lookBack: () => Outcome;
}

/** What a platform saw, all chats together. */
export interface Outcome {
  /** Those of staff too. */
  readonly logs: readonly ChatLog[];
  /** What stands in a chat and should not, beyond what one step shows: null where steps are all that is looked at. */
  readonly repeats: ((person: number, chat: string) => readonly CrowdError[]) | null;
  /** Calls that the bot should not have made, and deliveries that it answered with an error. */
  readonly refusals: readonly CrowdError[];
  /** Deliveries that did not reach the bot and were sent again. */
  readonly connectionFailures: number;
}

/** What a person presses: by its words, by its place on the newest message (negative: from the end), or any of them. */
export type Wanted = RegExp | number | "any";

/** One person at her place. What she does is told by an id, for {@link CrowdPlace.redeliver}. */
export interface Seat {
  /** As in {@link ChatLog.chat}. */
  readonly chat: string;
  /** How long the log of her chat is by now. */
  readonly place: number;
  readonly sends: (text: string) => Promise<string>;
  readonly sharesLocation: (lat: number, lon: number) => Promise<string>;
  /** Waits for the button. @param begin called just before it is pressed. */
  readonly presses: (wanted: Wanted, random: SeededRandom, withinMs: number, begin: () => void) => Promise<string>;
  readonly hears: (pattern: RegExp, withinMs: number) => Promise<unknown>;
}
