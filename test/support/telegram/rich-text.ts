import { type Refusal, refuse } from "./answer.ts";

/** UTF-16 units after the marks are read. @see https://core.telegram.org/bots/api#sendmessage */
export const MAX_TEXT_UNITS = 4096;

/** Tags that `parse_mode: "HTML"` knows. @see https://core.telegram.org/bots/api#html-style */
const TAGS = new Set(
  "b strong i em u ins s strike del span tg-spoiler tg-emoji tg-time a code pre blockquote".split(" "),
);
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** The text as the person reads it, or why the real service would not send it. Markdown is left as it is. */
export function readableText(text: string | null, parseMode: string | null): string | Refusal {
  const plain = parseMode?.toLowerCase() === "html" ? readHtml(text ?? "") : (text ?? "");
  if (typeof plain !== "string") return plain;
  if (plain.trim() === "") return refuse(400, "message text is empty");
  if (plain.length > MAX_TEXT_UNITS) return refuse(400, "message is too long");
  return plain.trim();
}

function readHtml(text: string): string | Refusal {
  const open: string[] = [];
  let plain = "";
  for (const [piece] of text.matchAll(/<[^>]*>?|&[a-z]+;|&#\d+;|[^<&]+|&/gi)) {
    if (piece.startsWith("<")) {
      const tag = /^<(\/?)([a-z-]+)(\s[^>]*)?>$/i.exec(piece);
      const name = tag?.[2]?.toLowerCase() ?? "";
      if (!TAGS.has(name)) return refuse(400, "can't parse entities: Unsupported start tag");
      if (tag?.[1] === "") open.push(name);
      else if (open.pop() !== name) return refuse(400, "can't parse entities: Unmatched end tag");
    } else plain += decode(piece);
  }
  return open.length === 0 ? plain : refuse(400, "can't parse entities: Can't find end tag");
}

function decode(piece: string): string {
  if (!piece.startsWith("&") || !piece.endsWith(";")) return piece;
  const name = piece.slice(1, -1);
  return name.startsWith("#") ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name] ?? piece);
}
