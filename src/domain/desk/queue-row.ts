import { z } from "zod";
import { URGENCIES } from "../urgency.ts";
import { idText } from "./wire.ts";

/**
 * One case as the queue shows it: clear fields only. What a person said is in none of them.
 * Sorted by urgency, real ones before practice, then `dueAt`, then `day`, then id.
 */
export const queueRowSchema = z.object({
  caseId: idText,
  /** What staff call the case among themselves: two words of six letters would be a list; it is the first 6 digits of the id. */
  name: z.string(),
  urgency: z.enum(URGENCIES),
  status: z.enum(["unread", "read", "answered", "closed"]),
  /** When a human should have done the next thing, ms. */
  dueAt: z.number(),
  /** Whether that next thing is still to be done: the countdown turns. */
  waiting: z.boolean(),
  /** Day of opening, days since 1970-01-01. */
  day: z.number(),
  covert: z.boolean(),
  /** Somebody tries out how it works; nobody is in danger. */
  practice: z.boolean(),
  /** When the case is destroyed because she, or somebody with her phone, asked for it; null: nobody did. */
  eraseAt: z.number().nullable(),
  /** How many entries of hers nobody on the staff has seen. */
  unheard: z.number(),
  /** Who has it; null: nobody. Her name is opened in the browser. */
  owner: z.object({ memberId: idText, organisation: idText, leaseUntil: z.number() }).nullable(),
  /** Who tried to reach whom: 0 nobody yet, 1 other members told, 2 supervisors told, 3 backup told. */
  escalation: z.number().int(),
  /** The organisation that was asked first. */
  first: idText,
  /** A packet that another organisation referred, with the state of that referral; null: an own case. */
  referral: z.object({ referralId: idText, from: idText, state: z.string() }).nullable(),
  /** When somebody of the staff called 102 for this case, rounded to the minute; null: never. */
  called102At: z.number().nullable(),
});
export type QueueRow = Readonly<z.infer<typeof queueRowSchema>>;
