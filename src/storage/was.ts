import type { Tag } from "../domain/ids.ts";

/** The row a writer had read, as a statement takes it. */
export interface Was {
  readonly wasTag: Tag;
  readonly wasVersion: number;
}
