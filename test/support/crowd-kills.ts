import type { CrowdError } from "./crowd-checks.ts";
import type { RecordedCall } from "./telegram/calls.ts";
import type { ChatMessage, ChatRoom } from "./telegram/chat-room.ts";
import { numberIn } from "./telegram/payload.ts";
import type { TelegramStandIn } from "./telegram-stand-in.ts";

interface Kill {
  readonly calls: number;
  /** How long the log of each chat was. */
  readonly logs: ReadonlyMap<number, number>;
  /** Chats in which something came once more because of this kill. */
  readonly forgiven: Set<number>;
}

/**
 * Remembers where the kills of a bot lie in everything that was said. [Note: Delivered at least once] Between the moment
 * when Telegram has a message and the moment when the bot has written down that it is there, a kill brings it again.
 * So each kill excuses one screen a chat that had come before it; all else that comes twice is an error.
 */
export class Kills {
  readonly #telegram: TelegramStandIn;
  readonly #kills: Kill[] = [];

  constructor(telegram: TelegramStandIn) {
    this.#telegram = telegram;
  }

  get count(): number {
    return this.#kills.length;
  }

  /** How many repeats were excused. */
  get forgiven(): number {
    return this.#kills.reduce((sum, { forgiven }) => sum + forgiven.size, 0);
  }

  /** To be called between the end of the old process and the start of the new one. */
  mark(): void {
    const logs = new Map(this.#telegram.account.rooms.map((room) => [room.id, room.log.length]));
    this.#kills.push({ calls: this.#telegram.calls.length, logs, forgiven: new Set() });
  }

  /** Whether the last kill before `place` in the log of this chat excuses it: it came after `earlier`, and nothing was excused yet. */
  excusesMessage(chatId: number, earlier: number, place: number): boolean {
    const kill = this.#kills.findLast(({ logs }) => (logs.get(chatId) ?? 0) <= place);
    return kill !== undefined && (kill.logs.get(chatId) ?? 0) > earlier && excuse(kill, chatId);
  }

  /** How long the log of this chat was at each kill. */
  marksIn(chatId: number): readonly number[] {
    return this.#kills.map(({ logs }) => logs.get(chatId) ?? 0);
  }

  /** The same for a call, by its place among all calls. */
  excusesCall(chatId: number, earlier: number, place: number): boolean {
    const kill = this.#kills.findLast(({ calls }) => calls <= place);
    return kill !== undefined && kill.calls > earlier && excuse(kill, chatId);
  }
}

/**
 * Every screen that stands in a chat more than once and is not excused by a kill, and every question that is asked again
 * in other words: she answered once, so an update must have been taken twice.
 */
export function findRepeats(person: number, room: ChatRoom, kills: Kills): readonly CrowdError[] {
  const errors: CrowdError[] = [];
  const seen = new Map<string, { readonly look: string; readonly place: number }>();
  for (const [place, one] of room.log.entries()) {
    if (one.kind !== "sent" || one.message.by !== "bot") continue;
    const look = lookOf(one.message);
    const question = asksSomething(one.message) ? JSON.stringify(one.message.keyboard) : look;
    const earlier = seen.get(question);
    seen.set(question, { look, place });
    if (earlier === undefined) continue;
    if (earlier.look !== look || !kills.excusesMessage(room.id, earlier.place, place))
      errors.push({
        kind: "duplicate",
        person,
        step: -1,
        detail: detailOf(room.id, earlier.place, place, one.message.text, kills),
      });
  }
  return errors;
}

/** What she would take for the same: text and buttons, and the question that the buttons belong to. */
export function lookOf(message: ChatMessage): string {
  return JSON.stringify([message.text, message.keyboard]);
}

/** Buttons of an answer name their question; those of doors stand under everything. */
function asksSomething({ keyboard }: ChatMessage): boolean {
  return keyboard.rows.flat().some(({ value }) => value.startsWith("a."));
}

/**
 * The calls without those that drew the same buttons once more after a kill: the service refuses a change that changes
 * nothing, and the bot passes over it.
 */
export function findUnforgiven(telegram: TelegramStandIn, from: number, kills: Kills): readonly RecordedCall[] {
  const done = new Map<string, number>();
  return telegram.calls.filter((call, place) => {
    if (place < from) return false;
    if (call.method !== "editMessageReplyMarkup") return true;
    const earlier = done.get(call.bodyText);
    if (call.status === 200) done.set(call.bodyText, place);
    const chatId = numberIn(call.payload, "chat_id");
    const isAgain = call.status === 400 && earlier !== undefined && chatId !== null;
    return !(isAgain && kills.excusesCall(chatId, earlier, place));
  });
}

function detailOf(chatId: number, earlier: number, place: number, text: string, kills: Kills): string {
  return `at ${earlier} and at ${place} in the log, killed at ${kills.marksIn(chatId).join(", ")}: ${text.replaceAll("\n", " ")}`;
}

function excuse({ forgiven }: Kill, chatId: number): boolean {
  if (forgiven.has(chatId)) return false;
  forgiven.add(chatId);
  return true;
}
