import { z } from "zod";
import { idText } from "./wire.ts";

/**
 * The life of a referral: offered → accepted or declined; accepted → arrived or not arrived → closed.
 * The sender may withdraw until somebody arrived.
 */
export const REFERRAL_STATES = [
  "offered",
  "accepted",
  "declined",
  "arrived",
  "not-arrived",
  "closed",
  "withdrawn",
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

/** Why a centre says no. A closed list, so that it may stand in clear. */
export const DECLINE_REASONS = ["full", "closed", "not-our-kind", "too-far", "not-safe-here", "other"] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** How a referral ended, for those who read the case. */
export const REFERRAL_OUTCOMES = ["stayed", "left", "moved-on", "got-advice", "did-not-come", "other"] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];

/** A referral as both sides see it: no word of the case. */
export const referralRowSchema = z.object({
  referralId: idText,
  /** The case it came from; the receiver of a packet sees null. */
  sourceCase: idText.nullable(),
  /** The case it arrived in: a packet has one of its own, else the same; the sender of a packet sees null. */
  targetCase: idText.nullable(),
  from: idText,
  to: idText,
  state: z.enum(REFERRAL_STATES),
  /** Selected entries, not the whole case. */
  packet: z.boolean(),
  declineReason: z.enum(DECLINE_REASONS).nullable(),
  /** ms, rounded to the minute. */
  offeredAt: z.number(),
  /** When the next step should have been taken, ms. */
  dueAt: z.number(),
  /** Counts the reminders that were sent. */
  reminders: z.number().int(),
  /** Clear, because every next step names the version it saw. */
  version: z.number().int(),
});
export type ReferralRow = Readonly<z.infer<typeof referralRowSchema>>;
