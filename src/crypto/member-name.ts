import { asId, type DeploymentId, type MemberId, type OrganisationId, type RandomBytes } from "../domain/ids.ts";
import { readUtf8 } from "./byte-reader.ts";
import { enc, utf8 } from "./encoding.ts";
import { openEnvelope, sealEnvelope } from "./envelope.ts";
import type { BoxKeypair, BoxPublicKey } from "./keypairs.ts";
import { padTo, unpad } from "./padding.ts";
import type { Sodium } from "./sodium.ts";

/** Whose name it is. An invitation has no member yet: then the id of the invitation stands here. */
export interface NamePlace {
  readonly deployment: DeploymentId;
  readonly organisationId: OrganisationId;
  readonly memberId: MemberId;
}

const NAME_BUCKET = 128;

/** What colleagues call a member, sealed to her organisation: the server does not know who works there. */
export function sealName(
  sodium: Sodium,
  random: RandomBytes,
  organisation: BoxPublicKey,
  place: NamePlace,
  name: string,
): Uint8Array {
  return sealEnvelope(sodium, random, organisation, contextOf(place), padTo(utf8(name), NAME_BUCKET));
}

/** Undoes {@link sealName}. @throws {Fault} as `openEnvelope`; `crypto/malformed`. */
export function openName(sodium: Sodium, organisation: BoxKeypair, place: NamePlace, sealed: Uint8Array): string {
  return readUtf8(unpad(openEnvelope(sodium, organisation, contextOf(place), sealed), NAME_BUCKET));
}

function contextOf({ deployment, organisationId, memberId }: NamePlace): Uint8Array {
  return enc("member-name", asId(deployment), asId(organisationId), asId(memberId));
}
