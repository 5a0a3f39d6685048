import type { Ask } from "./flow.ts";

/** A keyboard with one answer on each line; pressed, a button sends `<question>:<answer>`. */
export function keyboardOf({ name, answers }: Ask) {
  return { inline_keyboard: answers.map((text, i) => [{ text, callback_data: `${name}:${i}` }]) };
}
