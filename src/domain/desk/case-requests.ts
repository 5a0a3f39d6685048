import { z } from "zod";
import { URGENCIES } from "../urgency.ts";
import { queueRowSchema } from "./queue-row.ts";
import { referralRowSchema } from "./referral.ts";
import { bytesText, idBytes, idText, MAX_SEALED_ENTRY_BYTES, sealedEntrySchema } from "./wire.ts";

const TOKEN_BYTES = 185;
const GENESIS_BYTES = 181;
const GENESIS_OF_PERSON_BYTES = 245;
const GRANT_BYTES = 204;
const HASH_BYTES = 32;
/** More than the longest reply: what is too long is refused by name, not as nonsense. */
const MOST_TEXT = 8_000;

const one = z.tuple([sealedEntrySchema]);
const token = bytesText(TOKEN_BYTES, TOKEN_BYTES);

/** A command that says everything by its path. */
export const emptyRequestSchema = z.strictObject({});

/** Entries that change nothing but the case itself. The server sees which kind it is told, and no word. */
export const appendRequestSchema = z.strictObject({ what: z.enum(["read", "note", "consent"]), entries: one });
export type AppendRequest = z.output<typeof appendRequestSchema>;

/** Words to the person: in clear, because the server shows them to her; what is kept of them is in the entries. */
export const replyRequestSchema = z.strictObject({
  text: z.string().max(MOST_TEXT),
  token,
  /** She was warned that a word of it gives the person away, and means it. */
  secondPress: z.boolean().optional(),
  /** The message, and that the case is answered. */
  entries: z.tuple([sealedEntrySchema, sealedEntrySchema]),
});
export type ReplyRequest = z.output<typeof replyRequestSchema>;

export const urgencyRequestSchema = z.strictObject({ urgency: z.enum(URGENCIES), entries: one });
export type UrgencyRequest = z.output<typeof urgencyRequestSchema>;

export const called102RequestSchema = z.strictObject({ at: z.number().int().min(0), entries: one });
export type Called102Request = z.output<typeof called102RequestSchema>;

/** That contact has ended, and why in a note behind it. `token`: by it, words that wait for her are found; null: none. */
export const stopContactRequestSchema = z.strictObject({
  token: token.nullable(),
  entries: z.array(sealedEntrySchema).min(1).max(2),
});
export type StopContactRequest = z.output<typeof stopContactRequestSchema>;

/** How it ended is sealed; the outcome is asked for in the page. */
export const closeRequestSchema = z.strictObject({ entries: one });
export type CloseRequest = z.output<typeof closeRequestSchema>;

export const handOverRequestSchema = z.strictObject({ to: idBytes });

/** The queue, and the server's clock beside it: countdowns run by that one. */
export const queueAnswerSchema = z.object({ rows: z.array(queueRowSchema), now: z.number() });
export const rowAnswerSchema = z.object({ row: queueRowSchema });

/** Where a chain ends. Comes with `store/conflict`, too. */
const headSchema = z.object({ seq: z.number().int().min(0), hash: bytesText(HASH_BYTES, HASH_BYTES) });

const shopWord = z.object({ kk: z.string(), ru: z.string() });

/** How a case stands, as far as it is no secret of it. Comes with every answer about a case. */
const standingSchema = z.object({
  row: queueRowSchema,
  head: headSchema,
  messages: z.array(
    z.object({
      entryId: idText,
      state: z.enum(["waiting", "sending", "sent", "delivered", "failed", "expired"]),
      reason: z.string().nullable(),
    }),
  ),
  referrals: z.array(referralRowSchema),
  /** Of a covert case: the shop that she sees; null: none. */
  shop: z.object({ name: shopWord, says: z.record(z.string(), shopWord) }).nullable(),
  /** Whether any way back to her still opens. */
  canReply: z.boolean(),
  now: z.number(),
});
export type Standing = z.output<typeof standingSchema>;
export const standingAnswerSchema = z.object({ standing: standingSchema });
export const replyAnswerSchema = z.object({ standing: standingSchema, went: z.enum(["sent", "waiting"]) });

/** A case with the outer lock taken off. */
export const openAnswerSchema = z.object({
  standing: standingSchema,
  epoch: z.number().int().min(1),
  genesis: bytesText(GENESIS_BYTES, GENESIS_OF_PERSON_BYTES),
  /** Sealed to the keys of her organisation, newest first. */
  grants: z.array(z.object({ epoch: z.number().int(), sealed: bytesText(GRANT_BYTES, GRANT_BYTES) })),
  /** A row that was damaged on the disk is empty. */
  entries: z.array(
    z.object({ entryId: idBytes, seq: z.number().int().min(1), sealed: bytesText(0, MAX_SEALED_ENTRY_BYTES) }),
  ),
});
export type OpenAnswer = z.output<typeof openAnswerSchema>;
