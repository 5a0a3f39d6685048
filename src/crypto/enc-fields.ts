import { Fault } from "../domain/faults.ts";
import { printHex } from "../domain/ids.ts";

/**
 * The parts of an `enc()` by number, once their count is checked.
 *
 * @throws {Fault} `crypto/malformed` when there are more or fewer.
 */
export function readFields(parts: readonly Uint8Array[], count: number): (index: number) => Uint8Array {
  if (parts.length !== count) throw new Fault("crypto/malformed", { got: parts.length, want: count });
  return (index) => {
    const part = parts[index];
    if (part === undefined) throw new Fault("crypto/malformed", { index });
    return part;
  };
}

/** Refuses a list in which an id or key stands twice. @throws {Fault} `crypto/malformed`. */
export function mustBeDistinct(items: readonly Uint8Array[]): void {
  if (new Set(items.map(printHex)).size !== items.length) throw new Fault("crypto/malformed", { items: items.length });
}
