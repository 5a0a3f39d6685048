import type { Secret } from "./planted-secrets.ts";

/** The bytes of a secret in one form in which a program could have written it down. */
export interface Needle {
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** Shorter needles would be found in random bytes now and then. */
const MIN_BYTES = 6;

/**
 * Every form in which a secret is looked for.
 *
 * @throws {Error} when the text is shorter than 6 bytes.
 */
export function needlesOf(secret: Secret): readonly Needle[] {
  const { text } = secret;
  if (Buffer.byteLength(text) < MIN_BYTES) throw new Error(`"${secret.label}" is too short to be told from chance`);
  const lower = text.toLowerCase();
  const spellings: readonly (readonly [string, string])[] = [
    ["UTF-8", text],
    ["UTF-8, lower case", lower],
    ["JSON escapes", jsonEscaped(text)],
    [
      "JSON escapes, upper case",
      jsonEscaped(text).replace(/\\u[0-9a-f]{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`),
    ],
    ["percent", encodeURIComponent(text)],
    ["hex", Buffer.from(text).toString("hex")],
    ["hex, upper case", Buffer.from(text).toString("hex").toUpperCase()],
  ];
  const needles = [
    ...spellings.map(([encoding, spelling]) => ({ encoding, bytes: Buffer.from(spelling) })),
    { encoding: "UTF-16LE", bytes: Buffer.from(text, "utf16le") },
    { encoding: "UTF-16BE", bytes: Buffer.from(text, "utf16le").swap16() },
    ...base64Needles(Buffer.from(text)),
    ...(secret.number === undefined ? [] : numberNeedles(secret.number)),
  ];
  return withoutTwins(needles);
}

/** What stays the same inside a longer base64 text, for each of the three ways to begin in it. */
function base64Needles(bytes: Buffer): readonly Needle[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((alphabet) => ({
      encoding: `${alphabet}, shifted by ${before}`,
      bytes: Buffer.from(whole.toString(alphabet).slice(start, end)),
    }));
  });
}

/** 8 bytes as SQLite and others write floats, and whole numbers also in the 6 bytes that SQLite takes for them. */
function numberNeedles(number: number): readonly Needle[] {
  const float = Buffer.alloc(8);
  float.writeDoubleBE(number);
  const floats = [
    { encoding: "float64, big end first", bytes: float },
    { encoding: "float64, little end first", bytes: Buffer.from(float).reverse() },
  ];
  if (!Number.isSafeInteger(number)) return floats;
  const whole = Buffer.alloc(8);
  whole.writeBigInt64BE(BigInt(number));
  return [
    ...floats,
    { encoding: "int64, big end first", bytes: whole },
    { encoding: "int64, little end first", bytes: Buffer.from(whole).reverse() },
    { encoding: "SQLite integer of 6 bytes", bytes: whole.subarray(2) },
  ];
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function withoutTwins(needles: readonly Needle[]): readonly Needle[] {
  const seen = new Map(needles.toReversed().map((needle) => [needle.bytes.toString("latin1"), needle]));
  return needles.filter((needle) => seen.get(needle.bytes.toString("latin1")) === needle);
}
