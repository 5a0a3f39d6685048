import type { FileLine } from "../../../crypto/case-file.ts";
import type { EntryBody } from "../../../domain/case-contents.ts";
import type { Channel } from "../../../domain/chat.ts";
import { type CoverNow, coverStateOf } from "../../../domain/desk/cover-state.ts";
import type { OrganisationId } from "../../../domain/ids.ts";
import { later, type UnixMs } from "../../../domain/time.ts";
import { maySendNow, mayWriteFirst, windowEndOf } from "../../../domain/write-first.ts";
import { unquote } from "../case-facts.ts";
import type { OpenedCase } from "../port.ts";
import type { CaseInHand } from "./case-room.ts";
import { contactsIn, tokenIn } from "./reply-token.ts";

/** Longest reply, in UTF-16 units, as the server counts. */
const MAX_REPLY = 1_000;

type Contact = OpenedCase["contact"];

/** What may be expected of the next message, by the rules of the server, which decides by the link. */
export function contactIn(
  organisation: OrganisationId,
  { file: { lines }, standing }: Pick<CaseInHand, "file" | "standing">,
): Contact {
  const now = later(standing.now as UnixMs, 0);
  const contacts = contactsIn(lines);
  const policy = contacts.at(-1)?.contact ?? ({ may: "never" } as const);
  const phone = contacts.findLast((one) => one.phone !== null)?.phone ?? null;
  const channel = channelIn(lines);
  const reach = { heardAt: heardAt(lines), contact: policy };
  const endsAt = channel === null ? null : windowEndOf(channel, reach);
  const cover = coverStateOf(goodOf(lines), now).now;
  const knocks = mayWriteFirst(policy, now) && !isDecoy(cover);
  return { way: wayOf(), phone, maxLength: MAX_REPLY, channel, window: endsAt === null ? null : { endsAt, knocks } };

  function wayOf(): Contact["way"] {
    const isEnded = lines.some((line) => line.ok && line.body.entry === "contact-revoked") || !standing.canReply;
    if (isEnded || tokenIn(lines, organisation) === null) return "ended";
    if (policy.may === "never") return "never";
    const goesNow = maySendNow(channel ?? "telegram", reach, now);
    if (standing.row.covert) return goesNow && !isDecoy(cover) ? "covert" : "covert-waits";
    if (cover !== "open") return "under-cover";
    return goesNow ? "push" : "pull";
  }
}

/** A shop behind which nobody is asked anything: whoever writes there may not be she. */
function isDecoy(cover: CoverNow): boolean {
  return cover === "decoy" || cover === "duress";
}

type GoodLine = Extract<FileLine, { readonly ok: true }>;

function goodOf(lines: readonly FileLine[]): readonly GoodLine[] {
  return lines.filter((line) => line.ok);
}

/** Where the bot says that her last words came from. */
function channelIn(lines: readonly FileLine[]): Channel | null {
  const last = goodOf(lines).findLast(({ by, body }) => by === "bot" && "via" in body && body.via !== undefined);
  return last !== undefined && "via" in last.body ? (last.body.via ?? null) : null;
}

const HERS: ReadonlySet<EntryBody["entry"]> = new Set([
  "intake",
  "text",
  "location",
  "contact",
  "alert",
  "order",
  "code-word",
  "erasure",
]);

/** When she was last heard, ms; 0: the case does not say. In a packet also by what was copied of her. */
function heardAt(lines: readonly FileLine[]): number {
  return Math.max(0, ...goodOf(lines).map((line, i, all) => (isHers(line, all[i - 1]) ? momentIn(line) : 0)));
}

/** A contact that the bot wrote behind a referral, or that was copied, is no word of hers. */
function isHers({ by, body }: GoodLine, before: GoodLine | undefined): boolean {
  if (body.entry !== "quote")
    return by === "bot" && HERS.has(body.entry) && (body.entry !== "contact" || before?.body.entry !== "referral");
  const entry = unquote(body)?.entry;
  return body.by === "bot" && entry !== undefined && entry !== "contact" && HERS.has(entry);
}

function momentIn({ at, body }: GoodLine): number {
  return body.entry === "quote" ? body.at : at;
}
