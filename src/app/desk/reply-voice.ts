import type { ChatAddress } from "../../domain/chat.ts";
import type { ReplyRequest } from "../../domain/desk/case-requests.ts";
import { givesAway } from "../../domain/desk/cover-words.ts";
import { hasKnownNumber } from "../../domain/desk/known-numbers.ts";
import { Fault } from "../../domain/faults.ts";
import { coverOf, type Link } from "../../domain/link.ts";
import type { Outgoing } from "../../domain/outgoing.ts";
import type { UnixMs } from "../../domain/time.ts";
import { mayNudge, maySendNow } from "../../domain/write-first.ts";
import type { CaseRow } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";
import { renderDoors, renderShopDoors, renderText } from "../render.ts";

/** In whose voice words of staff are shown, and whether at once. */
export interface ReplyVoice {
  readonly speaks: "shop" | "staff";
  readonly goesNow: boolean;
  /** Whoever looks at her phone sees a shop, or may have seen one in this talk. */
  readonly mindsCover: boolean;
  /** The words wait, and she is told that something does. */
  readonly nudges: boolean;
}

/**
 * Answers to a covert case are a shop's words, whatever the chat looks like by now. Answers to any other wait until the
 * shop is closed. Nothing is pushed into a decoy: whoever writes there may not be she. [Note: Answers under cover]
 */
export function voiceOf({ covert }: CaseRow, { channel }: ChatAddress, link: Link, now: UnixMs): ReplyVoice {
  const cover = coverOf(link, now);
  const mayGo = maySendNow(channel, link, now);
  const nudges = mayNudge(channel, link, now) && cover?.is !== "decoy";
  if (covert) return { speaks: "shop", goesNow: mayGo && cover?.is !== "decoy", mindsCover: true, nudges };
  return { speaks: "staff", goesNow: mayGo && cover === null, mindsCover: cover !== null, nudges };
}

/**
 * @throws {Fault} `reply/number-not-allowed`: a number that everybody knows, among a shop's words; `reply/gives-away`: a
 * word that no shop says, and nobody said that it is meant.
 */
export function mustKeepCover({ speaks, mindsCover }: ReplyVoice, { text, secondPress }: ReplyRequest): void {
  if (speaks === "shop" && hasKnownNumber(text)) throw new Fault("reply/number-not-allowed");
  if (mindsCover && secondPress !== true && givesAway(text) !== null) throw new Fault("reply/gives-away");
}

/** As she sees it: a shop says what it says and nothing about who says it. */
export function replyScreen(
  parts: Parts,
  { speaks }: ReplyVoice,
  link: Link,
  organisation: string,
  text: string,
): Outgoing {
  if (speaks === "shop") return { out: "screen", text: text.trim(), rows: [renderShopDoors(parts, link.locale)] };
  const words = renderText(parts, link.locale, "reply.from-staff", { organisation, text });
  return { out: "screen", text: words, rows: [renderDoors(parts, link.locale)] };
}
