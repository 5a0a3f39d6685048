import { PLANTED } from "./envelope.ts";
import { loose, media, other, type Row, typed } from "./row.ts";

const { words } = PLANTED;
const FILE = { id: "1", mime_type: "image/jpeg", sha256: "00", url: "https://lookaside.fbsbx.com/x" };

/** What a person sends that is no text. */
export const WHATSAPP_THINGS: readonly Row[] = [
  typed(
    "a place in figures as text",
    { type: "location", location: { latitude: "51.1282", longitude: "71.4304" } },
    { hearsPoint: [51.1282, 71.4304] },
  ),
  typed(
    "a place with a name",
    { type: "location", location: { latitude: "43.238", longitude: "-76.9", name: "n", address: "a" } },
    { hearsPoint: [43.238, -76.9] },
  ),
  loose(
    "a place in numbers",
    { type: "location", location: { latitude: 51.1282, longitude: 71.4304 } },
    { hearsPoint: [51.1282, 71.4304] },
  ),
  loose("a place that does not exist", { type: "location", location: { latitude: 151, longitude: 71 } }, other()),
  typed("a picture", { type: "image", image: { ...FILE, static_url: "", caption: words } }, media(words)),
  typed("a video", { type: "video", video: { ...FILE, caption: words } }, media(words)),
  typed("a file", { type: "document", document: { ...FILE, filename: words } }, media(words)),
  typed("a sound", { type: "audio", audio: { ...FILE, voice: false } }, media()),
  typed("a voice", { type: "audio", audio: { ...FILE, voice: true } }, media()),
  loose("a voice of old", { type: "voice", voice: FILE }, media()),
  typed("a sticker", { type: "sticker", sticker: { ...FILE, mime_type: "image/webp", animated: false } }, other()),
  typed(
    "a card",
    { type: "contacts", contacts: [{ name: { formatted_name: words }, phones: [{ phone: "+7 700 555 01 73" }] }] },
    other(words),
  ),
  typed(
    "a poll",
    {
      type: "unsupported",
      unsupported: { type: "poll_creation" },
      errors: [
        {
          code: 131051,
          title: "Message type unknown",
          message: "Message type unknown",
          error_data: { details: "Message type is currently not supported." },
        },
      ],
    },
    other(),
  ),
  typed(
    "what Meta does not know",
    {
      type: "unknown",
      errors: [{ code: 131051, title: "Unsupported message type", details: "Message type is not currently supported" }],
    },
    other(),
  ),
  typed("the first opening of the chat", { type: "request_welcome" }, { hears: "/start", begins: true }),
  loose("a type of the future", { type: "hologram", hologram: { body: words } }, other()),
  loose("a type named like a part of the language", { type: "constructor", constructor: {} }, other()),
  loose("no type", {}, other()),
];
