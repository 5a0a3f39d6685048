import type { CaseId, DeploymentId } from "../domain/ids.ts";
import type { BoxPublicKey } from "./keypairs.ts";

/** A case and the key of one of its epochs. For readers and writers it comes from the verified genesis. */
export interface CasePlace {
  readonly deployment: DeploymentId;
  readonly caseId: CaseId;
  /** 1 at birth; one more each time the case gets a new key. */
  readonly epoch: number;
  readonly casePublicKey: BoxPublicKey;
}
