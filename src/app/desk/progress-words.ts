import type { ReplyPath } from "../../crypto/reply-token.ts";
import { codeOf } from "../../domain/faults.ts";
import { type CaseId, type OrganisationId, printHex } from "../../domain/ids.ts";
import { coverOf } from "../../domain/link.ts";
import type { Outgoing } from "../../domain/outgoing.ts";
import { later } from "../../domain/time.ts";
import { mayNudge, maySendNow } from "../../domain/write-first.ts";
import type { Write } from "../../storage/writes.ts";
import { linkWrite, readChat, turnOf } from "../chat-record.ts";
import { nudgeWrite } from "../nudge.ts";
import { post, WAITING_MS } from "../parcels.ts";
import type { Parts } from "../parts.ts";
import { renderDoors, renderText } from "../render.ts";

/** What she is told of a referral: neutral, and naming nobody. */
export type ProgressWord = "accepted" | "declined" | "arrived";

/**
 * The way back behind a token; null when there is none: no token, of another case, its time over, contact ended.
 *
 * @param token from the case, by whoever takes a step in it.
 */
export function wayBack(
  parts: Parts,
  place: { readonly caseId: CaseId; readonly organisationId: OrganisationId },
  token: Uint8Array | null,
): ReplyPath | null {
  if (token === null) return null;
  try {
    return parts.keys.openReply(place, token);
  } catch (error) {
    if (codeOf(error) === "keys/unavailable") throw error;
    return null;
  }
}

/**
 * Tells her how a referral goes on: at once where she is there or allowed it, else when she writes again. Nothing where
 * she wants no messages, or where the chat is a shop: somebody may read along. [Note: Answers under cover]
 *
 * @returns nothing to write when she is not told.
 */
export async function progressWrites(parts: Parts, path: ReplyPath, word: ProgressWord): Promise<readonly Write[]> {
  const record = await readChat(parts, path.chat);
  const { link } = record;
  const now = parts.keys.time.now();
  const isUnwanted = path.policy === "never" || link.contact.may === "never";
  if (isUnwanted || coverOf(link, now) !== null) return [];
  const text = renderText(parts, link.locale, `progress.${word}`);
  const goesNow = maySendNow(path.chat.channel, link, now);
  const due = goesNow ? now : later(now, WAITING_MS);
  const screen: Outgoing = { out: "screen", text, rows: [renderDoors(parts, link.locale)] };
  const { row } = post(parts, path.chat, [screen], { due, turn: turnOf(record) });
  const waiting = goesNow ? link.waiting : [...link.waiting, printHex(row.id)];
  const nudges = mayNudge(path.chat.channel, link, now);
  return [
    { write: "add-outbox", item: row },
    ...(nudges ? [nudgeWrite(parts, record)] : []),
    linkWrite(parts, record, { ...link, waiting, ...(nudges && { nudgedAt: now }) }),
  ];
}
