import type { FileLine } from "../../../crypto/case-file.ts";
import type { EntryBody } from "../../../domain/case-contents.ts";
import type { FaultCode } from "../../../domain/faults.ts";
import { printHex, sameBytes } from "../../../domain/ids.ts";
import type { CaseLine, EntryAuthor, OpenedCase } from "../port.ts";
import type { CaseInHand } from "./case-room.ts";
import { contactIn } from "./contact-view.ts";
import type { AtWork } from "./keyring.ts";
import type { StaffNames } from "./staff-names.ts";
import { signerOf } from "./trust.ts";
import type { World } from "./world.ts";

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
    contact: contactIn(work.organisationId, held),
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

function bodiesOf<Entry extends EntryBody["entry"]>(
  lines: readonly FileLine[],
  entry: Entry,
): readonly BodyOf<Entry>[] {
  return lines.flatMap((line) => (line.ok && line.body.entry === entry ? [line.body as BodyOf<Entry>] : []));
}
