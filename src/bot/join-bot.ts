import { Bridges } from "../app/bridges.ts";
import { Deliveries } from "../app/deliveries.ts";
import { Flood } from "../app/flood.ts";
import type { Parts } from "../app/parts.ts";
import { Traces } from "../app/traces.ts";
import { compilePhrases } from "../distress/phrase.ts";
import type { Show } from "../domain/outgoing.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { After, BotParts } from "./bot-parts.ts";
import { DoublePresses } from "./double-presses.ts";
import { HeldAlerts } from "./held-alerts.ts";
import { InHand } from "./in-hand.ts";
import { PerChat } from "./per-chat.ts";
import { PhraseHalves } from "./phrase-halves.ts";
import { RecentChats } from "./recent-chats.ts";

/** No turn of a talk takes longer; a normal one takes some milliseconds. Telegram brings nothing more of a chat until then. */
const TURN_MS = 5 * SECOND_MS;

/** Gives the bot its parts. Phrases that are too weak to be safe are left out, and the log says so. */
export function joinBot(parts: Parts, show: Show, phraseSetting: string, after: After = afterTimeout): BotParts {
  const phrases = compilePhrases(
    phraseSetting
      .split("|")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  );
  if (phrases.compiled.length === 0) parts.log({ event: "warning", about: "no-phrases" });
  if (phrases.problems.length > 0) parts.log({ event: "warning", about: "weak-phrase" });
  const traces = new Traces(parts);
  const wait = (ms: number) => new Promise<void>((resolve) => after(ms, resolve));
  return {
    parts,
    phrases,
    traces,
    bridges: new Bridges(parts, "whatsapp", wait),
    show,
    after,
    deliveries: new Deliveries(parts, traces, show, wait),
    perChat: new PerChat(TURN_MS, after),
    inHand: new InHand(),
    flood: new Flood(),
    doublePresses: new DoublePresses(),
    halves: new PhraseHalves(() => parts.keys.time.now()),
    recent: new RecentChats(),
    heldAlerts: new HeldAlerts(parts),
    unfinishedHides: new Map(),
  };
}

/** Does not keep the process alive. */
function afterTimeout(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
