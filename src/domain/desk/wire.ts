import { z } from "zod";
import { parseBase64, printBase64 } from "../base64.ts";
import { ID_BYTES, parseHex, printHex } from "../ids.ts";

/** An id of 16 bytes, in hexadecimal. */
export const idText = z.string().regex(/^[0-9a-f]{32}$/);

/** Bytes of a length within limits, in base64url; parsed they are bytes. */
export function bytesText(least: number, most: number) {
  return z
    .string()
    .max(Math.ceil((most * 4) / 3) + 3)
    .transform((text, context) => {
      const bytes = parseBase64(text);
      if (bytes !== null && bytes.length >= least && bytes.length <= most) return bytes;
      context.addIssue({ code: "custom", message: "bytes of another length" });
      return z.NEVER;
    });
}

/** An id as bytes. */
export const idBytes = idText.transform((text) => parseHex(text) ?? new Uint8Array(16));

/** 65,536 of an entry, its signature and envelope, and nothing more. */
export const MAX_SEALED_ENTRY_BYTES = 65_618;

/** An entry that a browser signed and sealed: where it stands in the chain, and its bytes. */
export const sealedEntrySchema = z.object({
  entryId: idBytes,
  seq: z.number().int().min(1).max(100_000),
  /** Hash of the entry before. */
  previous: bytesText(32, 32),
  sealed: bytesText(338, MAX_SEALED_ENTRY_BYTES),
});
export type SealedEntry = z.output<typeof sealedEntrySchema>;

/**
 * A request as it travels: ids in hexadecimal, other bytes in base64url, everything else as it is. Nothing but ids has
 * 16 bytes. Undone by the schema of the request.
 */
export function printWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return value.length === ID_BYTES ? printHex(value) : printBase64(value);
  if (Array.isArray(value)) return value.map(printWire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printWire(one)]));
}
