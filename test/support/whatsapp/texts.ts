import { OUR_WAMID, OWN_NUMBER, PLANTED } from "./envelope.ts";
import { loose, media, other, type Row, text, typed } from "./row.ts";

const { words } = PLANTED;
const FILE = { id: "1", mime_type: "image/jpeg", sha256: "00", url: "https://lookaside.fbsbx.com/x" };

/** What a person types, in all its shapes. */
export const WHATSAPP_TEXTS: readonly Row[] = [
  typed("a text", text(words), { hears: words }),
  typed("a text with space around it", text(`\n ${words} `), { hears: words }),
  typed("a forwarded text", text(words), { hears: words, forwarded: true }, { context: { forwarded: true } }),
  typed(
    "a text forwarded many times",
    text(words),
    { hears: words, forwarded: true },
    { context: { frequently_forwarded: true } },
  ),
  typed("a reply", text(words), { hears: words }, { context: { from: OWN_NUMBER, id: OUR_WAMID } }),
  typed(
    "a text after an advertisement",
    text(words),
    { hears: words },
    {
      referral: {
        source_url: "https://fb.me/x",
        source_id: "1",
        source_type: "ad",
        headline: "h",
        body: "b",
        welcome_message: { text: "w" },
        media_type: "image",
        image_url: "https://fb.me/y",
      },
    },
  ),
  typed("a text without a phone number", text(words), { hears: words }, { from: undefined }),
  typed("a command", text("/start"), { hears: "/start", begins: true }),
  typed("a word to begin with", text("Бастау"), { hears: "/start", begins: true }),
  typed("half a character", text(`${words}\ud83d`), { hears: `${words}\ufffd` }),
  typed("nothing but space", text(" \n\t\u200b"), other()),
  typed(
    "a template's button",
    { type: "button", button: { text: "Жауап бар ма", payload: "p" } },
    { hears: "Жауап бар ма" },
  ),
  typed(
    "an order with words",
    { type: "order", order: { catalog_id: "1", product_items: [], text: words } },
    { hears: words },
  ),
  typed("an order", { type: "order", order: { catalog_id: "1", product_items: [] } }, other()),
  loose(
    "an edited text",
    { type: "edit", edit: { original_message_id: OUR_WAMID, message: text(words) } },
    { hears: words, edited: true },
  ),
  loose(
    "an edited caption",
    {
      type: "edit",
      edit: { original_message_id: OUR_WAMID, message: { type: "image", image: { ...FILE, caption: words } } },
    },
    media(words),
  ),
  loose(
    "an edit of something else",
    { type: "edit", edit: { original_message_id: OUR_WAMID, message: { type: "poll" } } },
    { hearsNothing: true },
  ),
  loose("an edit that cannot be read", { type: "edit" }, other()),
];

/** What a person presses. */
export const WHATSAPP_PRESSES: readonly Row[] = [
  typed(
    "a button",
    { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "o:1:yes", title: "Да" } } },
    { hearsPress: "o:1:yes" },
    { context: { from: OWN_NUMBER, id: OUR_WAMID } },
  ),
  typed(
    "a row of a list",
    {
      type: "interactive",
      interactive: { type: "list_reply", list_reply: { id: "o:1:no", title: "Нет", description: "d" } },
    },
    { hearsPress: "o:1:no" },
    { context: { from: OWN_NUMBER, id: OUR_WAMID } },
  ),
  typed(
    "a press that does not say where",
    { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "o:1:yes", title: "Да" } } },
    { hearsPress: "o:1:yes" },
  ),
  loose(
    "a press without an id",
    { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "", title: "Да" } } },
    other(),
  ),
  typed(
    "a form",
    {
      type: "interactive",
      interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: "{}" } },
    },
    other(),
  ),
  typed(
    "a permission to call",
    {
      type: "interactive",
      interactive: {
        type: "call_permission_reply",
        call_permission_reply: {
          response: "accept",
          is_permanent: false,
          expiration_timestamp: 1,
          response_source: "user_action",
        },
      },
    },
    other(),
  ),
];
