import type { MemberRole } from "../../crypto/charter.ts";
import type { SignPublicKey } from "../../crypto/keypairs.ts";
import type { KeyId, MemberId, OrganisationId, SessionId } from "../../domain/ids.ts";
import type { Recipient } from "../deployment.ts";

/** A member at work, as the server knows her: no key of hers is here. */
export interface StaffSession {
  readonly id: SessionId;
  readonly memberId: MemberId;
  /** By the charter in force at this moment. */
  readonly role: MemberRole;
  readonly organisation: Recipient;
  readonly orgId: OrganisationId;
  readonly signPublicKey: SignPublicKey;
  /** What the audit calls her. */
  readonly actor: KeyId;
  /** When it ends if nothing more is asked, and when it ends in any case; ms. */
  readonly idleEndsAt: number;
  readonly endsAt: number;
}
