import type { ReplyPolicy } from "../crypto/reply-token.ts";
import type { EntryBody } from "../domain/case-contents.ts";
import type { ChatAddress } from "../domain/chat.ts";
import { type CaseId, type OrganisationId, printHex } from "../domain/ids.ts";
import type { ContactPolicy } from "../domain/link.ts";
import { DAY_MS, later } from "../domain/time.ts";
import type { Parts } from "./parts.ts";

/** A way back is good as long as the longest-kept case. */
const TOKEN_DAYS = 365;

const POLICY: Readonly<Record<ContactPolicy["may"], ReplyPolicy>> = {
  never: "never",
  "as-answer": "when-she-writes",
  hours: "in-her-hours",
  "any-time": "any-time",
};

/** How she may be reached, with one token for each organisation: it opens on the server only, for that case and organisation only. */
export function contactEntry(
  parts: Parts,
  wanted: {
    readonly caseId: CaseId;
    readonly chat: ChatAddress;
    readonly contact: ContactPolicy;
    readonly phone: string | null;
    readonly organisations: readonly OrganisationId[];
  },
): EntryBody {
  const { caseId, chat, contact, phone } = wanted;
  const expiresAt = later(parts.keys.time.now(), TOKEN_DAYS * DAY_MS);
  const tokens = wanted.organisations.map((organisationId) => {
    const token = parts.keys.mintReply({ caseId, organisationId }, { policy: POLICY[contact.may], expiresAt, chat });
    return { organisation: printHex(organisationId), token: printHex(token) };
  });
  return { entry: "contact", via: chat.channel, contact, phone, tokens };
}
