import type { Payload } from "../telegram/payload.ts";
import type { BusinessAccount } from "./business-account.ts";

/** What becomes of a message, as Meta tells it. */
export type MessageState = "sent" | "delivered" | "read" | "failed";

/** Somebody at WhatsApp: at least one of the two is known to a business. */
export interface PhoneOwner {
  /** International, digits only; null: Meta keeps it to itself. */
  readonly phone: string | null;
  /** `KZ.…`; null: an account of the time before there were such ids. */
  readonly userId: string | null;
  /** On her profile; the business never asked for it. */
  readonly name: string;
}

/** A notification that one message came in. @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components */
export function messageNotification(
  account: BusinessAccount,
  { phone, userId, name }: PhoneOwner,
  message: Payload,
): object {
  const contact = { profile: { name }, ...(phone && { wa_id: phone }), ...(userId && { user_id: userId }) };
  const from = { ...(phone && { from: phone }), ...(userId && { from_user_id: userId }) };
  return notification(account, { contacts: [contact], messages: [{ ...from, ...message }] });
}

/** A notification of what became of a message. `code`: why it failed. */
export function statusNotification(
  account: BusinessAccount,
  { phone, userId }: PhoneOwner,
  status: { readonly wamid: string; readonly state: MessageState; readonly code: number | null; readonly at: string },
): object {
  const { wamid, state, code, at } = status;
  const recipient = { ...(phone && { recipient_id: phone }), ...(userId && { recipient_user_id: userId }) };
  const errors = code === null ? {} : { errors: [{ code, title: "planned", message: "planned" }] };
  return notification(account, { statuses: [{ id: wamid, status: state, timestamp: at, ...recipient, ...errors }] });
}

function notification({ wabaId, displayPhone, phoneNumberId }: BusinessAccount, content: Payload): object {
  const metadata = { display_phone_number: displayPhone.replace(/\D/g, ""), phone_number_id: phoneNumberId };
  const value = { messaging_product: "whatsapp", metadata, ...content };
  return { object: "whatsapp_business_account", entry: [{ id: wabaId, changes: [{ field: "messages", value }] }] };
}
