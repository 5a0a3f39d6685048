import type { ChatAddress, Locale } from "../domain/chat.ts";
import type { CaseId } from "../domain/ids.ts";
import type { Outgoing } from "../domain/outgoing.ts";
import { HOUR_MS, later } from "../domain/time.ts";
import type { TextKey } from "../i18n/text-keys.ts";
import type { Signal } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { dueAt } from "./due.ts";
import { post } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import { renderShopDoors, renderText } from "./render.ts";

/** Longer than the key of any parcel lives: a signal that nobody lets go is never shown. */
const NEVER_MS = 240 * HOUR_MS;

interface ToTell {
  readonly chat: ChatAddress;
  readonly caseId: CaseId;
  readonly locale: Locale | null;
  /** The turn that they belong to: a chat that is hidden later hears nothing of them. */
  readonly turn: number;
}

const WORDS: Readonly<Record<Signal, TextKey>> = { seen: "shop.seen", nobody: "shop.not-in-stock" };

/**
 * What a shop will say once somebody has opened the case, or when nobody did in time. Packed while her address is at hand:
 * later nobody knows it. The first waits for staff; the second goes by the clock unless they come before it.
 */
export function signalWrites(parts: Parts, { chat, caseId, locale, turn }: ToTell): readonly Write[] {
  const { time } = parts.keys;
  const due = { seen: later(time.now(), NEVER_MS), nobody: dueAt(parts, "immediate") };
  return (["seen", "nobody"] as const).map((signal) => {
    const text = renderText(parts, locale, WORDS[signal]);
    const screen: Outgoing = { out: "screen", text, rows: [renderShopDoors(parts, locale)] };
    const { row } = post(parts, chat, [screen], { due: due[signal], turn });
    return { write: "add-outbox", item: { ...row, caseId, signal } };
  });
}

/** A human opened the case: a shop's word for it goes now, once, and nobody is told any more that there is none. */
export function seenWrites(parts: Parts, caseId: CaseId): readonly Write[] {
  return [
    { write: "send-signal", caseId, signal: "seen", due: parts.keys.time.now() },
    { write: "drop-signals", caseId, signal: "nobody" },
  ];
}
