import type { CaseFile } from "../../../crypto/case-file.ts";
import type { Genesis } from "../../../crypto/genesis.ts";
import type { Seed } from "../../../crypto/keypairs.ts";
import type { QueueRow } from "../../../domain/desk/queue-row.ts";
import type { UnixMs } from "../../../domain/time.ts";
import type { OpenedCase } from "../port.ts";

/** A case that was opened with her keys and checked. */
export interface HeldCase {
  readonly row: QueueRow;
  readonly genesis: Genesis;
  /** @secret */
  readonly seed: Seed;
  readonly file: CaseFile;
}

/** What other parts of the Worker do with cases. All of it throws `Refused` or `Fault`. */
export interface CaseHands {
  /** Opens a case, from its beginning. Written to the audit. */
  readonly hold: (caseId: string) => Promise<HeldCase>;
  /** The same case as pages see it. */
  readonly show: (caseId: string) => Promise<OpenedCase>;
  readonly claim: (caseId: string) => Promise<void>;
  /** By the server's clock: what is signed must lie in a member's time of office. */
  readonly now: () => UnixMs;
}
