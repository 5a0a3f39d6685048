import { codeOf } from "../domain/faults.ts";
import type { FaultPlace } from "../domain/log-event.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { BotParts } from "./bot-parts.ts";

/**
 * How long an update of the panic path may stay open. The platform brings the next one of the chat only when this one is
 * answered, and what is being tried again must not keep a hide from us.
 */
const HOLD_MS = 2 * SECOND_MS;

/** Waits for the work, but not for long: it goes on behind, and its failure is logged. Resolves whether it is done. */
export async function holdFor(
  bot: Pick<BotParts, "after" | "parts">,
  at: FaultPlace,
  work: Promise<unknown>,
): Promise<boolean> {
  const safe = work.then(
    () => true,
    (error: unknown) => {
      bot.parts.log({ event: "fault", at, code: codeOf(error) });
      return true;
    },
  );
  return new Promise((resolve) => {
    const cancel = bot.after(HOLD_MS, () => resolve(false));
    void safe.then(resolve).finally(cancel);
  });
}
