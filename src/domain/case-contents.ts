import { z } from "zod";
import { placeAnswerSchema } from "./answers.ts";
import { REFERRAL_STATES } from "./desk/referral.ts";
import { contactPolicySchema, profileSchema } from "./link.ts";

/** How the words reached us: what a reader may say of their origin. */
const via = z.enum(["telegram", "whatsapp", "web", "mini-app", "terminal"]);
const urgency = z.enum(["immediate", "high", "medium", "low"]);
const recipient = z.enum(["hotline", "crisis_centre", "police"]);

/** What can happen to a case as a whole. */
const STATUS_CHANGES = [
  "read",
  "answered",
  "closed",
  "escalated",
  "handed-over",
  "taken-back",
  "lapsed",
  "urgency",
  "reopened",
] as const;

/** How a case ended, as staff see it. */
export const CASE_OUTCOMES = [
  "safe",
  "sheltered",
  "police",
  "advised",
  "no-answer",
  "not-a-case",
  "false-alarm",
  "other",
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** What stands inside an entry, by type. Sealed as UTF-8 JSON; read by staff only. */
export const entryBodySchema = z.discriminatedUnion("entry", [
  z.object({
    entry: z.literal("summary"),
    urgency,
    signs: z.array(z.string()),
    place: placeAnswerSchema.nullable(),
    wants: z.array(z.string()),
    covert: z.boolean(),
    consentUnclear: z.boolean(),
    policeExcluded: z.boolean(),
    locale: z.enum(["kk", "ru"]),
  }),
  z.object({
    entry: z.literal("intake"),
    talk: z.string(),
    edition: z.number().int(),
    via,
    answers: z.record(z.string(), z.union([z.string(), z.array(z.string()), placeAnswerSchema, z.null()])),
  }),
  z.object({
    entry: z.literal("text"),
    via,
    text: z.string(),
    forwarded: z.boolean(),
    correctsEarlier: z.boolean(),
    /** Danger signs heard in the words; left out when there are none. */
    signs: z.array(z.string()).optional(),
  }),
  z.object({ entry: z.literal("location"), via, place: placeAnswerSchema }),
  z.object({
    entry: z.literal("contact"),
    /** Where an answer would go; left out in older cases. */
    via: via.optional(),
    contact: contactPolicySchema,
    phone: z.string().nullable(),
    /** One token per consented organisation, base64. It lets this organisation answer and nobody else. */
    tokens: z.array(z.object({ organisation: z.string(), token: z.string() })),
  }),
  z.object({ entry: z.literal("message"), text: z.string() }),
  z.object({ entry: z.literal("note"), text: z.string() }),
  z.object({
    entry: z.literal("status"),
    status: z.enum(STATUS_CHANGES),
    /** With `urgency`: what it was set to. */
    urgency: urgency.optional(),
    /** With `closed`: how it ended. */
    outcome: z.enum(CASE_OUTCOMES).optional(),
    /** Why, in words of staff. */
    reason: z.string().max(1_000).optional(),
  }),
  /** Something that was done outside of this program. `consent`: on whose word. */
  z.object({
    entry: z.literal("action"),
    action: z.enum(["called-102"]),
    at: z.number(),
    place: z.string().max(300).nullable(),
    consent: z.enum(["in-case", "told-now", "life-in-danger"]),
    words: z.string().max(1_000).nullable(),
  }),
  z.object({
    entry: z.literal("referral"),
    referralId: z.string(),
    from: z.string(),
    to: z.string(),
    packet: z.boolean(),
    state: z.enum(REFERRAL_STATES),
    reason: z.string().max(1_000).optional(),
  }),
  /** An entry of another case, copied by staff into a packet: who wrote it and when, and its body as JSON. */
  z.object({
    entry: z.literal("quote"),
    by: z.enum(["bot", "staff", "person"]),
    at: z.number(),
    body: z.string(),
  }),
  z.object({
    entry: z.literal("consent"),
    given: z.array(z.object({ recipient, organisation: z.string(), backup: z.boolean() })),
    unclear: z.boolean(),
    /** Recorded by staff: the words in which she agreed. Left out where she pressed yes herself. */
    words: z.string().max(1_000).optional(),
  }),
  z.object({ entry: z.literal("contact-revoked") }),
  /** A cry for help under cover. `practice`: she tries out how it works, nobody is in danger. */
  z.object({
    entry: z.literal("alert"),
    by: z.enum(["phrase", "personal-phrase", "urgent-order"]),
    via,
    text: z.string(),
    practice: z.boolean().optional(),
    /** What she laid down beforehand for this moment. */
    profile: profileSchema.optional(),
    /** The word by which she and staff know each other. */
    codeWord: z.string().optional(),
  }),
  /** An answer that she gave to the shop: what it asked, what she answered, and what that means. */
  z.object({
    entry: z.literal("order"),
    via,
    persona: z.string(),
    /** One of the questions in talks/covert.yaml. */
    question: z.string(),
    asked: z.string(),
    answered: z.string(),
    /** The option whose meaning it has; null: her own words. */
    option: z.string().nullable(),
  }),
  /** What somebody who looks at her phone sees from now on. `duress`: she gave the sign that he reads. */
  z.object({ entry: z.literal("cover"), via, now: z.enum(["order", "decoy", "duress", "open"]) }),
  /** She asked to have the case destroyed, or took that back. It may not have been her. */
  z.object({ entry: z.literal("erasure"), via, step: z.enum(["asked", "cancelled"]), at: z.number() }),
  /** The word by which she and staff know each other, agreed after the case was opened. */
  z.object({ entry: z.literal("code-word"), via, word: z.string() }),
]);
export type EntryBody = Readonly<z.infer<typeof entryBodySchema>>;
export type RecipientKind = z.infer<typeof recipient>;
