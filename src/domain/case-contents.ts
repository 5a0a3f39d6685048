import { z } from "zod";
import { placeAnswerSchema } from "./answers.ts";
import { contactPolicySchema } from "./link.ts";

/** How the words reached us: what a reader may say of their origin. */
const via = z.enum(["telegram", "whatsapp", "web", "mini-app", "terminal"]);
const urgency = z.enum(["immediate", "high", "medium", "low"]);
const recipient = z.enum(["hotline", "crisis_centre", "police"]);

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
    contact: contactPolicySchema,
    phone: z.string().nullable(),
    /** One token per consented organisation, base64. It lets this organisation answer and nobody else. */
    tokens: z.array(z.object({ organisation: z.string(), token: z.string() })),
  }),
  z.object({ entry: z.literal("message"), text: z.string() }),
  z.object({ entry: z.literal("note"), text: z.string() }),
  z.object({ entry: z.literal("status"), status: z.enum(["read", "answered", "closed", "escalated"]) }),
  z.object({
    entry: z.literal("consent"),
    given: z.array(z.object({ recipient, organisation: z.string(), backup: z.boolean() })),
    unclear: z.boolean(),
  }),
  z.object({ entry: z.literal("contact-revoked") }),
  z.object({ entry: z.literal("alert"), by: z.enum(["phrase", "personal-phrase"]), via, text: z.string() }),
]);
export type EntryBody = Readonly<z.infer<typeof entryBodySchema>>;
export type RecipientKind = z.infer<typeof recipient>;
