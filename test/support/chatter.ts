import type { Patience } from "./person.ts";

/** One message as it stands in a chat. */
export interface Standing {
  readonly by: "bot" | "person";
  readonly text: string;
  /** What can be read on its buttons, or of the numbers that stand for them. */
  readonly buttons: readonly string[];
}

/** What came to a chat. */
export interface Told {
  readonly text: string;
}

/**
 * Somebody who writes to the bot, whatever the channel: what the one contract test lets people do. What is optional some
 * channels cannot do, and say so in `test/channels/abilities.ts`.
 */
export interface Chatter {
  /** What stands in her chat now, oldest first. */
  readonly standing: readonly Standing[];
  sends(text: string): unknown;
  /** Presses what can be read like that, on the newest message that has it. @throws {Error} when none came in time. */
  presses(pattern: RegExp, patience?: Patience): Promise<unknown>;
  sharesLocation(latitude: number, longitude: number): unknown;
  /** Resolves with the first words of the bot like that after the last thing she did. @throws {Error} when none came in time. */
  hears(pattern: RegExp, patience?: Patience): Promise<Told>;
  /** A picture with words under it. */
  sendsPhoto?(caption: string): unknown;
  sharesContact?(phone: string): unknown;
  /** Passes on what somebody else wrote. */
  forwards?(text: string): unknown;
  /** Changes the last thing that she wrote. */
  rewrites?(text: string): unknown;
  /** The platform brings the last thing she did once more. */
  repeats?(): unknown;
  /** Presses under a message, however old or gone. */
  pressesGone?(text: RegExp, button: RegExp): unknown;
}
