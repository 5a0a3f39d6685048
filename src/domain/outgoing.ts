import { z } from "zod";
import type { ChatAddress } from "./chat.ts";

/** One thing she can press. `press` comes back as it is when she does. */
const buttonSchema = z.object({ label: z.string(), press: z.string() });
export type Button = Readonly<z.infer<typeof buttonSchema>>;
const rowsSchema = z.array(z.array(buttonSchema));

/** One thing to show, before it becomes a platform's call. */
export const outgoingSchema = z.discriminatedUnion("out", [
  z.object({
    out: z.literal("screen"),
    text: z.string(),
    rows: rowsSchema,
    /** A place is asked for: what to say beside the button that sends it, where the platform has one. */
    place: z.string().optional(),
  }),
  /** Other buttons under a message that is there already. */
  z.object({ out: z.literal("redraw"), message: z.number().int(), rows: rowsSchema }),
  /** Messages of both sides that must go. */
  z.object({ out: z.literal("sweep"), messages: z.array(z.number().int()) }),
  /**
   * That an answer waits, without a word of it, where nothing else may be sent: a template that the platform knows, in
   * the words of the cover.
   */
  z.object({ out: z.literal("nudge"), locale: z.enum(["kk", "ru"]).nullable() }),
  /** To staff: counts and a word for urgency, nothing else. */
  z.object({ out: z.literal("notice"), text: z.string() }),
]);
export type Outgoing = Readonly<z.infer<typeof outgoingSchema>>;

const hex16 = z.string().regex(/^[0-9a-f]{32}$/);

/** An entry of a case whose words a parcel shows. */
const tellsSchema = z.object({ entry: hex16, case: hex16 });
export type Tells = Readonly<z.infer<typeof tellsSchema>>;

/** What an outbox row holds: sealed under the key of its day until it is delivered or too old. */
export const parcelSchema = z.object({
  chat: z.object({ channel: z.enum(["telegram", "whatsapp", "web", "mini-app", "terminal"]), id: z.string() }),
  out: z.array(outgoingSchema),
  /** Her own messages that hide must sweep together with ours. */
  heard: z.array(z.number().int()),
  /** When it was packed, ms. */
  at: z.number(),
  /** Order among parcels packed in one moment: after a clock was set back that moment may last for hours. */
  turn: z.number().int(),
  /** Words of staff in it: once they are shown, or never will be, their case says so. */
  tells: z.array(tellsSchema).default([]),
  /** Of words of staff: in whose voice. Into a chat that is a shop go a shop's words only. */
  speaks: z.enum(["shop", "staff"]).default("staff"),
});
export type Parcel = Readonly<z.infer<typeof parcelSchema>>;

/**
 * A platform that shows things. Gives the id of the new message, null when there is none. For a sweep it gives how many
 * of the messages could not be deleted.
 *
 * @throws {Fault} `channel/blocked`, `channel/refused`: trying again is useless; `channel/slow-down` with `retryMs`,
 * `channel/unreachable`: later.
 */
export type Show = (chat: ChatAddress, out: Outgoing) => Promise<number | null>;
