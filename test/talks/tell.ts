import { talk } from "./house.ts";
import { type Played, play, type Script } from "./play.ts";

/** Tells with everything skipped but one consent, and sends; a script may say more. */
export function tell(answers: NonNullable<Script["answers"]> = {}, outcomes: Script["outcomes"] = {}): Promise<Played> {
  return play(talk("intake"), {
    answers: {
      "intake.danger-now": "no",
      "intake.to-hotline-with-backup": "yes",
      "intake.to-hotline": "yes",
      "intake.send": "send",
      ...answers,
    },
    outcomes,
  });
}
