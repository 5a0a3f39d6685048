import type { Outcome } from "../domain/answers.ts";
import type { Dialogue } from "./dialogue.ts";

/** The organisation that was asked first, and the one behind it, by the names she was shown. */
interface Asked {
  readonly organisation: string;
  readonly backup: string | null;
}

/** After sending: the truth about a place where nobody is on duty. Nothing where somebody is, or may be. */
export function sayWhoIsThere(d: Dialogue, kept: Extract<Outcome, { outcome: "kept" }>, asked: Asked): void {
  const { organisation, backup } = asked;
  if (kept.reader === "backup" && backup !== null) d.say("common.off-duty-backup", { organisation, backup });
  else if (kept.reader === "backup" || kept.reader === "off-duty") d.say("common.off-duty", { organisation });
}
