import { z } from "zod";
import { PHRASE_PROBLEMS } from "./codes.ts";
import { SHOP_TOPICS } from "./shop.ts";

/** Where she is, as she said it. A shared location is never followed, only taken once. */
export const placeAnswerSchema = z.discriminatedUnion("place", [
  /** `abroad`: what she said of a point that lies outside the country. */
  z.object({ place: z.literal("point"), lat: z.number(), lon: z.number(), abroad: z.boolean().optional() }),
  /** Her words as they are, and what they were understood as; staff see both. */
  z.object({
    place: z.literal("words"),
    words: z.string(),
    region: z.string().optional(),
    town: z.string().optional(),
  }),
  z.object({ place: z.literal("town"), id: z.string() }),
  z.object({ place: z.literal("region"), code: z.string() }),
]);
export type PlaceAnswer = Readonly<z.infer<typeof placeAnswerSchema>>;

/** What the program did when a talk asked it to, kept beside the answers so that a talk can be run again from the start. */
export const outcomeSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("done") }),
  z.object({ outcome: z.literal("ask-first") }),
  /**
   * Kept; `nobody` has read it yet, a `human` has the case. `off-duty`: nobody is on duty where it was sent; `backup`:
   * therefore another organisation has it already.
   */
  z.object({ outcome: z.literal("kept"), reader: z.enum(["nobody", "human", "off-duty", "backup"]) }),
  z.object({ outcome: z.literal("not-kept") }),
  /** What small talk is about; `turn` counts up, so that answers differ. */
  z.object({ outcome: z.literal("topic"), topic: z.enum(SHOP_TOPICS), turn: z.number().int() }),
  /** What of her codes is set. */
  z.object({
    outcome: z.literal("codes"),
    phrase: z.boolean(),
    duress: z.boolean(),
    pin: z.boolean(),
    profile: z.boolean(),
    codeWord: z.boolean(),
    /** Police may be asked for: nobody of his works there. */
    police: z.boolean(),
  }),
  /** Why a phrase is not taken; null: it is good. */
  z.object({ outcome: z.literal("judged"), problem: z.enum(PHRASE_PROBLEMS).nullable() }),
  /** Whether her phrase would have been heard in what she wrote. */
  z.object({ outcome: z.literal("tried"), heard: z.boolean() }),
  /**
   * What is kept of her. `erasing`: she asked to have her cases destroyed, which takes so many hours, and it is not done.
   * `unswept`: so many messages could not be deleted from the chat.
   */
  z.object({
    outcome: z.literal("traces"),
    cases: z.boolean(),
    erasing: z.boolean(),
    hours: z.number(),
    unswept: z.number().int().default(0),
  }),
  z.object({
    outcome: z.literal("recipients"),
    hotline: z.string().nullable(),
    hotlineBackup: z.string().nullable(),
    centre: z.string().nullable(),
    police: z.string().nullable(),
    /** Left out for good in this chat: he or his kin work there, or may. */
    policeExcluded: z.boolean(),
  }),
]);
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>;

/** One recorded answer of a talk. The whole memory of a talk is a list of these. */
export const answerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("option"), option: z.string() }),
  z.object({ kind: z.literal("options"), options: z.array(z.string()) }),
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("place"), place: placeAnswerSchema }),
  z.object({ kind: z.literal("skip") }),
  z.object({ kind: z.literal("unclear") }),
  z.object({ kind: z.literal("outcome"), value: outcomeSchema }),
]);
export type Answer = Readonly<z.infer<typeof answerSchema>>;

const standSchema = z.object({
  talk: z.string(),
  edition: z.number().int(),
  answers: z.array(answerSchema),
  /** Words of hers that told of danger before she could be asked: they go into the case that she opens next. */
  cry: z.string().nullable().default(null),
  /** Boxes ticked so far in a question with several answers. */
  ticked: z.array(z.string()).default([]),
});

/** What stands between two turns of a talk, and nothing else. */
export const talkStateSchema = standSchema.extend({
  /** The talk that lies under this one: it goes on once it is known who writes. `held`: words that she wrote to it. */
  beneath: standSchema.extend({ held: z.string().nullable() }).nullable().default(null),
});
export type TalkState = Readonly<z.infer<typeof talkStateSchema>>;
