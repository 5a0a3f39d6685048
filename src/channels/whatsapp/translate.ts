import { createHash } from "node:crypto";
import type { Message, Update } from "grammy/types";
import type { ArrivedMessage, Content, MediaKind } from "./arrived.ts";

/** How people begin where no button does it for them. */
const START_WORDS: ReadonlySet<string> = new Set(["start", "старт", "начать", "бастау"]);

/** What a message may hold beside its ids. */
type Fields = Partial<
  Pick<Message, "text" | "entities" | "caption" | "location" | "contact" | "forward_origin" | MediaKind>
>;

const FILE = { file_id: "", file_unique_id: "" } as const;

/**
 * The number that stands for a message of WhatsApp, in either direction: 52 bits of BLAKE2b of its id. The same id has
 * the same number on every machine, so a message that comes twice is known.
 */
export function numberOf(wamid: string): number {
  const hash = createHash("blake2b512").update(wamid).digest();
  return hash.readUIntBE(0, 6) * 16 + (hash.readUInt8(6) >> 4);
}

/**
 * Shapes a message as Telegram would send it, for the one composition that hears all channels. [Note: Below the engine]
 *
 * @param chat the number that stands for her chat, from 2^52 on.
 */
export function toUpdate(message: ArrivedMessage, chat: number): Update {
  const { content } = message;
  const update_id = numberOf(message.wamid);
  if (content.is === "press") return pressOf(message, content.id, chat);
  const base = { ...baseOf(numberOf(message.edits ?? message.wamid), message.at, chat), ...forwardOf(message) };
  if (message.edits === null) return { update_id, message: { ...base, ...fieldsOf(content) } };
  const edited = content.is === "text" ? textFields(content.text.trim()) : fieldsOf(content);
  return { update_id, edited_message: { ...base, ...edited, edit_date: message.at } };
}

function baseOf(message_id: number, date: number, id: number) {
  const chat = { id, type: "private", first_name: "" } as const;
  return { message_id, date, chat, from: { id, is_bot: false, first_name: "" } };
}

/** Of a passed-on message it is known that it is somebody else's, and not whose. */
function forwardOf({ forwarded, at }: ArrivedMessage): Fields {
  return forwarded ? { forward_origin: { type: "hidden_user", sender_user_name: "", date: at } } : {};
}

/** The chat stands in the id of the press, because an answer to it names nothing else. */
function pressOf({ wamid, about, at }: ArrivedMessage, data: string, chat: number): Update {
  const message = baseOf(about === null ? 0 : numberOf(about), at, chat);
  const update_id = numberOf(wamid);
  const query = { id: `${chat}:${update_id}`, from: message.from, chat_instance: "", message, data };
  return { update_id, callback_query: query };
}

function fieldsOf(content: Exclude<Content, { is: "press" }>): Fields {
  switch (content.is) {
    case "text":
      return textFields(commandFor(content.text.trim()));
    case "welcome":
      return textFields("/start");
    case "place":
      return { location: { latitude: content.lat, longitude: content.lon } };
    case "cards":
      return { contact: { phone_number: "", first_name: content.names.join("\n") } };
    case "media":
      return { ...mediaFields(content.kind, content.fileName), ...captionOf(content.caption) };
    case "unsupported":
      return {};
  }
}

function captionOf(caption: string | null): Fields {
  return caption === null ? {} : { caption };
}

/** The apps of Telegram mark commands, and grammY knows them by that mark only. */
function textFields(text: string): Fields {
  const command = /^\/\w+/.exec(text)?.[0];
  return command === undefined
    ? { text }
    : { text, entities: [{ type: "bot_command", offset: 0, length: command.length }] };
}

/** No menu types commands here: a keyboard may have made the first letter a capital. */
function commandFor(text: string): string {
  const isStart = START_WORDS.has(text.toLowerCase().replace(/[.!]+$/, ""));
  return isStart ? "/start" : text.replace(/^\/\w+/, (command) => command.toLowerCase());
}

/** Only that there is such a thing: it is not fetched, so nothing of it has to be true. */
function mediaFields(kind: MediaKind, fileName: string | null): Fields {
  switch (kind) {
    case "photo":
      return { photo: [] };
    case "video":
      return { video: { ...FILE, width: 0, height: 0, duration: 0 } };
    case "document":
      return { document: fileName === null ? FILE : { ...FILE, file_name: fileName } };
    case "audio":
      return { audio: { ...FILE, duration: 0 } };
    case "voice":
      return { voice: { ...FILE, duration: 0 } };
    case "sticker":
      return {
        sticker: { ...FILE, type: "regular", width: 0, height: 0, is_animated: false, is_video: false },
      };
  }
}
