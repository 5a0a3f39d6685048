import { TOKEN_PATTERN } from "./crowd-script.ts";
import { matches } from "./hearing.ts";
import type { RecordedCall } from "./telegram/calls.ts";
import { botWords, type ChatMessage, type ChatRoom } from "./telegram/chat-room.ts";
import type { TelegramStandIn } from "./telegram-stand-in.ts";

/** Something that must not happen. `person` and `step` are `-1` where it belongs to nobody. */
export interface CrowdError {
  readonly kind: "cross-talk" | "duplicate" | "time-out" | "no-button" | "refused-call" | "webhook-status";
  readonly person: number;
  readonly step: number;
  readonly detail: string;
}

/** One step as it was played: where it begins in the log of the chat, and what was awaited. */
export interface PlayedStep {
  readonly from: number;
  readonly expect: RegExp | null;
}

/** Tokens that stand in a chat of somebody else, or in a chat of staff. */
export function findCrossTalk(rooms: readonly ChatRoom[], owners: ReadonlyMap<string, number>): readonly CrowdError[] {
  return rooms.flatMap((room) =>
    botWords(room.log).flatMap((message) => {
      const tokens = JSON.stringify(message.wire).match(TOKEN_PATTERN) ?? [];
      const foreign = tokens.filter((token) => owners.has(token) && owners.get(token) !== room.id);
      return foreign.map((token) => error("cross-talk", `chat ${room.id} shows ${token}: ${message.text}`));
    }),
  );
}

/**
 * The same text with the same buttons twice for one step, or once more when the next step was under way already.
 * Edits do not count: the service refuses those that change nothing.
 */
export function findDuplicates(person: number, room: ChatRoom, steps: readonly PlayedStep[]): readonly CrowdError[] {
  const errors: CrowdError[] = [];
  let before = new Set<string>();
  for (const [step, { from, expect }] of steps.entries()) {
    const seen = new Set<string>();
    for (const message of sentBetween(room, from, steps[step + 1]?.from)) {
      const look = lookOf(message);
      const isLate = before.has(look) && expect !== null && !matches(expect, message.text);
      if (seen.has(look) || isLate) errors.push({ kind: "duplicate", person, step, detail: message.text });
      seen.add(look);
    }
    before = seen;
  }
  return errors;
}

/** Calls that the bot should not have made, and deliveries that it answered with an error. */
export function findRefusals(
  telegram: TelegramStandIn,
  made: readonly RecordedCall[],
  fromDelivery: number,
): readonly CrowdError[] {
  const calls = made.filter(({ status }) => status === 400 || status === 401 || status === 404);
  const deliveries = telegram.deliveries.slice(fromDelivery).filter(({ status }) => status !== 200 && status !== null);
  return [
    ...calls.map((call) => error("refused-call", `${call.method} was answered ${call.status}: ${call.bodyText}`)),
    ...deliveries.map((one) => error("webhook-status", `update ${one.updateId} was answered ${one.status}`)),
  ];
}

function error(kind: CrowdError["kind"], detail: string): CrowdError {
  return { kind, person: -1, step: -1, detail };
}

function sentBetween(room: ChatRoom, from: number, to: number | undefined): readonly ChatMessage[] {
  return botWords(room.log.slice(from, to).filter(({ kind }) => kind === "sent"));
}

/** What she would take for the same: text and buttons, and the question that the buttons belong to. */
export function lookOf(message: ChatMessage): string {
  return JSON.stringify([message.text, message.keyboard]);
}
