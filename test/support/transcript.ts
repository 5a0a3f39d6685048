import type { PhoneMessage } from "./graph/phone-chat.ts";
import type { ChatMessage, ChatRoom, Happening } from "./telegram/chat-room.ts";

/** The whole chat, both sides, as lines to print: buttons as `[ button ]`, one row a line. */
export function transcriptOf(room: ChatRoom, personName: string, botName = "Pana"): string {
  return room.log.map((happening) => print(happening, personName, botName)).join("\n");
}

/** A message on a phone. */
export function printPhoneMessage({ by, text, buttons }: PhoneMessage, personName: string, botName = "Pana"): string {
  const rows = buttons.map(({ label }) => `    [ ${label} ]`);
  return [`${by === "bot" ? botName : personName}: ${text.replaceAll("\n", "\n    ")}`, ...rows].join("\n");
}

function print(happening: Happening, personName: string, botName: string): string {
  switch (happening.kind) {
    case "sent":
      return printMessage(happening.message, happening.message.by === "bot" ? botName : personName);
    case "edited":
      return printMessage(happening.message, `${happening.message.by === "bot" ? botName : personName} (edited)`);
    case "deleted":
      return `(message ${happening.messageId} deleted)`;
    case "pressed":
      return `${personName} presses [ ${happening.button.text} ]`;
    case "did":
      return `${personName} (${happening.what})`;
  }
}

/** One message with the name of who said it and its buttons below. */
export function printMessage(message: ChatMessage, name: string): string {
  const rows = message.keyboard.rows.map((row) => `    ${row.map(({ text }) => `[ ${text} ]`).join(" ")}`);
  return [`${name}: ${message.text.replaceAll("\n", "\n    ")}`, ...rows].join("\n");
}
