import { randomBytes } from "node:crypto";
import type { RandomBytes } from "../domain/ids.ts";

const POOL_BYTES = 16_384;

/**
 * The platform's generator, asked for many bytes at once: a call costs more than the bytes. Each byte is given out once.
 */
export function platformRandom(): RandomBytes {
  let pool = randomBytes(POOL_BYTES);
  let at = 0;
  return (length) => {
    if (length > POOL_BYTES) return new Uint8Array(randomBytes(length));
    if (at + length > POOL_BYTES) {
      pool = randomBytes(POOL_BYTES);
      at = 0;
    }
    const bytes = new Uint8Array(pool.subarray(at, at + length));
    pool.fill(0, at, at + length);
    at += length;
    return bytes;
  };
}
