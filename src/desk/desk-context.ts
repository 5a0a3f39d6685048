import type { DemoBadge } from "../app/demo-badges.ts";
import type { DoorMemory } from "../app/desk/door-memory.ts";
import type { Parts } from "../app/parts.ts";

/** What the routes of the desk are made of. Put together once, where the server is started or in a test. */
export interface DeskContext {
  readonly parts: Parts;
  /** Reads the organisations again after a charter was kept; false: those in force stayed. */
  readonly reload: () => Promise<boolean>;
  /** Where the desk's server is reached, without a slash at the end; null: wherever the request says, for a demo. */
  readonly origin: string | null;
  /** Failures and used challenges. In memory only: who tried to come in is not written down. */
  readonly memory: DoorMemory;
  /** Made-up members with their passphrases; empty where anything is real. */
  readonly demoMembers: readonly DemoBadge[];
}
