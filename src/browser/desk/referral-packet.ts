import type { EntryBody } from "../../domain/case-contents.ts";
import type { GoodLine } from "./case-timeline.ts";
import type { CaseLine } from "./port.ts";

/** An entry that may go into a packet, and whether it is ticked at first. */
export interface PacketItem {
  readonly line: GoodLine;
  readonly ticked: boolean;
}

/**
 * What may be shown to another organisation. Ways to reach her, consents, statuses and referrals are made anew for the
 * receiver; what does not verify is nobody's word and goes nowhere.
 */
const TICKED: Readonly<Partial<Record<EntryBody["entry"], boolean>>> = {
  summary: true,
  intake: true,
  location: true,
  text: true,
  alert: true,
  action: true,
  message: false, // What we said to her tells of us, not of what she needs.
  note: false, // Staff write notes for themselves.
  quote: true,
};

/** The entries of a case that can be sent, oldest first, with those ticked that a receiver needs. */
export function packetItems(lines: readonly CaseLine[]): readonly PacketItem[] {
  return lines.flatMap((line) => {
    const ticked = line.ok ? TICKED[line.body.entry] : undefined;
    return line.ok && ticked !== undefined ? [{ line, ticked }] : [];
  });
}
