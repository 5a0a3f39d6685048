/** What came with a call, or a part of it. Nothing in it is trusted. */
export type Payload = Readonly<Record<string, unknown>>;

/** Fields that hold JSON inside a form. */
const NESTED = ["reply_markup", "message_ids", "allowed_updates", "commands", "entities", "link_preview_options"];

export function isObject(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of a field, or `null`. */
export function textIn(payload: Payload, field: string): string | null {
  const value = payload[field];
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : null;
}

/** The number of a field, also when a form sent it as text; else `null`. */
export function numberIn(payload: Payload, field: string): number | null {
  const value = payload[field];
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** The elements of a field that holds a list, or `null`. */
export function listIn(payload: Payload, field: string): readonly unknown[] | null {
  const value = payload[field];
  return Array.isArray(value) ? value : null;
}

/**
 * Reads the body of a call: JSON, form or multipart (of a file its name, its size and its first bytes), after what stands in the address.
 *
 * @throws {SyntaxError} when the body says it is JSON and is not.
 */
export function parseCall(query: URLSearchParams, contentType: string, body: Buffer): Payload {
  const form: Record<string, unknown> = Object.fromEntries(query);
  if (body.length > 0) Object.assign(form, parseBody(contentType.toLowerCase(), contentType, body));
  for (const field of NESTED) {
    const value = form[field];
    if (typeof value === "string") form[field] = parseNested(value);
  }
  return form;
}

function parseBody(kind: string, contentType: string, body: Buffer): Payload {
  if (kind.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  }
  if (kind.startsWith("multipart/form-data")) return parseMultipart(contentType, body);
  const parsed: unknown = JSON.parse(body.toString("utf8"));
  return isObject(parsed) ? parsed : {};
}

function parseMultipart(contentType: string, body: Buffer): Payload {
  const boundary = /boundary="?([^";\r\n]+)/i.exec(contentType)?.[1];
  if (boundary === undefined) return {};
  const form: Record<string, unknown> = {};
  for (const part of body.toString("latin1").split(`--${boundary}`)) {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, Math.max(end, 0));
    const name = /[; ]name="?([^";\r\n]+)/i.exec(head)?.[1];
    if (end < 0 || name === undefined) continue;
    const content = Buffer.from(part.slice(end + 4).replace(/\r\n$/, ""), "latin1");
    const file = /filename="?([^";\r\n]+)/i.exec(head)?.[1];
    form[name] =
      file === undefined
        ? content.toString("utf8")
        : { file, bytes: content.length, begins: content.toString("hex", 0, 3) };
  }
  return form;
}

function parseNested(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
