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

/** What is about to be sent: chosen entries, or everything, said twice. */
export interface Parcel {
  readonly isWhole: boolean;
  /** Asked for on its own: a whole case shows what is written later, too. */
  readonly isWholeSure: boolean;
  /** Entries whose tick differs from the one they had at first. */
  readonly turned: ReadonlySet<string>;
}

export const EMPTY_PARCEL: Parcel = { isWhole: false, isWholeSure: false, turned: new Set() };

export function isTicked({ line, ticked }: PacketItem, parcel: Parcel): boolean {
  return parcel.turned.has(line.entryId) ? !ticked : ticked;
}

/** The parcel with one entry ticked or not. */
export function turn(parcel: Parcel, entryId: string): Parcel {
  const turned = new Set(parcel.turned);
  if (!turned.delete(entryId)) turned.add(entryId);
  return { ...parcel, turned };
}

/** Ids of the chosen entries; null: the whole case. */
export function entriesOf(lines: readonly CaseLine[], parcel: Parcel): readonly string[] | null {
  if (parcel.isWhole) return null;
  return packetItems(lines)
    .filter((item) => isTicked(item, parcel))
    .map(({ line }) => line.entryId);
}

export function isParcelReady(lines: readonly CaseLine[], parcel: Parcel): boolean {
  return parcel.isWhole ? parcel.isWholeSure : (entriesOf(lines, parcel)?.length ?? 0) > 0;
}
