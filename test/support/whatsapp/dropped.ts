import type { ServerStatusPayload } from "whatsapp-api-js/types";
import { looseNotice, OUR_WAMID, OWN_NUMBER, PLANTED, said, WAMID } from "./envelope.ts";
import { loose, type Row, status, text, typed } from "./row.ts";

const { phone, user, words } = PLANTED;

/** What is left alone. */
export const WHATSAPP_DROPPED: readonly Row[] = [
  typed("a reaction", { type: "reaction", reaction: { emoji: "❤", message_id: OUR_WAMID } }, { drops: "reaction" }),
  loose("a message taken back", { type: "revoke", revoke: { original_message_id: OUR_WAMID } }, { drops: "deleted" }),
  loose(
    "a message taken back, of old",
    { type: "unsupported", unsupported: { type: "message_delete" } },
    { drops: "deleted" },
  ),
  typed("a message in a group", text(words), { drops: "not-private" }, { group_id: "Y2FwaV9ncm91cDox" }),
  loose("a message of ourselves", { from: OWN_NUMBER, from_user_id: undefined, ...text(words) }, { drops: "bot" }),
  loose("a message of nobody", { from: undefined, from_user_id: undefined, ...text(words) }, { drops: "malformed" }),
  loose("a message without an id", { id: undefined, ...text(words) }, { drops: "malformed" }),
  {
    name: "no message at all",
    payload: looseNotice("messages", { messages: [null] }),
    becomes: { drops: "malformed" },
  },
  {
    name: "an error of the platform",
    payload: looseNotice("messages", { errors: [{ code: 130429 }] }),
    becomes: { drops: "platform-error" },
  },
  {
    name: "an echo of another device",
    payload: looseNotice("smb_message_echoes", {
      message_echoes: [{ from: OWN_NUMBER, to: phone, id: WAMID, ...text(words) }],
    }),
    becomes: { drops: "not-ours" },
  },
  {
    name: "a call",
    payload: looseNotice("calls", { calls: [{ id: "wacid.1", from: phone }] }),
    becomes: { drops: "not-ours" },
  },
  {
    name: "news of the account",
    payload: looseNotice("account_update", { event: "VERIFIED_ACCOUNT" }),
    becomes: { drops: "not-ours" },
  },
  {
    name: "a message to another number",
    payload: looseNotice("messages", { metadata: { phone_number_id: "1" }, messages: [said(text(words))] }),
    becomes: { drops: "not-ours" },
  },
  { name: "another service", payload: { object: "instagram", entry: [] }, becomes: { drops: "not-ours" } },
];

const nobodyYet = {
  type: "user_changed_number",
  body: `${phone} → …`,
  user_id: "KZ.2",
  previous_user_id: user,
} as const;
/** What Meta tells of a person in its own name. */
export const WHATSAPP_SYSTEM: readonly Row[] = [
  typed(
    "a new number",
    { type: "system", system: { ...nobodyYet, wa_id: "77005550174" } },
    {
      moves: [
        { phone, user },
        { phone: "77005550174", user: "KZ.2" },
      ],
    },
  ),
  typed(
    "a new id",
    { type: "system", system: { ...nobodyYet, type: "user_changed_user_id" } },
    {
      moves: [
        { phone: null, user },
        { phone: null, user: "KZ.2" },
      ],
    },
    { from: undefined },
  ),
  loose(
    "a new number, of old",
    { type: "system", from_user_id: undefined, system: { type: "customer_changed_number", new_wa_id: 77_005_550_174 } },
    {
      moves: [
        { phone, user: null },
        { phone: "77005550174", user: null },
      ],
    },
  ),
  typed(
    "a new device",
    { type: "system", system: { ...nobodyYet, type: "customer_identity_changed" } },
    { drops: "system" },
  ),
  loose("a change to nothing", { type: "system", system: { type: "user_changed_number" } }, { drops: "system" }),
];

/** How far messages of ours came. */
export const WHATSAPP_STATUSES: readonly Row[] = [
  status("sent", { status: "sent", recipient_id: phone }, { counts: "sent", code: null }),
  status("delivered", { status: "delivered" }, { counts: "delivered", code: null }),
  status("read", { status: "read", recipient_id: phone }, { counts: "read", code: null }),
  status(
    "failed",
    {
      status: "failed",
      errors: [{ code: 131047, title: "t", message: "m", error_data: { details: words } }],
    } as Partial<ServerStatusPayload>,
    { counts: "failed", code: 131047 },
  ),
  status("listened to", { status: "played" }, { drops: "unsupported" }),
];
