import type { FileLine } from "../../../crypto/case-file.ts";
import { REPLY_TOKEN_BYTES } from "../../../crypto/reply-token.ts";
import type { EntryBody } from "../../../domain/case-contents.ts";
import { type OrganisationId, parseHex, printHex } from "../../../domain/ids.ts";

type Contact = Extract<EntryBody, { entry: "contact" }>;

/** What the bot wrote of how she may be reached, oldest first. Nobody else's word counts. */
export function contactsIn(lines: readonly FileLine[]): readonly Contact[] {
  return lines.flatMap((line) => (line.ok && line.by === "bot" && line.body.entry === "contact" ? [line.body] : []));
}

/** The newest token that the bot minted for this organisation; null: there is none. */
export function tokenIn(lines: readonly FileLine[], organisation: OrganisationId): Uint8Array | null {
  const own = printHex(organisation);
  const tokens = contactsIn(lines).flatMap((contact) => contact.tokens);
  const bytes = parseHex(tokens.findLast((one) => one.organisation === own)?.token ?? "");
  return bytes?.length === REPLY_TOKEN_BYTES ? bytes : null;
}

/** Whether she wants to be written to at all, as far as the case tells. */
export function wantsMessages(lines: readonly FileLine[]): boolean {
  const isRevoked = lines.some((line) => line.ok && line.body.entry === "contact-revoked");
  const last = contactsIn(lines).at(-1);
  return !isRevoked && last !== undefined && last.contact.may !== "never";
}
