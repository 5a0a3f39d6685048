import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Compares what is given with one secret in constant time over its hash, so that neither length nor place of a
 * difference shows. Null is never the secret.
 *
 * @param expected @secret
 */
export function sameSecret(expected: string): (given: string | null) => boolean {
  const known = digest(expected);
  return (given) => given !== null && timingSafeEqual(digest(given), known);
}

function digest(text: string): Buffer {
  return createHash("blake2b512").update(text).digest();
}
