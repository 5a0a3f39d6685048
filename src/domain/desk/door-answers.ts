import { z } from "zod";
import { memberFileSchema } from "../member-file.ts";

/** What the server answers at the door. Bytes are base64url, ids hexadecimal, times ms. A desk checks each answer's shape. */
const bytes = z.string().regex(/^[\w-]*$/);
const id = z.string().regex(/^[0-9a-f]{32}$/);

export const greetingSchema = z.object({ demo: z.boolean() });
export type Greeting = z.infer<typeof greetingSchema>;

export const demoMembersSchema = z.object({
  members: z.array(
    z.object({
      file: memberFileSchema,
      passphrase: z.string(),
      organisation: z.string(),
      kind: z.enum(["hotline", "crisis-centre", "police", "oversight"]),
    }),
  ),
});
export type DemoMembers = z.infer<typeof demoMembersSchema>;

export const loginStartedSchema = z.object({
  kdf: z.number(),
  salt: bytes,
  nonce: bytes,
  puzzle: z.object({ nonce: bytes, bits: z.number().int().min(0).max(24) }).nullable(),
});
export type LoginStarted = z.infer<typeof loginStartedSchema>;

/** Signed files. Nothing in it is believed before it was verified against the pinned root. */
export const trustSchema = z.object({
  /** All versions, version 1 first: who saw an older one follows it from there. */
  registry: z.array(bytes),
  /** Of each organisation all charters, version 1 first. */
  charters: z.array(z.object({ organisation: id, files: z.array(bytes) })),
  auditHead: bytes,
});
export type Trust = z.infer<typeof trustSchema>;

export const wrappedSeedSchema = z.object({ wrapped: bytes, nonce: bytes });
export type WrappedSeed = z.infer<typeof wrappedSeedSchema>;

export const begunSessionSchema = z.object({
  token: bytes,
  organisation: id,
  role: z.enum(["reader", "staff", "admin"]),
  onDuty: z.boolean(),
  idleEndsAt: z.number(),
  endsAt: z.number(),
  /** The organisation's seed by epoch, sealed to her. */
  orgGrants: z.array(z.object({ epoch: z.number().int(), grant: bytes })),
  trust: trustSchema,
});
export type BegunSession = z.infer<typeof begunSessionSchema>;
/** The same later on, without the token: that leaves the server once. */
export const ownSessionSchema = begunSessionSchema.omit({ token: true });
export type OwnSessionAnswer = z.infer<typeof ownSessionSchema>;

export const touchedSchema = z.object({ idleEndsAt: z.number() });

export const invitationLookSchema = z.object({
  organisation: id,
  role: z.enum(["reader", "staff", "admin"]),
  expiresAt: z.number(),
  trust: trustSchema,
});
export type InvitationLook = z.infer<typeof invitationLookSchema>;

export const rosterSchema = z.object({
  members: z.array(z.object({ member: id, name: bytes.nullable(), onDuty: z.boolean() })),
  /** Answered or not; `keys` are `sign ‖ auth ‖ box`. */
  invitations: z.array(
    z.object({
      id,
      role: z.enum(["reader", "staff", "admin"]),
      expiresAt: z.number(),
      name: bytes,
      member: id.nullable(),
      keys: bytes.nullable(),
    }),
  ),
  /** How many grants are still sealed to an older key; `more`: at least so many. */
  toMove: z.number().int(),
});
export type Roster = z.infer<typeof rosterSchema>;

export const oldGrantsSchema = z.object({
  grants: z.array(z.object({ caseId: id, old: id, genesis: bytes, sealed: bytes, recipientEpoch: z.number().int() })),
});
export type OldGrants = z.infer<typeof oldGrantsSchema>;

export const leftSchema = z.object({ left: z.number().int() });
export const invitedSchema = z.object({ expiresAt: z.number() });

export const auditPageSchema = z.object({
  records: z.array(z.object({ record: bytes, signature: bytes })),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
