import { Fault } from "../domain/faults.ts";
import { LABEL_PREFIX, type Label } from "./encoding.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads a byte string from front to back and never past its end.
 *
 * Every method throws {@link Fault} `crypto/malformed` when the bytes run out; what it gives is a copy.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How many bytes are still unread. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** The next `length` bytes. */
  take(length: number): Uint8Array {
    if (length > this.left) throw new Fault("crypto/malformed", { want: length, left: this.left });
    const from = this.#at;
    this.#at += length;
    return new Uint8Array(this.#bytes.subarray(from, this.#at));
  }

  /** A big-endian number of 1, 2, 4 or 8 bytes, at most 2⁵³−1. */
  number(width: 1 | 2 | 4 | 8): number {
    const value = this.take(width).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new Fault("crypto/malformed", { width });
    return value;
  }

  /** One byte that must be exactly this: a version or a suite. */
  expect(value: number): void {
    if (this.number(1) !== value) throw new Fault("crypto/malformed");
  }

  /** Refuses bytes after the end of what was expected. */
  end(): void {
    if (this.left !== 0) throw new Fault("crypto/malformed", { left: this.left });
  }

  /** One `enc()` with the given label: its parts, in order. */
  enc(label: Label): readonly Uint8Array[] {
    const name = this.text(this.number(1));
    if (name !== LABEL_PREFIX + label) throw new Fault("crypto/malformed");
    const count = this.number(1);
    return Array.from({ length: count }, () => this.take(this.number(4)));
  }

  /** UTF-8 of exactly `length` bytes; broken UTF-8 is refused, not replaced. */
  text(length: number): string {
    return readUtf8(this.take(length));
  }
}

/**
 * Undoes `enc`: the parts, in order.
 *
 * @throws {Fault} `crypto/malformed`: another label, a length that does not fit, bytes left over.
 */
export function parseEnc(label: Label, bytes: Uint8Array): readonly Uint8Array[] {
  const reader = new ByteReader(bytes);
  const parts = reader.enc(label);
  reader.end();
  return parts;
}

/** The parts of `enc()`s written one behind the other. @throws {Fault} `crypto/malformed` as {@link parseEnc}. */
export function parseEncList(label: Label, bytes: Uint8Array): readonly (readonly Uint8Array[])[] {
  const reader = new ByteReader(bytes);
  const items: (readonly Uint8Array[])[] = [];
  while (reader.left > 0) items.push(reader.enc(label));
  return items;
}

/** Undoes `utf8`. @throws {Fault} `crypto/malformed` when the bytes are not UTF-8. */
export function readUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new Fault("crypto/malformed", {}, cause);
  }
}

/** A number that fills its part exactly. @throws {Fault} `crypto/malformed` otherwise. */
export function readNumber(part: Uint8Array, width: 1 | 2 | 4 | 8): number {
  const reader = new ByteReader(part);
  const value = reader.number(width);
  reader.end();
  return value;
}

/** The part itself when it measures `length`. @throws {Fault} `crypto/malformed` otherwise. */
export function readFixed(part: Uint8Array, length: number): Uint8Array {
  if (part.length !== length) throw new Fault("crypto/malformed", { got: part.length, want: length });
  return part;
}
