import type { UnixMs } from "../../../src/domain/time.ts";
import { type Answer, done, refuse } from "./answer.ts";
import type { BotAccount } from "./bot-account.ts";
import { CHANGING } from "./changing.ts";
import type { Faults } from "./faults.ts";
import { numberIn, type Payload } from "./payload.ts";
import type { Poller } from "./poller.ts";
import { type Method, SENDING } from "./sending.ts";
import { SETTINGS, wanted } from "./settings.ts";
import type { UpdateQueue } from "./update-queue.ts";

/** One call of the bot. `status` is `null` while it is not answered, and for a connection that was cut. */
export interface RecordedCall {
  readonly method: string;
  readonly payload: Payload;
  readonly at: UnixMs;
  readonly bodyText: string;
  readonly status: number | null;
}

const METHODS: Readonly<Record<string, Method>> = { ...SETTINGS, ...SENDING, ...CHANGING };

/** Answers the bot's calls and records each of them. A method that it does not know is answered with `true`. */
export class Calls {
  readonly #account: BotAccount;
  readonly #queue: UpdateQueue;
  readonly #poller: Poller;
  readonly #faults: Faults;
  readonly #recorded: RecordedCall[] = [];
  #underWay = 0;

  constructor(account: BotAccount, queue: UpdateQueue, poller: Poller, faults: Faults) {
    this.#account = account;
    this.#queue = queue;
    this.#poller = poller;
    this.#faults = faults;
  }

  /** Every call in the order of arrival. */
  get recorded(): readonly RecordedCall[] {
    return this.#recorded;
  }

  /** How many calls, polls aside, are not answered yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Records a call that was answered elsewhere. */
  record(method: string, payload: Payload, bodyText: string, status: number): void {
    this.#recorded.push({ method, payload, at: this.#account.now(), bodyText, status });
  }

  /** @param gone aborted when the bot closes the connection. */
  async answer(method: string, payload: Payload, bodyText: string, gone: AbortSignal): Promise<Answer | "cut"> {
    const call = { method, payload, at: this.#account.now(), bodyText, status: null as number | null };
    this.#recorded.push(call);
    const weight = method.toLowerCase() === "getupdates" ? 0 : 1;
    this.#underWay += weight;
    this.#queue.watch.changed();
    try {
      await this.#faults.passHold(method);
      const answer = await this.#perform(method, payload, gone);
      if (answer !== "cut") call.status = answer.ok ? 200 : answer.error_code;
      return answer;
    } finally {
      this.#underWay -= weight;
      this.#queue.watch.changed();
    }
  }

  async #perform(method: string, payload: Payload, gone: AbortSignal): Promise<Answer | "cut"> {
    const name = method.toLowerCase();
    const writes = /^(send|edit|copy|forward)/.test(name);
    const fault = this.#faults.meet(method, numberIn(payload, "chat_id"), writes);
    if (fault !== null && !fault.applied) return fault.answer;
    const answer = await this.#execute(name, payload, gone);
    return fault?.answer ?? answer;
  }

  async #execute(name: string, payload: Payload, gone: AbortSignal): Promise<Answer> {
    if (name === "getupdates") return this.#getUpdates(payload, gone);
    if (name === "getwebhookinfo") return done(this.#webhookInfo());
    const answer = METHODS[name]?.(this.#account, payload) ?? done(true);
    if (payload.drop_pending_updates === true && /^(set|delete)webhook$/.test(name)) this.#queue.dropAll();
    if (answer.ok && name === "setwebhook") this.#queue.onReady();
    return answer;
  }

  async #getUpdates(payload: Payload, gone: AbortSignal): Promise<Answer> {
    if (this.#account.webhook !== null) {
      return refuse(409, "can't use getUpdates method while webhook is active; use deleteWebhook to delete it first");
    }
    this.#account.allowedUpdates = wanted(payload) ?? this.#account.allowedUpdates;
    return this.#poller.poll(payload, gone);
  }

  #webhookInfo(): Payload {
    return {
      url: this.#account.webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: this.#queue.pendingCount,
      allowed_updates: this.#account.allowedUpdates ?? [],
    };
  }
}
