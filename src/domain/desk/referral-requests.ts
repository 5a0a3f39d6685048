import { z } from "zod";
import { DECLINE_REASONS, REFERRAL_OUTCOMES, referralRowSchema } from "./referral.ts";
import { bytesText, idBytes, sealedEntrySchema } from "./wire.ts";

const GENESIS_BYTES = 181;
const GRANT_BYTES = 204;
const TOKEN_BYTES = 185;
/** A packet holds what was chosen, not a life. */
export const MOST_PACKET_ENTRIES = 64;
/** The consent, if it is recorded in the same breath, and the referral itself. */
const MOST_SOURCE_ENTRIES = 2;

/** A seed sealed to the receiver by the browser. */
const grantSchema = z.object({ grantId: idBytes, sealed: bytesText(GRANT_BYTES, GRANT_BYTES) });

/** The way back to her that the case gave to whoever takes the step; null: there is none, or she wants none. */
const token = bytesText(TOKEN_BYTES, TOKEN_BYTES).nullable();

/** An offer, made and sealed in the browser. The server sees whom it is for and how long it is, and no word of it. */
export const offerRequestSchema = z.object({
  referralId: idBytes,
  to: idBytes,
  /** The entry in which she agreed to this organisation: of the case, or among `source`. */
  consentEntry: idBytes,
  /** That a full or closed receiver is asked on purpose; the reason itself is sealed. */
  reasonGiven: z.boolean(),
  token,
  /** Whether the receiver gets a way to write to her, too. */
  mayWrite: z.boolean(),
  /** Behind the last entry of the case it comes from; the last one is the referral. */
  source: z.array(sealedEntrySchema).min(1).max(MOST_SOURCE_ENTRIES),
  target: z.discriminatedUnion("sent", [
    z.object({
      sent: z.literal("packet"),
      caseId: idBytes,
      genesis: bytesText(GENESIS_BYTES, GENESIS_BYTES),
      grant: grantSchema,
      entries: z.array(sealedEntrySchema).min(1).max(MOST_PACKET_ENTRIES),
    }),
    z.object({ sent: z.literal("whole"), grant: grantSchema }),
  ]),
});
export type OfferRequest = Readonly<z.output<typeof offerRequestSchema>>;

/** The version that whoever takes the step saw: two members who answer at once do not both succeed. */
const version = z.number().int().min(1);

/** A step after the offer. */
export const stepRequestSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("accept"), version, token }),
  z.object({ step: z.literal("decline"), version, token, reason: z.enum(DECLINE_REASONS) }),
  z.object({ step: z.literal("withdraw"), version }),
  z.object({ step: z.literal("arrived"), version, token }),
  z.object({ step: z.literal("did-not-arrive"), version }),
  z.object({ step: z.literal("close"), version, outcome: z.enum(REFERRAL_OUTCOMES) }),
]);
export type StepRequest = Readonly<z.output<typeof stepRequestSchema>>;

/** Both sides of an organisation's referrals. */
export const referralsAnswerSchema = z.object({
  incoming: z.array(referralRowSchema),
  outgoing: z.array(referralRowSchema),
});
export const referralAnswerSchema = z.object({ referral: referralRowSchema });
