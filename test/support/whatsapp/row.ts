import type { ServerMessageTypes, ServerStatusPayload } from "whatsapp-api-js/types";
import type { Sender } from "../../../src/channels/whatsapp/arrived.ts";
import {
  type Beside,
  looseNotice,
  messageNotice,
  OUR_WAMID,
  PLANTED,
  SENT_AT,
  said,
  statusNotice,
  WAMID,
} from "./envelope.ts";

/** What the program makes of a payload: what the bot hears of it, or why it hears nothing. */
export type Becomes =
  | { readonly hears: string; readonly begins?: true; readonly edited?: true; readonly forwarded?: true }
  | { readonly hearsPoint: readonly [lat: number, lon: number] }
  | { readonly hearsPress: string }
  | { readonly refuses: "media" | "other"; readonly words: string | null }
  | { readonly hearsNothing: true }
  | { readonly moves: readonly [from: Sender, to: Sender] }
  | { readonly counts: string; readonly code: number | null }
  | { readonly drops: string };

/** One row of the table of what Meta sends. */
export interface Row {
  readonly name: string;
  readonly payload: unknown;
  readonly becomes: Becomes;
}

const { phone, user } = PLANTED;

/** Typed by whatsapp-api-js; kapso's reader reads the same in the tests. */
export const typed = (name: string, content: ServerMessageTypes, becomes: Becomes, more?: Beside): Row => ({
  name,
  payload: messageNotice(said(content, more)),
  becomes,
});
/** Not in the types of the clients. */
export const loose = (name: string, message: object, becomes: Becomes): Row => {
  const head = { from: phone, from_user_id: user, id: WAMID, timestamp: String(SENT_AT) };
  return { name, payload: looseNotice("messages", { messages: [{ ...head, ...message }] }), becomes };
};
/** How far a message of ours came. */
export const status = (name: string, more: Partial<ServerStatusPayload>, becomes: Becomes): Row => ({
  name,
  payload: statusNotice({ id: OUR_WAMID, timestamp: "1", recipient_user_id: user, ...more } as ServerStatusPayload),
  becomes,
});

/** The usual content. */
export const text = (body: string): ServerMessageTypes => ({ type: "text", text: { body } });
/** Refused kindly, but the words beside it are heard. */
export const other = (said: string | null = null): Becomes => ({ refuses: "other", words: said });
/** The same for pictures, sounds and files. */
export const media = (said: string | null = null): Becomes => ({ refuses: "media", words: said });
