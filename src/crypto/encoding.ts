import { Fault } from "../domain/faults.ts";

/**
 * What a hash, key, signature or associated data is for. Each label has one purpose and lives in one file;
 * a test counts. [Note: One label, one purpose]
 */
export type Label =
  | "seal-ctx"
  | "seal2"
  | "keyid"
  | "genesis"
  | "grant-ctx"
  | "grant"
  | "org-grant-ctx"
  | "org-grant"
  | "head0"
  | "entry-ctx"
  | "entry-hash"
  | "entry"
  | "row"
  | "pw-root"
  | "login"
  | "login-key"
  | "wrap"
  | "commit"
  | "wrap-ad"
  | "fake-salt"
  | "reply"
  | "addr-tag"
  | "addr-key"
  | "bridge-tag"
  | "bridge-key"
  | "bridge"
  | "link"
  | "state-tag"
  | "state"
  | "seen"
  | "erased"
  | "trace-tag"
  | "trace"
  | "trace-chat"
  | "receipt"
  | "outbox"
  | "kek"
  | "ev"
  | "ev-key"
  | "fingerprint"
  | "auth"
  | "cmd"
  | "dir"
  | "dir-org"
  | "dir-bot"
  | "charter"
  | "member"
  | "subj"
  | "audit"
  | "audit-hash"
  | "audit-detail"
  | "ledger"
  | "session-token"
  | "invitation-token"
  | "cmd-body"
  | "pin"
  | "puzzle"
  | "sheet"
  | "member-name"
  | "enrol"
  | "recovery-sheet"
  | "key-print";

/** Stands before every label. Changing it makes everything that was ever sealed unreadable. */
export const LABEL_PREFIX = "pana1/";

const encoder = new TextEncoder();
/** `u8(len l) ‖ l` of labels used so far: a turn encodes some forty times. */
const heads = new Map<Label, Uint8Array>();

/** UTF-8 bytes. Lone surrogates become U+FFFD, as everywhere in the platform. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** One array holding the given ones in order. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** One byte. @throws {Fault} `crypto/bad-length` outside 0…255. */
export function u8(value: number): Uint8Array {
  return bigEndian(value, 1);
}

/** Two bytes, big-endian. @throws {Fault} `crypto/bad-length` outside 0…65,535. */
export function u16(value: number): Uint8Array {
  return bigEndian(value, 2);
}

/** Four bytes, big-endian. @throws {Fault} `crypto/bad-length` outside 0…2³²−1. */
export function u32(value: number): Uint8Array {
  return bigEndian(value, 4);
}

/** Eight bytes, big-endian. @throws {Fault} `crypto/bad-length` outside 0…2⁵³−1. */
export function u64(value: number): Uint8Array {
  return bigEndian(value, 8);
}

function bigEndian(value: number, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  put(bytes, 0, value, width);
  return bytes;
}

function put(into: Uint8Array, at: number, value: number, width: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width) {
    throw new Fault("crypto/bad-length", { width });
  }
  let rest = value;
  for (let i = at + width - 1; i >= at; i -= 1) {
    into[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/**
 * `u8(len l) ‖ l ‖ u8(n) ‖ Σ (u32(len pᵢ) ‖ pᵢ)` with `l = "pana1/" + label`. Undone by `parseEnc`.
 *
 * Injective and self-delimiting: no two lists of parts give the same bytes, and one can follow another.
 * Everything that is hashed, signed or bound goes through here. [Note: Nothing that is signed is JSON]
 *
 * @throws {Fault} `crypto/bad-length` with more than 255 parts.
 */
export function enc(label: Label, ...parts: readonly Uint8Array[]): Uint8Array {
  const head = headOf(label);
  let length = head.length + 1;
  for (const part of parts) length += 4 + part.length;
  const bytes = new Uint8Array(length);
  bytes.set(head);
  put(bytes, head.length, parts.length, 1);
  let at = head.length + 1;
  for (const part of parts) {
    put(bytes, at, part.length, 4);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return bytes;
}

function headOf(label: Label): Uint8Array {
  const known = heads.get(label);
  if (known !== undefined) return known;
  const name = utf8(LABEL_PREFIX + label);
  const head = concat(u8(name.length), name);
  heads.set(label, head);
  return head;
}
