import { Fault } from "../domain/faults.ts";
import type { Statement } from "./statement.ts";
import type { Step } from "./steps.ts";
import type { Committed } from "./writes.ts";

/** A database that runs statements. The two engines differ in nothing that the store could notice. */
export interface Engine {
  rows<In, Out>(statement: Statement<In, Out>, given: In): Promise<readonly Out[]>;
  /** All steps or none. Ends early, keeping nothing, at the first step that touched no row and had to. */
  commit(unit: readonly Step[]): Promise<Committed>;
  /** Whether anything may have been committed since this was last asked, by whomever; the first answer is yes. */
  hasChanged(): Promise<boolean>;
  /** Moves what was deleted out of the log and off the pages. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** What every trouble of a driver becomes. A fault passes as it is. */
export function unavailable(cause: unknown): Fault {
  return cause instanceof Fault ? cause : new Fault("store/unavailable", {}, cause);
}
