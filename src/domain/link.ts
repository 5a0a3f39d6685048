import { z } from "zod";

/** When staff may write first. `as-answer`: only after she wrote again, the default. */
export const contactPolicySchema = z.discriminatedUnion("may", [
  z.object({ may: z.literal("never") }),
  z.object({ may: z.literal("as-answer") }),
  z.object({ may: z.literal("hours"), from: z.number().int(), to: z.number().int() }),
  z.object({ may: z.literal("any-time") }),
]);
export type ContactPolicy = Readonly<z.infer<typeof contactPolicySchema>>;

/** At most this many cases hang on one chat; the oldest loses its tie first, never its content. */
export const MAX_LINKED_CASES = 4;

const hex16 = z.string().regex(/^[0-9a-f]{32}$/);

/** What a chat keeps between talks. Every field exists from the first version; some wait for their talk. */
export const linkSchema = z.object({
  v: z.literal(1),
  locale: z.enum(["kk", "ru"]).nullable(),
  /** Fewer messages, shorter life of the link. */
  quiet: z.boolean(),
  /** He or his kin work for the police: no police route is offered in this chat. */
  policeExcluded: z.boolean(),
  cases: z.array(z.object({ id: hex16, epoch: z.number().int() })).max(MAX_LINKED_CASES),
  personalPhrase: z.string().nullable(),
  duressPhrase: z.string().nullable(),
  pin: z.object({ verifier: z.string(), wrong: z.number().int() }).nullable(),
  /** After hide the chat shows nothing until it is opened again. */
  decoy: z.boolean(),
  /** Words of this turn and earlier ones are not shown any more: the chat was hidden at it. */
  hiddenTurn: z.number().int().default(0),
  owner: z.enum(["bot", "human", "nobody"]),
  contact: contactPolicySchema,
  twoWayCodeWord: z.string().nullable(),
  /** Last time she wrote, ms. */
  heardAt: z.number(),
  /** Last alert by phrase, ms; a second within ten minutes is the same alert. */
  alertedAt: z.number().nullable(),
  /** Outbox rows that wait for her to write again. */
  waiting: z.array(hex16),
});
export type Link = Readonly<z.infer<typeof linkSchema>>;

/** The link of a chat that was never here. */
export function newLink(): Link {
  return {
    v: 1,
    locale: null,
    quiet: true,
    policeExcluded: false,
    cases: [],
    personalPhrase: null,
    duressPhrase: null,
    pin: null,
    decoy: false,
    hiddenTurn: 0,
    owner: "bot",
    contact: { may: "as-answer" },
    twoWayCodeWord: null,
    heardAt: 0,
    alertedAt: null,
    waiting: [],
  };
}
