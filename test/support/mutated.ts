import type { SeededRandom } from "./seeded-random.ts";

const MOST_CHANGES = 4;
/** One payload in so many has a byte changed instead, and may be no JSON any more. */
const BYTES_IN = 10;

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  "",
  " ",
  "\0",
  "\ud83d",
  "constructor",
  "__proto__",
  "9".repeat(400),
  "ж".repeat(5_000),
  [],
  [[]],
  {},
  { __proto__: null, toString: 5 },
];

/** A place in a tree that can be changed. */
interface Slot {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

/**
 * The bytes of a payload with some of it changed: fields left out, replaced by what nobody expects or by one of `planted`,
 * given another field's name or value, lists made longer, bytes changed.
 */
export function mutated(payload: unknown, random: SeededRandom, planted: readonly string[]): Buffer {
  const tree: unknown = JSON.parse(JSON.stringify(payload));
  const changes = random.int(1, MOST_CHANGES);
  for (let n = 0; n < changes; n += 1) changeOne(slotsOf(tree), random, planted);
  const bytes = Buffer.from(JSON.stringify(tree));
  if (random.int(1, BYTES_IN) === 1) bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
  return bytes;
}

function changeOne(slots: readonly Slot[], random: SeededRandom, planted: readonly string[]): void {
  if (slots.length === 0) return;
  const { holder, key } = random.pick(slots);
  const other = random.pick(slots);
  const value = valueAt({ holder, key });
  const kinds = [
    () => removeAt(holder, key),
    () => put(holder, key, random.pick(ODD)),
    () => put(holder, key, random.pick(planted)),
    () => put(holder, key, [value]),
    () => put(holder, key, { [other.key]: value }),
    () => put(holder, other.key, value),
    () => put(holder, key, typeof value === "string" ? Number(value) : JSON.stringify(value)),
    () => put(holder, key, valueAt(other)),
    () => Array.isArray(holder) && holder.push(...Array.from({ length: 3 }, () => copyOf(value))),
  ];
  random.pick(kinds)();
}

function slotsOf(tree: unknown): Slot[] {
  if (typeof tree !== "object" || tree === null) return [];
  const holder = tree as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...slotsOf(holder[key])]);
}

function valueAt({ holder, key }: Slot): unknown {
  return Array.isArray(holder) ? holder[Number(key)] : holder[key];
}

/** Each place gets a copy: nothing may stand in two of them. */
function put(holder: Slot["holder"], key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value: copyOf(value), enumerable: true, configurable: true, writable: true });
}

function removeAt(holder: Slot["holder"], key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function copyOf(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
