import type { Bridges } from "../app/bridges.ts";
import type { Deliveries } from "../app/deliveries.ts";
import type { Flood } from "../app/flood.ts";
import type { Parts } from "../app/parts.ts";
import type { Traces } from "../app/traces.ts";
import type { Phrases } from "../distress/phrase.ts";
import type { ChatAddress } from "../domain/chat.ts";
import type { Show } from "../domain/outgoing.ts";
import type { DoublePresses } from "./double-presses.ts";
import type { HeldAlerts } from "./held-alerts.ts";
import type { InHand } from "./in-hand.ts";
import type { PerChat } from "./per-chat.ts";
import type { PhraseHalves } from "./phrase-halves.ts";
import type { RecentChats } from "./recent-chats.ts";

/** Calls back later and gives a way to call it off: timers of the process, or a test's own. */
export type After = (ms: number, call: () => void) => () => void;

/** What the composition is made of, over the parts of the house. */
export interface BotParts {
  readonly parts: Parts;
  readonly phrases: Phrases;
  readonly deliveries: Deliveries;
  readonly traces: Traces;
  /** Which chat a person of a bridged channel is. */
  readonly bridges: Bridges;
  /** Shows something at once, past the outbox: for the panic path, which must not need a database. */
  readonly show: Show;
  readonly perChat: PerChat;
  /** Wishes of the panic path that are being worked on. */
  readonly inHand: InHand;
  readonly flood: Flood;
  readonly doublePresses: DoublePresses;
  readonly after: After;
  /** Short messages of the last seconds, for a phrase in pieces; in memory only. */
  readonly halves: PhraseHalves;
  /** What is known of chats seen lately; in memory only. */
  readonly recent: RecentChats;
  /** Cries that the database did not take yet; in memory, sealed. */
  readonly heldAlerts: HeldAlerts;
  /** Chats whose hide could not be finished because the database was away. */
  readonly unfinishedHides: Map<string, { readonly chat: ChatAddress; readonly why: "hidden" | "duress" }>;
}
