import { type Command, isCommand } from "../../crypto/command.ts";
import { Fault } from "../../domain/faults.ts";
import type { Parts } from "../parts.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * Checks that this member asked for exactly this, and uses its counter up: the same command is not taken twice, also not
 * by two processes at once.
 *
 * @throws {Fault} `desk/bad-signature`; `desk/repeated-command`.
 */
export async function mustBeHerCommand(
  parts: Parts,
  session: StaffSession,
  command: Omit<Command, "session">,
  signature: Uint8Array,
): Promise<void> {
  const whole = { ...command, session: session.id };
  if (!isCommand(parts.sodium, session.signPublicKey, whole, signature)) throw new Fault("desk/bad-signature");
  const used = await parts.store.commit([
    { write: "use-counter", sessionId: session.id, counter: command.counter },
    { write: "touch-session", sessionId: session.id, seenAt: parts.keys.time.now() },
  ]);
  if (used !== "done") throw new Fault("desk/repeated-command");
}
