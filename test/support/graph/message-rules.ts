import { isObject, listIn, type Payload } from "../telegram/payload.ts";
import { type GraphError, graphError } from "./graph-error.ts";

const MISSING = 131008;
const INVALID = 131009;
const UNKNOWN_TYPE = 131051;

/** Fields that a message may have beside the one named like its type. */
const ENVELOPE = ["messaging_product", "recipient_type", "to", "recipient", "type", "context"];

/**
 * What is wrong with a message by the rules of the Cloud API, stricter where those are vague: lengths are counted in UTF-16
 * units, and a field that nobody knows is refused. null: nothing.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export function wrongWith(message: Payload): GraphError | null {
  if (message.messaging_product !== "whatsapp") return graphError(100, "messaging_product must be whatsapp");
  if (!["individual", undefined].includes(message.recipient_type as string)) return bad("recipient_type");
  const address = wrongAddress(message);
  if (address !== null) return address;
  const type = message.type;
  if (type !== "text" && type !== "interactive" && type !== "template") return graphError(UNKNOWN_TYPE, "type");
  const content = message[type];
  if (!isObject(content)) return graphError(MISSING, type);
  const stranger = Object.keys(message).find((field) => !ENVELOPE.includes(field) && field !== type);
  if (stranger !== undefined) return graphError(100, `unexpected key "${stranger}"`);
  if (type === "text") return wrongText(content);
  return type === "interactive" ? wrongInteractive(content) : wrongTemplate(content);
}

function wrongAddress({ to, recipient }: Payload): GraphError | null {
  if ((to === undefined) === (recipient === undefined)) return graphError(100, "either to or recipient");
  const isRight = to === undefined ? /^[A-Z]{2}\.\w{1,128}$/.test(String(recipient)) : /^\d{7,15}$/.test(String(to));
  return isRight ? null : bad("to");
}

function wrongText(text: Payload): GraphError | null {
  return (
    keys(text, ["body", "preview_url"]) ??
    (["boolean", "undefined"].includes(typeof text.preview_url) ? null : bad("preview_url")) ??
    length("text.body", text.body, 4_096)
  );
}

function wrongTemplate(template: Payload): GraphError | null {
  const { name, language } = template;
  if (typeof name !== "string" || !/^[a-z0-9_]{1,512}$/.test(name)) return bad("template.name");
  if (!isObject(language) || typeof language.code !== "string") return graphError(MISSING, "template.language.code");
  return keys(template, ["name", "language", "components"]);
}

function wrongInteractive(interactive: Payload): GraphError | null {
  const { type, body, action } = interactive;
  if (!isObject(body)) return graphError(MISSING, "interactive.body");
  if (!isObject(action)) return graphError(MISSING, "interactive.action");
  const before =
    keys(interactive, ["type", "body", "action", "header", "footer"]) ?? length("body.text", body.text, 1_024);
  if (before !== null) return before;
  if (type === "button") return wrongButtons(action);
  if (type === "list") return wrongList(action);
  if (type === "location_request_message") return action.name === "send_location" ? null : bad("action.name");
  return bad("interactive.type");
}

function wrongButtons(action: Payload): GraphError | null {
  const buttons = (listIn(action, "buttons") ?? []).map((button) =>
    isObject(button) && button.type === "reply" && isObject(button.reply) ? button.reply : {},
  );
  if (buttons.length < 1 || buttons.length > 3) return graphError(INVALID, "1 to 3 buttons");
  const wrong = buttons.map(
    (reply) => keys(reply, ["id", "title"]) ?? idOf(reply, 256) ?? length("button title", reply.title, 20),
  );
  return wrong.find((one) => one !== null) ?? keys(action, ["buttons"]) ?? twins(buttons);
}

function wrongList(action: Payload): GraphError | null {
  const sections = (listIn(action, "sections") ?? []).filter(isObject);
  if (sections.length < 1 || sections.length > 10) return graphError(INVALID, "1 to 10 sections");
  if (sections.length > 1 && sections.some(({ title }) => typeof title !== "string" || title === ""))
    return graphError(MISSING, "section title");
  const rows = sections.flatMap((section) => listIn(section, "rows") ?? []).map((row) => (isObject(row) ? row : {}));
  if (rows.length < 1 || rows.length > 10) return graphError(INVALID, "1 to 10 rows");
  return (
    rows.map(wrongRow).find((one) => one !== null) ??
    length("list button", action.button, 20) ??
    keys(action, ["button", "sections"]) ??
    twins(rows)
  );
}

function wrongRow(row: Payload): GraphError | null {
  const description = row.description === undefined ? null : length("row description", row.description, 72);
  return (
    keys(row, ["id", "title", "description"]) ?? idOf(row, 200) ?? length("row title", row.title, 24) ?? description
  );
}

function idOf({ id }: Payload, max: number): GraphError | null {
  return typeof id === "string" && id.trim() !== id ? bad("id with blanks around it") : length("id", id, max);
}

/** Ids and titles must differ within a message. */
function twins(replies: readonly Payload[]): GraphError | null {
  const differ = (field: string) => new Set(replies.map((reply) => reply[field])).size === replies.length;
  if (!differ("id")) return graphError(INVALID, "duplicated id");
  return differ("title") ? null : graphError(INVALID, "duplicated title");
}

function length(field: string, value: unknown, max: number): GraphError | null {
  if (typeof value !== "string" || value.trim() === "") return graphError(MISSING, field);
  return value.length <= max ? null : graphError(INVALID, `${field}: ${value.length} of ${max}`);
}

function keys(value: Payload, known: readonly string[]): GraphError | null {
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  return stranger === undefined ? null : graphError(100, `unexpected key "${stranger}"`);
}

function bad(field: string): GraphError {
  return graphError(INVALID, field);
}
