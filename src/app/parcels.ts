import { readUtf8 } from "../crypto/byte-reader.ts";
import { utf8 } from "../crypto/encoding.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { Fault } from "../domain/faults.ts";
import { newId, type OutboxId } from "../domain/ids.ts";
import { type Outgoing, type Parcel, parcelSchema, type Tells } from "../domain/outgoing.ts";
import { HOUR_MS, type UnixMs } from "../domain/time.ts";
import type { OutboxRow } from "../storage/rows.ts";
import type { Parts } from "./parts.ts";

/** What waits until she writes again is taken out by then; its key is gone before this. */
export const WAITING_MS = 72 * HOUR_MS;

/** A parcel with the row that keeps it. */
export interface Posted {
  readonly row: OutboxRow;
  readonly parcel: Parcel;
}

interface Packing {
  /** Not before this moment. */
  readonly due: UnixMs;
  /** Her own messages that it answers. */
  readonly heard?: readonly number[];
  readonly turn?: number;
  /** Words of staff in it. */
  readonly tells?: readonly Tells[];
  readonly speaks?: Parcel["speaks"];
}

/** Packs what goes to one chat. Kept once the row is committed; sealed under the key of its day. */
export function post(
  parts: Parts,
  chat: ChatAddress,
  out: readonly Outgoing[],
  { due, heard = [], turn = 0, tells = [], speaks = "staff" }: Packing,
): Posted {
  const id = newId<OutboxId>(parts.random);
  const at = parts.keys.time.now();
  const parcel: Parcel = { chat, out: [...out], heard: [...heard], at, turn, tells: [...tells], speaks };
  return { row: parts.keys.sealOutbox(id, due, utf8(JSON.stringify(parcel))), parcel };
}

/** Undoes {@link post}. @throws {Fault} `keys/destroyed` when too old; `crypto/cannot-open`. */
export function unpack(parts: Parts, row: OutboxRow): Parcel {
  const bytes = parts.keys.openOutbox(row);
  const parsed = parcelSchema.safeParse(JSON.parse(readUtf8(bytes)));
  if (!parsed.success) throw new Fault("crypto/malformed");
  return parsed.data;
}
