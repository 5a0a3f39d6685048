import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time.ts";
import type { Urgency } from "../urgency.ts";
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

/** Who takes a step: the organisation that offered, or the one it was offered to. */
export type ReferralSide = "sender" | "receiver";

/** What can be done with a referral that was offered. */
export const REFERRAL_STEPS = ["accept", "decline", "withdraw", "arrived", "did-not-arrive", "close"] as const;
export type ReferralStep = (typeof REFERRAL_STEPS)[number];

/** Each step: who may take it, from which states, and where it leads. */
const STEPS: Readonly<
  Record<
    ReferralStep,
    { readonly by: ReferralSide; readonly from: readonly ReferralState[]; readonly to: ReferralState }
  >
> = {
  accept: { by: "receiver", from: ["offered"], to: "accepted" },
  decline: { by: "receiver", from: ["offered"], to: "declined" },
  withdraw: { by: "sender", from: ["offered", "accepted"], to: "withdrawn" },
  arrived: { by: "receiver", from: ["accepted"], to: "arrived" },
  "did-not-arrive": { by: "receiver", from: ["accepted"], to: "not-arrived" },
  close: { by: "receiver", from: ["arrived", "not-arrived"], to: "closed" },
};

/** Where a step leads; null when this side may not take it from this state. */
export function nextReferralState(state: ReferralState, step: ReferralStep, side: ReferralSide): ReferralState | null {
  const { by, from, to } = STEPS[step];
  return by === side && from.includes(state) ? to : null;
}

/** Whether nothing more can happen: whoever was asked has answered for good. */
export function isReferralOver(state: ReferralState): boolean {
  return !REFERRAL_STEPS.some((step) => STEPS[step].from.includes(state));
}

/** Whether the receiver lost what was sent: it said no, or the sender took it back. */
export function isReferralVoid(state: ReferralState): boolean {
  return state === "declined" || state === "withdrawn";
}

/**
 * How long the next step may take, in ms: an answer to an offer, by urgency, and then the arrival. Our own figures, not
 * anybody's rule; every deployment should be able to set its own later.
 */
export const REFERRAL_TARGETS: Readonly<Record<"accepted", number>> &
  Readonly<Record<"offered", Record<Urgency, number>>> = {
  offered: { immediate: 10 * MINUTE_MS, high: 30 * MINUTE_MS, medium: 4 * HOUR_MS, low: DAY_MS },
  accepted: DAY_MS,
};

/** Both sides are reminded of a step at most so often. */
export const MOST_REMINDERS = 3;

/** How long the step after this state may take, in ms; null when nobody waits for one. */
export function referralTarget(state: ReferralState, urgency: Urgency): number | null {
  if (state === "offered") return REFERRAL_TARGETS.offered[urgency];
  return state === "accepted" ? REFERRAL_TARGETS.accepted : null;
}

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
  /** When the next step should have been taken, ms; 0: nobody waits for one. */
  dueAt: z.number(),
  /** Counts the reminders that were sent. */
  reminders: z.number().int(),
  /** Clear, because every next step names the version it saw. */
  version: z.number().int(),
});
export type ReferralRow = Readonly<z.infer<typeof referralRowSchema>>;
