import { Fault } from "../domain/faults.ts";

/**
 * Checks lengths before bytes reach libsodium, whose own errors name neither argument nor size.
 *
 * @param parts name of the argument → the bytes and how many there must be.
 * @throws {Fault} `crypto/bad-length` with the name of the argument, what it measures and `want`.
 */
export function mustMeasure(parts: Readonly<Record<string, readonly [bytes: Uint8Array, want: number]>>): void {
  for (const [name, [bytes, want]] of Object.entries(parts)) {
    if (bytes.length !== want) throw new Fault("crypto/bad-length", { [name]: bytes.length, want });
  }
}
