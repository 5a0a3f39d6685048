import { createHmac } from "node:crypto";
import type { PostData, ServerMessage, ServerMessageTypes, ServerStatusPayload } from "whatsapp-api-js/types";

/** What the stand-in for Meta and the program agreed on. */
export const WHATSAPP_SECRETS = {
  appSecret: "an-app-secret-for-tests",
  verifyToken: "a-token-for-the-handshake",
  phoneNumberId: "106540352242922",
} as const;

/** What Meta tells of a person without being asked, and what she says. Invented. Nothing of it may be logged. */
export const PLANTED = {
  phone: "77005550173",
  user: "KZ.13491208655302741918",
  name: "Жансәуле-Мөлдір",
  username: "moldir_zhansaule_7391",
  words: "сломал мне мизинец лиловым самоваром",
} as const;

/** Digits of the number that is ours, as Meta shows it. */
export const OWN_NUMBER = "77005550100";
export const WAMID = "wamid.HBgLNzcwMDU1NTAxNzMVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=";
/** A message of ours, whose buttons are pressed. */
export const OUR_WAMID = "wamid.HBgLNzcwMDU1NTAxNzMVAgARGBI1RjNEMkY5NTBENEU3ODYxQTM3RQA=";
/** Unix seconds. */
export const SENT_AT = 1_763_000_000;

/** The header that Meta sends with these bytes. */
export function signed(body: Buffer | string): string {
  return `sha256=${createHmac("sha256", WHATSAPP_SECRETS.appSecret).update(body).digest("hex")}`;
}

/** What stands beside the content of a message; who has a username may write without a phone number. */
export type Beside = Partial<ServerMessage> | { readonly from: undefined };

/** A message of the planted person. */
export function said(content: ServerMessageTypes, more: Beside = {}): ServerMessage {
  const head = { from: PLANTED.phone, from_user_id: PLANTED.user, id: WAMID, timestamp: String(SENT_AT) };
  return { ...head, ...more, ...content } as ServerMessage;
}

const contact = {
  profile: { name: PLANTED.name, username: PLANTED.username },
  wa_id: PLANTED.phone,
  user_id: PLANTED.user,
};

/** A notification of one message. */
export function messageNotice(message: ServerMessage): PostData {
  return notice({ field: "messages", value: { ...about, contacts: [contact], messages: [message] } });
}

/** A notification of how far a message of ours came. */
export function statusNotice(status: ServerStatusPayload): PostData {
  return notice({ field: "messages", value: { ...about, statuses: [status] } });
}

/** A notification that no client's types know, about our number or another one. */
export function looseNotice(field: string, value: object): unknown {
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "0", changes: [{ field, value: { ...about, ...value } }] }],
  };
}

const about = {
  messaging_product: "whatsapp",
  metadata: { display_phone_number: OWN_NUMBER, phone_number_id: WHATSAPP_SECRETS.phoneNumberId },
} as const;

function notice(change: PostData["entry"][number]["changes"][number]): PostData {
  return { object: "whatsapp_business_account", entry: [{ id: "102290129340398", changes: [change] }] };
}
