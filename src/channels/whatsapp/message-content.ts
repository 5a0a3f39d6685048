import { z } from "zod";
import type { Content, MediaKind } from "./arrived.ts";
import { anyList, isBlank, maybe, words } from "./fields.ts";

const UNSUPPORTED: Content = { is: "unsupported" };

const media = z.object({ caption: maybe(words), filename: maybe(words), voice: maybe(z.boolean()) });
const reply = z.object({ id: z.string().min(1), title: words.catch("") });
const interactive = z.object({ type: z.string(), button_reply: maybe(reply), list_reply: maybe(reply) });
const card = z.object({ name: z.object({ formatted_name: words }) });

/** Meta's reference says numbers, its payloads also strings. */
const degrees = (limit: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^-?\d{1,3}(\.\d+)?$/)
        .transform(Number),
    ])
    .pipe(z.number().min(-limit).max(limit));
const location = z.object({ latitude: degrees(90), longitude: degrees(180) });

type Reader = (part: unknown) => Content;

/** By the type of the message; a reader gets the field of the same name. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["text", (part) => ofText(z.object({ body: words }).safeParse(part).data?.body)],
  ["button", (part) => ofText(z.object({ text: words }).safeParse(part).data?.text)],
  ["order", (part) => ofText(z.object({ text: words }).safeParse(part).data?.text)],
  ["interactive", ofInteractive],
  ["location", ofLocation],
  ["contacts", ofCards],
  ["request_welcome", () => ({ is: "welcome" })],
  ["image", ofMedia("photo")],
  ["video", ofMedia("video")],
  ["document", ofMedia("document")],
  ["audio", ofMedia("audio")],
  ["voice", ofMedia("voice")],
  ["sticker", ofMedia("sticker")],
]);

/** What a message holds. A type that nobody knows, or a part that cannot be read, is unsupported: she is told kindly. */
export function readContent(type: string, message: Readonly<Record<string, unknown>>): Content {
  return READERS.get(type)?.(message[type]) ?? UNSUPPORTED;
}

function ofText(text: string | undefined): Content {
  return text === undefined || isBlank(text) ? UNSUPPORTED : { is: "text", text };
}

/** Forms and permissions to call are never asked for. A press without its id is at least what stands on the button. */
function ofInteractive(part: unknown): Content {
  const { data } = interactive.safeParse(part);
  if (!data) return UNSUPPORTED;
  const { id, title } = (data.type === "list_reply" ? data.list_reply : data.button_reply) ?? { id: "", title: "" };
  return id === "" ? ofText(title) : { is: "press", id, title };
}

/** A place that has a name is the point where it is. */
function ofLocation(part: unknown): Content {
  const { data } = location.safeParse(part);
  return data ? { is: "place", lat: data.latitude, lon: data.longitude } : UNSUPPORTED;
}

function ofCards(part: unknown): Content {
  const names = anyList.parse(part).map((one) => card.safeParse(one).data?.name.formatted_name ?? "");
  return { is: "cards", names: names.filter((name) => !isBlank(name)) };
}

function ofMedia(kind: MediaKind): Reader {
  return (part) => {
    const { data } = media.safeParse(part);
    const isVoice = kind === "audio" && data?.voice === true;
    const { caption, filename } = data ?? {};
    return { is: "media", kind: isVoice ? "voice" : kind, caption: caption ?? null, fileName: filename ?? null };
  };
}
