import { z } from "zod";
import { DAY_MS, type UnixMs } from "./time.ts";

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

/**
 * The chat is a shop to whoever looks. `order`: an alert stands behind it and what she writes goes into its case;
 * `decoy`: nothing does.
 */
const coverSchema = z.object({
  is: z.enum(["order", "decoy"]),
  why: z.enum(["phrase", "urgent-order", "hidden", "idle", "duress"]),
  /** Until when, ms; from then on the chat is open again. */
  until: z.number(),
});
export type Cover = Readonly<z.infer<typeof coverSchema>>;

/** A cover that nobody takes off ends by itself after a day. */
export const COVER_MS = DAY_MS;

/** What goes into the case when she is heard and cannot say it: where, with whom, and what should be done. */
export const profileSchema = z.object({
  address: z.string().nullable(),
  household: z.string().nullable(),
  /** Told to the operator only, or the operator is asked to have the police come. */
  wish: z.enum(["tell-operator", "send-police"]).nullable(),
});
export type Profile = Readonly<z.infer<typeof profileSchema>>;

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
  /** Takes the cover off. `wrong`: tries since the cover was put on. */
  pin: z.object({ verifier: z.string(), wrong: z.number().int() }).nullable(),
  profile: profileSchema.nullable().default(null),
  cover: coverSchema.nullable().default(null),
  /** She was told how to come back from under the cover. */
  knowsWayBack: z.boolean().default(false),
  /** Answers of the shop so far, by topic: it should not repeat itself. */
  shopTurns: z.array(z.number().int()).default([]),
  /** Words of this turn and earlier ones are not shown any more: the chat was hidden at it. */
  hiddenTurn: z.number().int().default(0),
  /** Messages in the chat that could not be deleted any more, and that she was not told of. */
  unswept: z.number().int().default(0),
  owner: z.enum(["bot", "human", "nobody"]),
  contact: contactPolicySchema,
  twoWayCodeWord: z.string().nullable(),
  /** Last time she wrote, ms. */
  heardAt: z.number(),
  /** Last time she was told that an answer waits, ms. */
  nudgedAt: z.number().nullable().default(null),
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
    profile: null,
    cover: null,
    knowsWayBack: false,
    shopTurns: [],
    hiddenTurn: 0,
    unswept: 0,
    owner: "bot",
    contact: { may: "as-answer" },
    twoWayCodeWord: null,
    heardAt: 0,
    nudgedAt: null,
    alertedAt: null,
    waiting: [],
  };
}

/** The cover of a chat at this moment; null: it is open. */
export function coverOf({ cover }: Pick<Link, "cover">, now: UnixMs): Cover | null {
  return cover !== null && now < cover.until ? cover : null;
}
