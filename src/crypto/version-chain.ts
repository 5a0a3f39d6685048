import { Fault } from "../domain/faults.ts";
import { sameBytes } from "../domain/ids.ts";

/** The highest version of a signed file that was accepted, to be remembered for ever. */
export interface Seen {
  readonly version: number;
  readonly hash: Uint8Array;
}

/** A version that wants to be accepted. */
export interface Version extends Seen {
  readonly previousHash: Uint8Array;
}

/**
 * Lets a version pass that is the one seen, or its direct successor. With nothing seen any version may be the first
 * one met; version 1 has no predecessor.
 *
 * @throws {Fault} `registry/rollback`: older than seen; `registry/fork`: same number with other content, or another
 * predecessor; `registry/missing`: versions between are needed first.
 */
export function mustFollow(seen: Seen | null, next: Version): void {
  if (next.version === 1 && next.previousHash.some((byte) => byte !== 0)) throw new Fault("registry/fork");
  if (seen === null) return;
  const numbers = { seen: seen.version, got: next.version };
  if (next.version < seen.version) throw new Fault("registry/rollback", numbers);
  if (next.version > seen.version + 1) throw new Fault("registry/missing", numbers);
  const fits =
    next.version === seen.version ? sameBytes(next.hash, seen.hash) : sameBytes(next.previousHash, seen.hash);
  if (!fits) throw new Fault("registry/fork", numbers);
}
