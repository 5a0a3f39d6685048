import type { Clock } from "../../../src/domain/time.ts";
import { Watch } from "../watch.ts";
import { type Refusal, refuse, tooMany } from "./answer.ts";

/** A fault ordered beforehand. */
export interface PlannedFault {
  /** Only calls of this method; any when left out. */
  readonly method?: string;
  /** HTTP status, or `cut`: the connection is closed without an answer. */
  readonly status: number | "cut";
  /** Seconds, for 429. */
  readonly retryAfter?: number;
  /** How many calls meet the fault; 1 when left out. */
  readonly times?: number;
  /** Only calls for this chat. */
  readonly chatId?: number;
  /** True: the call takes effect and only its answer is lost. */
  readonly applied?: boolean;
}

/** What a call meets. */
export interface MetFault {
  readonly answer: Refusal | "cut";
  readonly applied: boolean;
}

/** Calls that are kept open until they are let go. */
export interface Hold {
  /** How many calls hang now. */
  readonly count: number;
  /** Resolves when at least this many calls hang. */
  reached(count: number, withinMs: number): Promise<void>;
  /** Lets all of them go on, and later ones pass. */
  release(): void;
}

/** All the ways in which the stand-in misbehaves on demand. Without an order it never does. */
export class Faults {
  readonly #now: Clock;
  readonly #planned: { readonly fault: PlannedFault; left: number }[] = [];
  readonly #blocked = new Set<number>();
  readonly #holds = new Map<string, { readonly watch: Watch; waiting: (() => void)[] }>();
  readonly #sent = new Map<number, number[]>();
  #all: number | null = null;
  #perChatPerSecond: number | null = null;

  constructor(now: Clock) {
    this.#now = now;
  }

  failNext(fault: PlannedFault): void {
    this.#planned.push({ fault, left: fault.times ?? 1 });
  }

  failAll(status: number): void {
    this.#all = status;
  }

  /** Ends {@link failAll}, {@link failNext} and {@link slowDown}; blocks and holds stay. */
  heal(): void {
    this.#all = null;
    this.#perChatPerSecond = null;
    this.#planned.length = 0;
  }

  blockChat(chatId: number): void {
    this.#blocked.add(chatId);
  }

  unblockChat(chatId: number): void {
    this.#blocked.delete(chatId);
  }

  slowDown(perChatPerSecond: number): void {
    this.#perChatPerSecond = perChatPerSecond;
  }

  hold(method: string): Hold {
    const key = method.toLowerCase();
    const held = { watch: new Watch(), waiting: [] as (() => void)[] };
    this.#holds.set(key, held);
    return {
      get count() {
        return held.waiting.length;
      },
      reached: async (count, withinMs) => {
        const enough = () => (held.waiting.length >= count ? true : null);
        await held.watch.until(enough, withinMs, () => `${held.waiting.length} calls hang, not ${count}`);
      },
      release: () => {
        if (this.#holds.get(key) === held) this.#holds.delete(key);
        for (const go of held.waiting.splice(0)) go();
      },
    };
  }

  /** Lets every held call go; for the end of a test. */
  releaseAll(): void {
    for (const [key, held] of [...this.#holds]) {
      this.#holds.delete(key);
      for (const go of held.waiting.splice(0)) go();
    }
  }

  /** Waits while calls of this method are held. */
  async passHold(method: string): Promise<void> {
    const held = this.#holds.get(method.toLowerCase());
    if (held === undefined) return;
    await new Promise<void>((go) => {
      held.waiting.push(go);
      held.watch.changed();
    });
  }

  /** The fault that a call meets, if any. `writes`: the call puts something into a chat. */
  meet(method: string, chatId: number | null, writes: boolean): MetFault | null {
    if (this.#all !== null) return { answer: refuse(this.#all), applied: false };
    const next = this.#planned.find(({ fault, left }) => left > 0 && concerns(fault, method, chatId));
    if (next !== undefined) {
      next.left -= 1;
      return { answer: answerOf(next.fault), applied: next.fault.applied ?? false };
    }
    if (!writes || chatId === null) return null;
    if (this.#blocked.has(chatId)) return { answer: refuse(403, "bot was blocked by the user"), applied: false };
    return this.#isTooFast(chatId) ? { answer: tooMany(1), applied: false } : null;
  }

  #isTooFast(chatId: number): boolean {
    if (this.#perChatPerSecond === null) return false;
    const now = this.#now();
    const recent = (this.#sent.get(chatId) ?? []).filter((at) => now - at < 1_000);
    const tooFast = recent.length >= this.#perChatPerSecond;
    if (!tooFast) recent.push(now);
    this.#sent.set(chatId, recent);
    return tooFast;
  }
}

function concerns(fault: PlannedFault, method: string, chatId: number | null): boolean {
  const sameMethod = fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase();
  return sameMethod && (fault.chatId === undefined || fault.chatId === chatId);
}

function answerOf(fault: PlannedFault): Refusal | "cut" {
  if (fault.status === "cut") return "cut";
  return fault.status === 429 ? tooMany(fault.retryAfter ?? 1) : refuse(fault.status);
}
