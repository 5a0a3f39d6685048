import type { CloudMessage, ListRow } from "../../../src/channels/whatsapp/cloud-payload.ts";

/** What is read in a message; empty for a template. */
export function bodyOf(message: CloudMessage | undefined): string {
  if (message?.type === "text") return message.text.body;
  return message?.type === "interactive" ? message.interactive.body.text : "";
}

export function buttonsOf(message: CloudMessage | undefined): readonly { id: string; title: string }[] {
  if (message?.type !== "interactive" || message.interactive.type !== "button") return [];
  return message.interactive.action.buttons.map(({ reply }) => reply);
}

export function rowsOf(message: CloudMessage | undefined): readonly ListRow[] {
  if (message?.type !== "interactive" || message.interactive.type !== "list") return [];
  return message.interactive.action.sections[0].rows;
}
