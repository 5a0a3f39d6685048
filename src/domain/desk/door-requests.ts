import { z } from "zod";
import { bytesText, idBytes } from "./wire.ts";

const signature = bytesText(64, 64);
const publicKey = bytesText(32, 32);
const wrapped = bytesText(154, 154);
const token = bytesText(32, 32);
/** A name of up to some forty letters, sealed. */
const sealedName = bytesText(100, 400);
const role = z.enum(["reader", "staff", "admin"]);

export const startLoginSchema = z.object({ member: idBytes });
export const finishLoginSchema = z.object({
  member: idBytes,
  nonce: bytesText(32, 32),
  signature,
  /** The answer to the puzzle, where one was set. */
  answer: z.number().int().min(0).nullable(),
});
export const beginSessionSchema = z.object({
  member: idBytes,
  nonce: bytesText(32, 32),
  session: publicKey,
  signature,
});
/** A member whom the charter lists brings her login key for the first time. */
export const bringLoginSchema = z.object({
  member: idBytes,
  nonce: bytesText(32, 32),
  login: publicKey,
  wrapped,
  signature,
});

/** Her new passphrase, once she is in. */
export const changeLoginSchema = z.object({ login: publicKey, wrapped });

export const lookAtInvitationSchema = z.object({ token });
export const answerInvitationSchema = z.object({
  token,
  member: idBytes,
  sign: publicKey,
  auth: publicKey,
  box: publicKey,
  login: publicKey,
  wrapped,
  /** By the auth key, over all of it. */
  signature,
});

export const inviteSchema = z.object({ id: idBytes, role, name: sealedName });
export const nothingSchema = z.object({});

/** The seed of one epoch of the organisation, sealed to a member; under the organisation's own id: to its key on paper. */
const orgGrant = z.object({
  member: idBytes,
  epoch: z.number().int().min(1).max(0xffff_ffff),
  grantId: idBytes,
  grant: bytesText(204, 204),
});
/** The next charter, and what its members need to go on working. */
export const charterSchema = z.object({
  file: bytesText(1, 65_536),
  grants: z.array(orgGrant).max(1_000),
  names: z.array(z.object({ member: idBytes, name: sealedName })).max(500),
  /** The invitation that a new member answered; null: nobody new. */
  invitation: idBytes.nullable(),
});
export const regrantsSchema = z.object({
  grants: z
    .array(z.object({ caseId: idBytes, old: idBytes, grantId: idBytes, grant: bytesText(204, 204) }))
    .min(1)
    .max(200),
});
export const dutySchema = z.object({ on: z.boolean() });
