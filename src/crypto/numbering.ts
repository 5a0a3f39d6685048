import { Fault } from "../domain/faults.ts";

/** The number that a name has in a stored format. */
export type Numbering = Readonly<Record<string, number>>;

/**
 * The name behind a stored number. The way back is the table itself.
 *
 * @throws {Fault} `crypto/malformed` for a number that the table does not have.
 */
export function nameOf<Table extends Numbering>(table: Table, value: number): Extract<keyof Table, string> {
  for (const name of Object.keys(table) as Extract<keyof Table, string>[]) {
    if (table[name] === value) return name;
  }
  throw new Fault("crypto/malformed", { number: value });
}
