import type { DropReason } from "../../domain/log-event.ts";

/**
 * Who wrote. One of the two may be null, never both.
 * @secret
 */
export interface Sender {
  /** E.164 digits; null: she has a username, and her number is not told. */
  readonly phone: string | null;
  /** Business-scoped user id, such as `KZ.1349…`; null: none was told. */
  readonly user: string | null;
}

/** What fits the same field of a Telegram message. */
export type MediaKind = "photo" | "video" | "document" | "audio" | "voice" | "sticker";

/** What a message holds, freed of WhatsApp's many shapes. Media are named, never fetched. */
export type Content =
  | { readonly is: "text"; readonly text: string }
  /** A button or a row of a list that the bot had sent. */
  | { readonly is: "press"; readonly id: string; readonly title: string }
  | { readonly is: "place"; readonly lat: number; readonly lon: number }
  | {
      readonly is: "media";
      readonly kind: MediaKind;
      readonly caption: string | null;
      readonly fileName: string | null;
    }
  /** Names on cards: a cry for help may stand there. */
  | { readonly is: "cards"; readonly names: readonly string[] }
  /** She opened the chat for the first time and wrote nothing yet. */
  | { readonly is: "welcome" }
  | { readonly is: "unsupported" };

/** One message of a person. */
export interface ArrivedMessage {
  readonly is: "message";
  readonly wamid: string;
  readonly from: Sender;
  /** Unix seconds; 0: not told. */
  readonly at: number;
  readonly forwarded: boolean;
  /** The message whose button was pressed, or that was replied to. */
  readonly about: string | null;
  /** The message that this one takes the place of; null: it is a new one. */
  readonly edits: string | null;
  readonly content: Content;
}

/** How far a message of ours came. */
export type DeliveryState = "sent" | "delivered" | "read" | "failed";

/** One thing out of a notification. */
export type Arrived =
  | ArrivedMessage
  /** `code`: Meta's number of the error, when it failed. */
  | { readonly is: "status"; readonly wamid: string; readonly state: DeliveryState; readonly code: number | null }
  /** The same person under another number or id. */
  | { readonly is: "moved"; readonly from: Sender; readonly to: Sender }
  | { readonly is: "dropped"; readonly reason: DropReason };
