import type { FileLine } from "../../../crypto/case-file.ts";
import type { EntryBody } from "../../../domain/case-contents.ts";
import { coverStateOf } from "../../../domain/desk/cover-state.ts";
import type { FaultCode } from "../../../domain/faults.ts";
import { printHex, sameBytes } from "../../../domain/ids.ts";
import type { ContactPolicy } from "../../../domain/link.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { CaseLine, EntryAuthor, OpenedCase } from "../port.ts";
import type { CaseInHand } from "./case-room.ts";
import type { AtWork } from "./keyring.ts";
import { tokenIn } from "./reply-token.ts";
import type { StaffNames } from "./staff-names.ts";
import { signerOf } from "./trust.ts";
import type { World } from "./world.ts";

/** Longest reply, in UTF-16 units, as the server counts. */
const MAX_REPLY = 1_000;
/** A chat is live this long after she wrote; the server decides, this is what she may expect. */
const LIVE_MS = 10 * MINUTE_MS;
/** Kazakhstan has one time zone since 1 March 2024: UTC+5. */
const KAZAKHSTAN_UTC_HOURS = 5;

type GoodLine = Extract<FileLine, { readonly ok: true }>;
type BodyOf<Entry extends EntryBody["entry"]> = Extract<EntryBody, { entry: Entry }>;

/** A case as pages show it: no key, no token. */
export function viewOf({ sodium }: World, work: AtWork, names: StaffNames, held: CaseInHand): OpenedCase {
  const { file, standing, row, shorterThanSeen } = held;
  const { lines } = file;
  return {
    row,
    lines: lines.map((line): CaseLine => {
      const { seq } = line;
      const entryId = printHex(line.entryId);
      if (!line.ok) return { ok: false, seq, entryId, code: line.code };
      return {
        ok: true,
        seq,
        entryId,
        at: line.at,
        author: authorOf(sodium, work, names, line),
        body: shown(line.body),
      };
    }),
    shorterThanSeen,
    deliveries: standing.messages.map(({ entryId, state, reason }) => ({
      entryId,
      state,
      reason: reason as FaultCode | null,
    })),
    referrals: standing.referrals,
    consents: consentsIn(lines),
    contact: contactIn(work, held),
    shop: standing.shop,
    locale: bodiesOf(lines, "summary").at(-1)?.locale ?? "ru",
  };
}

/** Tokens are for the Worker. */
function shown(body: EntryBody): EntryBody {
  return body.entry === "contact" ? { ...body, tokens: [] } : body;
}

function authorOf(sodium: World["sodium"], work: AtWork, names: StaffNames, line: GoodLine): EntryAuthor {
  const signer = line.by === "staff" ? signerOf(sodium, work.trusted, line.authorId) : null;
  if (signer === null) return { kind: line.by, name: null, organisation: null, isMe: false };
  const { organisation, member } = signer;
  const isOwn = sameBytes(organisation.id, work.organisationId);
  return {
    kind: "staff",
    name: isOwn ? (names.get(printHex(member.id)) ?? null) : null,
    organisation: organisation.name,
    isMe: sameBytes(member.id, work.memberId),
  };
}

/** Each organisation once, by her last word. */
function consentsIn(lines: readonly FileLine[]): OpenedCase["consents"] {
  const byOrganisation = new Map<string, OpenedCase["consents"][number]>();
  for (const { given, unclear } of bodiesOf(lines, "consent")) {
    for (const { recipient: kind, organisation } of given)
      byOrganisation.set(organisation, { kind, organisation, unclear });
  }
  return [...byOrganisation.values()];
}

function contactIn(work: AtWork, { file, standing }: CaseInHand): OpenedCase["contact"] {
  const { lines } = file;
  const contacts = lines.flatMap((line) =>
    line.ok && line.by === "bot" && line.body.entry === "contact" ? [line.body] : [],
  );
  const phone = contacts.findLast((one) => one.phone !== null)?.phone ?? null;
  return { way: wayOf(), phone, maxLength: MAX_REPLY };

  function wayOf(): OpenedCase["contact"]["way"] {
    const isEnded = bodiesOf(lines, "contact-revoked").length > 0 || !standing.canReply;
    if (isEnded || tokenIn(lines, work.organisationId) === null) return "ended";
    const policy = contacts.at(-1)?.contact ?? { may: "never" };
    if (policy.may === "never") return "never";
    const goesNow = isLive(lines, standing.now) || mayWriteFirst(policy, standing.now);
    const cover = coverStateOf(
      lines.filter((line) => line.ok),
      standing.now,
    ).now;
    if (standing.row.covert) return goesNow && (cover === "order" || cover === "open") ? "covert" : "covert-waits";
    if (cover !== "open") return "under-cover";
    return goesNow ? "push" : "pull";
  }
}

/** What the bot took down last is from her. */
function isLive(lines: readonly FileLine[], now: number): boolean {
  const heard = lines.findLast((line) => line.ok && line.by === "bot" && HERS.has(line.body.entry));
  return heard?.ok === true && now - heard.at < LIVE_MS;
}

const HERS: ReadonlySet<EntryBody["entry"]> = new Set(["intake", "text", "location", "contact", "alert", "order"]);

function mayWriteFirst(policy: ContactPolicy, now: number): boolean {
  if (policy.may !== "hours") return policy.may === "any-time";
  const hour = (new Date(now).getUTCHours() + KAZAKHSTAN_UTC_HOURS) % 24;
  return hour >= policy.from && hour < policy.to;
}

function bodiesOf<Entry extends EntryBody["entry"]>(
  lines: readonly FileLine[],
  entry: Entry,
): readonly BodyOf<Entry>[] {
  return lines.flatMap((line) => (line.ok && line.body.entry === entry ? [line.body as BodyOf<Entry>] : []));
}
