import { asKey } from "../../../crypto/keypairs.ts";
import { parseBase64 } from "../../../domain/base64.ts";
import type { Trust } from "../../../domain/desk/door-answers.ts";
import type { PinsFile } from "../../../domain/desk/pins.ts";
import { Fault } from "../../../domain/faults.ts";
import { asId, parseHex } from "../../../domain/ids.ts";
import type { Shape } from "./api-client.ts";
import type { Pins, SignedFiles } from "./trust.ts";

/** An answer of which only that it came matters. */
export const NOTHING: Shape<object> = {
  safeParse: (value) =>
    typeof value === "object" && value !== null ? { success: true, data: value } : { success: false },
};

/** Bytes that travelled as base64url. @throws {Fault} `crypto/malformed`. */
export function bytesIn(text: string): Uint8Array {
  const bytes = parseBase64(text);
  if (bytes === null) throw new Fault("crypto/malformed", { length: text.length });
  return bytes;
}

/** An id that travelled in hexadecimal. @throws {Fault} `crypto/malformed`. */
export function idIn<Id extends Uint8Array>(text: string): Id {
  const bytes = parseHex(text);
  if (bytes?.length !== 16) throw new Fault("crypto/malformed", { length: text.length });
  return asId<Id>(bytes);
}

export function filesIn({ registry, charters }: Trust): SignedFiles {
  return {
    registry: registry.map(bytesIn),
    charters: charters.map(({ organisation, files }) => ({ organisation, files: files.map(bytesIn) })),
  };
}

/** @throws {Fault} `registry/unknown-root`: a pin that is no key. */
export function pinsIn({ roots, threshold }: PinsFile): Pins {
  return { roots: roots.map((hex) => asKey(parseHex(hex) ?? new Uint8Array())), threshold };
}
