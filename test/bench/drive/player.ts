import type { SeededRandom } from "../../support/seeded-random.ts";
import type { ApiButton, ApiMessage } from "./bot-api.ts";
import type { Step } from "./script.ts";
import type { Writer } from "./updates.ts";

/** One person on her way through a script. */
export interface Player extends Writer {
  readonly token: string;
  readonly script: readonly Step[];
  readonly random: SeededRandom;
  /** She goes no further than to before this step, for now. */
  until: number;
  /** The step that she is at. */
  at: number;
  /** The newest message with buttons. */
  screen: ApiMessage | null;
  /** What of the present step is still awaited. */
  awaits: Awaited | null;
  /** Called when she stands before {@link until}, or when something went wrong. */
  pause: (isWell: boolean) => void;
}

/** A step is over when the reply is there and the webhook has answered 200. */
interface Awaited {
  /** When the update was to be sent, in milliseconds of `performance.now()`. */
  readonly since: number;
  repliedAt: number | null;
  acknowledged: boolean;
  /** Whether staff must be told before she goes on. */
  notice: boolean;
}

/** The button that a step presses; undefined when the newest screen has none such. */
export function buttonOf({ screen, random }: Player, press: RegExp | number | "any"): ApiButton | undefined {
  const buttons = screen?.reply_markup?.inline_keyboard.flat() ?? [];
  if (press === "any") return buttons.length === 0 ? undefined : random.pick(buttons);
  if (typeof press === "number") return buttons.at(press);
  return buttons.find(({ text }) => press.test(text));
}
