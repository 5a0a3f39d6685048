import { Fault } from "../domain/faults.ts";

/** Plaintext of entries is padded to one of these, above that to multiples of the last. [Note: Lengths talk] */
export const ENTRY_BUCKETS = [256, 1_024, 4_096, 16_384, 65_536] as const;
const LARGEST_BUCKET = 65_536;

/** Multiples to which the other formats are padded, in bytes. */
export const LINK_BLOCK = 1_024;
export const STATE_BLOCK = 4_096;
export const REPLY_BLOCK = 128;
export const TRACE_BLOCK = 256;
export const OUTBOX_BLOCK = 1_024;
export const BRIDGE_BLOCK = 256;

/**
 * Bytes that a plaintext of `length` occupies after padding. One byte is always added, so 256 does not fit in 256.
 *
 * @param least smallest size wanted: a short and a long questionnaire then look alike.
 */
export function bucketFor(length: number, least = 0): number {
  const wanted = Math.max(length + 1, least);
  for (const bucket of ENTRY_BUCKETS) if (wanted <= bucket) return bucket;
  return Math.ceil(wanted / LARGEST_BUCKET) * LARGEST_BUCKET;
}

/** Whether a padded plaintext can have this length at all. */
export function isBucket(length: number): boolean {
  return length > 0 && bucketFor(length - 1) === length;
}

/** Pads to an entry bucket (ISO/IEC 7816-4: 0x80, then zeros). Undone by {@link unpadBucket}. */
export function padToBucket(plain: Uint8Array, least = 0): Uint8Array {
  const padded = new Uint8Array(bucketFor(plain.length, least));
  padded.set(plain);
  padded[plain.length] = 0x80;
  return padded;
}

/** Undoes {@link padToBucket}. @throws {Fault} `crypto/malformed`: not a bucket, or the padding is broken. */
export function unpadBucket(padded: Uint8Array): Uint8Array {
  if (!isBucket(padded.length)) throw new Fault("crypto/malformed", { got: padded.length });
  return unpad(padded, Math.min(padded.length, LARGEST_BUCKET));
}

/**
 * Pads to the next multiple of `block`, adding at least one byte: 0x80, then zeros. Undone by {@link unpad}.
 * Libsodium's bytes, without the way into wasm and back, which costs fifty times as much.
 *
 * @see https://doc.libsodium.org/padding
 */
export function padTo(plain: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(plain.length / block) + 1) * block);
  padded.set(plain);
  padded[plain.length] = 0x80;
  return padded;
}

/** Undoes {@link padTo}. @throws {Fault} `crypto/malformed` when the padding is broken. */
export function unpad(padded: Uint8Array, block: number): Uint8Array {
  if (padded.length === 0 || padded.length % block !== 0) throw new Fault("crypto/malformed", { got: padded.length });
  const first = padded.length - block;
  let mark = padded.length - 1;
  while (mark > first && padded[mark] === 0) mark -= 1;
  if (padded[mark] !== 0x80) throw new Fault("crypto/malformed", { got: padded.length });
  return padded.slice(0, mark);
}

/**
 * Rounds a number of chunks up so that at most 12 % is added and few sizes are distinguishable (Padmé).
 *
 * @see https://www.petsymposium.org/2019/files/papers/issue4/popets-2019-0056.pdf section 4
 */
export function padmeChunks(chunks: number): number {
  if (chunks < 2) return chunks;
  const exponent = Math.floor(Math.log2(chunks));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(chunks / step) * step;
}
