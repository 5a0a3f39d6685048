import type { Update } from "grammy/types";
import type { Minimised } from "./inbound-update.ts";

/**
 * Strips an update in place, so that nothing behind this line can store or print what we do not need:
 * whatever holds the update from here on holds ids and the kind of thing it was.
 */
export function stripUpdate(update: Update, minimised: Minimised): void {
  const id = chatIdOf(minimised);
  const queryId = update.callback_query?.id;
  const fields = update as unknown as Record<string, unknown>;
  for (const key of Object.keys(fields)) if (key !== "update_id") delete fields[key];
  if (id === null) return;
  const chat = { id, type: "private", first_name: "" };
  const from = { id, is_bot: false, first_name: "" };
  const message = { message_id: messageOf(minimised), date: 0, chat, from };
  if (queryId === undefined) fields.message = message;
  else fields.callback_query = { id: queryId, from, chat_instance: "", message };
}

function chatIdOf(minimised: Minimised): number | null {
  if (minimised.is === "talk") return Number(minimised.inbound.chat.id);
  return minimised.is === "unsupported" ? Number(minimised.chat.id) : null;
}

function messageOf(minimised: Minimised): number {
  if (minimised.is === "talk") return minimised.inbound.message ?? 0;
  return minimised.is === "unsupported" ? minimised.message : 0;
}
