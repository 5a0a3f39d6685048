import { z } from "zod";
import type { Arrived, Sender } from "./arrived.ts";
import { maybe } from "./fields.ts";

/** E.164 has up to 15 digits; some numbers that Meta makes up have more. */
const phone = z
  .string()
  .regex(/^\+?\d{5,20}$/)
  .transform((digits) => digits.replace("+", ""));

/** Two letters of a country, a point, letters and digits. */
const user = z.string().regex(/^[A-Z]{2}\.[A-Za-z0-9._-]{1,150}$/);

const message = z.object({ from: maybe(phone), from_user_id: maybe(user) });
const contact = z.object({ wa_id: maybe(phone), user_id: maybe(user) });

const system = z.object({
  type: z.enum(["user_changed_number", "customer_changed_number", "user_changed_user_id"]),
  wa_id: maybe(phone),
  /** Before v12. */
  new_wa_id: maybe(z.union([phone, z.number().int().transform(String).pipe(phone)])),
  user_id: maybe(user),
  previous_user_id: maybe(user),
});

/**
 * Who wrote a message; null: nobody is named. Contacts stand beside the messages and add an id that a message does not
 * tell; the profile in them, with name and username, is not read.
 */
export function readSender(raw: unknown, contacts: readonly unknown[]): Sender | null {
  const { data } = message.safeParse(raw);
  const from: Sender = { phone: data?.from ?? null, user: data?.from_user_id ?? null };
  if (from.user !== null || (from.phone === null && contacts.length !== 1)) return orNobody(from);
  for (const one of contacts) {
    const known = contact.safeParse(one).data;
    const isSame = known && (from.phone === null || known.wa_id === from.phone);
    if (isSame) return orNobody({ phone: from.phone ?? known.wa_id ?? null, user: known.user_id ?? null });
  }
  return orNobody(from);
}

/** What the platform tells of a person in its own name: only a change of number or id is of use. */
export function readSystem(raw: unknown, from: Sender): Arrived {
  const { data } = system.safeParse(raw);
  if (!data) return { is: "dropped", reason: "system" };
  const before = orNobody({ phone: from.phone, user: data.previous_user_id ?? from.user });
  const after = orNobody({ phone: data.wa_id ?? data.new_wa_id ?? null, user: data.user_id ?? null });
  if (before === null || after === null) return { is: "dropped", reason: "system" };
  return { is: "moved", from: before, to: after };
}

function orNobody(sender: Sender): Sender | null {
  return sender.phone === null && sender.user === null ? null : sender;
}
