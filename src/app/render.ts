import type { Locale } from "../domain/chat.ts";
import type { Button, Outgoing } from "../domain/outgoing.ts";
import type { TextParams } from "../i18n/catalogue.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import { DONE, SKIP, skipButton } from "../talks/hear.ts";
import type { Option, Param, Params, Question, Said } from "../talks/question.ts";
import type { Parts } from "./parts.ts";
import { doorPress, optionPress, tickPress } from "./press.ts";

/** Telegram's and WhatsApp's limit of one text, in UTF-16 units. */
const MAX_TEXT = 4_096;
/** Two buttons share a line when both are short. */
const SHORT_LABEL = 20;

/** Who reads: her language, or both while she has not chosen. */
export type Reader = Locale | null;

/** What the renderer needs of {@link Parts}. */
export type RenderParts = Pick<Parts, "texts" | "retention">;

/** What the buttons of a question belong to. */
interface Pressed {
  readonly serial: string;
  readonly ticked: readonly string[];
  /** The chat is under cover. */
  readonly shop: boolean;
}

/** The finished sentence in her language; in both, one under the other, while it is not known. */
export function renderText(parts: RenderParts, reader: Reader, key: TextKey, params: Params = {}): string {
  const locales: readonly Locale[] = reader === null ? ["kk", "ru"] : [reader];
  const texts = locales.map((locale) => parts.texts.text(locale, key, flatten(parts, locale, params)));
  return [...new Set(texts)].join("\n\n");
}

/** The words on a button. */
export function labelOf(parts: RenderParts, reader: Reader, option: Option): string {
  const locales: readonly Locale[] = reader === null ? ["kk", "ru"] : [reader];
  const labels = locales.map((locale) =>
    typeof option.label === "string" ? parts.texts.text(locale, option.label) : option.label.data[locale],
  );
  return [...new Set(labels)].join(" / ");
}

/** One turn as messages: everything said and the question in one, so that a slow phone shows one thing. */
export function renderTurn(
  parts: RenderParts,
  reader: Reader,
  said: readonly string[],
  question: Question,
  pressed: Pressed,
): readonly Outgoing[] {
  const asked = question.key === null ? [] : [renderText(parts, reader, question.key, question.params)];
  const texts = split([...said, ...asked]);
  const rows = renderRows(parts, reader, question, pressed);
  const place = question.ask === "place" ? { place: renderText(parts, reader, "common.send-place") } : {};
  return texts.map((text, i) =>
    i === texts.length - 1 ? { out: "screen", text, rows, ...place } : { out: "screen", text, rows: [] },
  );
}

/** The buttons of a question, and under them the two doors that every screen has. */
export function renderRows(
  parts: RenderParts,
  reader: Reader,
  question: Question,
  { serial, ticked, shop }: Pressed,
): Button[][] {
  const options = "options" in question ? question.options : [];
  const buttons = options.map((option): Button => {
    const label = labelOf(parts, reader, option);
    if (question.ask !== "tick") return { label, press: optionPress(serial, option.id) };
    const isTicked = ticked.includes(option.id);
    return { label: `${isTicked ? "☑" : "☐"} ${label}`, press: tickPress(serial, option.id, !isTicked) };
  });
  const rows = pair(buttons);
  const last: Button[] = [];
  if (question.ask === "tick")
    last.push({ label: renderLabel(parts, reader, "common.done"), press: optionPress(serial, DONE) });
  if (question.skippable)
    last.push({ label: labelOf(parts, reader, skipButton(question)), press: optionPress(serial, SKIP) });
  return [
    ...rows,
    ...(last.length > 0 ? [last] : []),
    shop ? renderShopDoors(parts, reader) : renderDoors(parts, reader),
  ];
}

/** Hide, and danger now: on every screen, in the same place. */
export function renderDoors(parts: RenderParts, reader: Reader): Button[] {
  const hide = renderLabel(parts, reader, reader === null ? "doors.both-hide" : "doors.hide");
  const danger = renderLabel(parts, reader, reader === null ? "doors.both-danger" : "doors.danger-now");
  return [
    { label: hide, press: doorPress("hide", reader) },
    { label: danger, press: doorPress("danger", reader) },
  ];
}

/** The same two doors as a shop has them. */
export function renderShopDoors(parts: RenderParts, reader: Reader): Button[] {
  const cancel = renderLabel(parts, reader, reader === null ? "shop.doors.both-cancel" : "shop.doors.cancel");
  const urgent = renderLabel(parts, reader, reader === null ? "shop.doors.both-urgent" : "shop.doors.urgent");
  return [
    { label: cancel, press: doorPress("cancel-order", reader) },
    { label: urgent, press: doorPress("urgent-order", reader) },
  ];
}

export function renderSaid(parts: RenderParts, reader: Reader, said: Said): string {
  return renderText(parts, reader, said.key, said.params);
}

function renderLabel(parts: RenderParts, reader: Reader, key: TextKey): string {
  return labelOf(parts, reader, { id: "", label: key });
}

function flatten(parts: RenderParts, locale: Locale, params: Params): TextParams {
  const { untouchedDays, closedDays } = parts.retention;
  const flat: Record<string, string | number> = {
    untouchedDays,
    closedDays,
    returnWord: parts.texts.text(locale, "shop.return-word"),
  };
  for (const [name, param] of Object.entries(params)) flat[name] = flattenOne(parts, locale, param);
  return flat;
}

function flattenOne(parts: RenderParts, locale: Locale, param: Param): string | number {
  if (typeof param !== "object") return param;
  if ("data" in param) return param.data[locale];
  return parts.texts.list(
    locale,
    param.texts.map((key) => parts.texts.text(locale, key)),
  );
}

function pair(buttons: readonly Button[]): Button[][] {
  const perRow = buttons.length > 3 && buttons.every(({ label }) => label.length <= SHORT_LABEL) ? 2 : 1;
  const rows: Button[][] = [];
  for (let i = 0; i < buttons.length; i += perRow) rows.push(buttons.slice(i, i + perRow));
  return rows;
}

/** Paragraphs packed into as few texts as the limit allows. A paragraph longer than a text is cut, never dropped. */
function split(paragraphs: readonly string[]): readonly string[] {
  const texts: string[] = [];
  let open = "";
  for (const paragraph of paragraphs.flatMap(cut)) {
    const joined = open === "" ? paragraph : `${open}${gapBefore(paragraph)}${paragraph}`;
    if (joined.length <= MAX_TEXT) {
      open = joined;
      continue;
    }
    texts.push(open);
    open = paragraph;
  }
  return open === "" ? texts : [...texts, open];
}

/** Points of a list stand close together; everything else is a paragraph of its own. */
function gapBefore(paragraph: string): string {
  return paragraph.startsWith("• ") ? "\n" : "\n\n";
}

function cut(paragraph: string): readonly string[] {
  const pieces: string[] = [];
  for (let rest = paragraph; rest !== ""; ) {
    const end = rest.length <= MAX_TEXT ? rest.length : cutAt(rest);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return pieces;
}

/** Never between the two halves of one character. */
function cutAt(text: string): number {
  const code = text.charCodeAt(MAX_TEXT - 1);
  return code >= 0xd800 && code <= 0xdbff ? MAX_TEXT - 1 : MAX_TEXT;
}
