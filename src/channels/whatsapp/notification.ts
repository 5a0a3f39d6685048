import { z } from "zod";
import type { DropReason } from "../../domain/log-event.ts";
import type { Arrived } from "./arrived.ts";
import { anyList, anyObject, maybe, messageId } from "./fields.ts";
import { readMessage } from "./message.ts";

const change = z.object({
  field: z.string(),
  value: z.object({
    metadata: maybe(z.object({ phone_number_id: maybe(z.string()), display_phone_number: maybe(z.string()) })),
    contacts: anyList,
    messages: anyList,
    statuses: anyList,
    errors: anyList,
  }),
});

const status = z.object({
  id: messageId,
  status: z.string(),
  errors: maybe(z.tuple([z.object({ code: maybe(z.number().int()) })], z.unknown())),
});
const STATES = ["sent", "delivered", "read", "failed"] as const;

/**
 * Takes a notification of the Cloud API apart. Each thing in it is read by itself, in the order in which it stands there,
 * and what cannot be used is a thing as well: dropped, with a reason.
 *
 * @param body UTF-8 JSON whose signature was found right.
 * @param phoneNumberId Meta's id of the number that is ours; an account may have others.
 * @returns null: no JSON, or no object.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
 */
export function readNotification(body: Buffer, phoneNumberId: string): Arrived[] | null {
  const top = anyObject.safeParse(parseJson(body)).data;
  if (!top) return null;
  if (top.object !== "whatsapp_business_account") return [dropped("not-ours")];
  const changes = anyList.parse(top.entry).flatMap((entry) => {
    const parts = anyObject.safeParse(entry).data;
    return parts && Array.isArray(parts.changes) ? parts.changes : [null];
  });
  return changes.flatMap((one) => readChange(one, phoneNumberId));
}

function readChange(raw: unknown, phoneNumberId: string): Arrived[] {
  const { data } = change.safeParse(raw);
  if (!data) return [dropped("malformed")];
  const { metadata, contacts, messages, statuses, errors } = data.value;
  if (data.field !== "messages" || metadata?.phone_number_id !== phoneNumberId) return [dropped("not-ours")];
  const own = metadata.display_phone_number?.replace(/\D/g, "") ?? null;
  return [
    ...messages.map((one) => readMessage(one, { own, contacts })),
    ...statuses.map(readStatus),
    ...errors.map(() => dropped("platform-error")),
  ];
}

function readStatus(raw: unknown): Arrived {
  const { data } = status.safeParse(raw);
  if (!data) return dropped("malformed");
  const state = STATES.find((one) => one === data.status);
  if (state === undefined) return dropped("unsupported");
  return { is: "status", wamid: data.id, state, code: data.errors?.[0].code ?? null };
}

function dropped(reason: DropReason): Arrived {
  return { is: "dropped", reason };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
