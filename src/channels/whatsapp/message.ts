import { z } from "zod";
import type { DropReason } from "../../domain/log-event.ts";
import type { Arrived, Content, Sender } from "./arrived.ts";
import { anyObject, maybe, messageId } from "./fields.ts";
import { readContent } from "./message-content.ts";
import { readSender, readSystem } from "./sender.ts";

/** What stands beside every message. */
export interface Beside {
  /** Digits of the number that the message was written to. */
  readonly own: string | null;
  readonly contacts: readonly unknown[];
}

const head = z.object({
  id: messageId,
  type: z.string().catch(""),
  timestamp: maybe(z.coerce.number().int().min(0)),
  group_id: maybe(z.string().min(1)),
  context: maybe(
    z.object({ id: maybe(messageId), forwarded: maybe(z.boolean()), frequently_forwarded: maybe(z.boolean()) }),
  ),
  unsupported: maybe(z.object({ type: z.string() })),
});
type Head = z.output<typeof head>;

const edit = z.object({ original_message_id: messageId, message: anyObject });

/** Reads one message by itself: what is wrong with it concerns no other one. */
export function readMessage(raw: unknown, beside: Beside): Arrived {
  const outer = anyObject.safeParse(raw).data;
  const read = head.safeParse(raw).data;
  const from = readSender(raw, beside.contacts);
  if (!outer || !read || from === null) return { is: "dropped", reason: "malformed" };
  const reason = whyNot(read, from, beside.own);
  if (reason !== null) return { is: "dropped", reason };
  if (read.type === "system") return readSystem(outer.system, from);
  return ofPerson(read, from, outer);
}

/** Null: it is worked on. To who takes something back, silence is the answer: she may be hiding it. */
function whyNot({ type, group_id, unsupported }: Head, from: Sender, own: string | null): DropReason | null {
  if (group_id) return "not-private";
  if (from.phone !== null && from.phone === own) return "bot";
  if (type === "reaction") return "reaction";
  const isGone = /revoke|delete/i.test(type === "unsupported" ? (unsupported?.type ?? "") : type);
  return isGone ? "deleted" : null;
}

function ofPerson(read: Head, from: Sender, outer: Readonly<Record<string, unknown>>): Arrived {
  const { edits, content } = read.type === "edit" ? readEdit(outer.edit) : { edits: null, content: null };
  return {
    is: "message",
    wamid: read.id,
    from,
    at: read.timestamp ?? 0,
    forwarded: read.context?.forwarded === true || read.context?.frequently_forwarded === true,
    about: read.context?.id ?? null,
    edits,
    content: content ?? readContent(read.type, outer),
  };
}

/** An edit that cannot be read is unsupported. One edit inside another does not exist. */
function readEdit(part: unknown): { readonly edits: string | null; readonly content: Content } {
  const { data } = edit.safeParse(part);
  if (!data) return { edits: null, content: { is: "unsupported" } };
  const type = typeof data.message.type === "string" ? data.message.type : "";
  return { edits: data.original_message_id, content: readContent(type, data.message) };
}
