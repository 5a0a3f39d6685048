import { type ChatAddress, canDelete, chatKey, tellsLater } from "../domain/chat.ts";
import { codeOf, Fault, type FaultCode } from "../domain/faults.ts";
import { printHex } from "../domain/ids.ts";
import type { Outgoing, Parcel, Show, Tells } from "../domain/outgoing.ts";
import { remember } from "../domain/remember.ts";
import { HOUR_MS, later, SECOND_MS, type UnixMs } from "../domain/time.ts";
import type { OutboxRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { linkWrite, readChat } from "./chat-record.ts";
import { type Fate, fateWrites, waitingWrites } from "./desk/message-state.ts";
import { type Posted, unpack, WAITING_MS } from "./parcels.ts";
import type { Parts } from "./parts.ts";
import { renderShopDoors, renderText } from "./render.ts";
import type { Traces } from "./traces.ts";

/** Timers come in, so that a test can drive them. */
export type Wait = (ms: number) => Promise<void>;

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30 * SECOND_MS;
const SCAN_LIMIT = 200;
const SETTLE_TRIES = 8;
const REMEMBERED = 50_000;
/** News of messages that are not of staff come here, too. */
const REMEMBERED_EARLY = 1_000;
/** Words that could not be brought in two days are no longer brought. */
const LONGEST_TRY_MS = 48 * HOUR_MS;

/**
 * Brings parcels to their chats: in order within a chat, chats side by side, again and again until they arrive or
 * their day key is gone. A crash in the middle may show one message twice; it never loses one.
 */
export class Deliveries {
  readonly #parts: Parts;
  readonly #traces: Traces;
  readonly #show: Show;
  readonly #wait: Wait;
  /** Parcels of a chat that are under way, oldest first. */
  readonly #lanes = new Map<string, Posted[]>();
  /** Parcels taken up by this process, for as long as one could be read from the database once more. */
  readonly #taken = new Set<string>();
  /** Parcels that lost their chat while being shown: what is left of them is not shown. */
  readonly #cut = new WeakSet<OutboxRow>();
  readonly #driving = new Set<Promise<void>>();
  /** Ends every wait for a platform when the service stops. */
  readonly #halted: Promise<void>;
  #halt: () => void = () => {};
  /** Up to which turn a chat was hidden, and when; as far as this process knows. */
  readonly #hidden = new Map<string, { readonly turn: number; readonly at: UnixMs }>();
  /** Words of staff that a platform took, by the message that shows them, until it says whether they reached her. */
  readonly #sent = new Map<number, Tells>();
  /** News that came before its message was known here. */
  readonly #early = new Map<number, Fate>();
  #stopped = false;

  constructor(parts: Parts, traces: Traces, show: Show, wait: Wait) {
    this.#parts = parts;
    this.#traces = traces;
    this.#show = show;
    this.#wait = wait;
    this.#halted = new Promise((resolve) => {
      this.#halt = resolve;
    });
  }

  /** A parcel that was just committed; its delivery begins at once. */
  send(posted: Posted): void {
    const name = printHex(posted.row.id);
    if (this.#taken.has(name) || this.#stopped) return;
    this.#taken.add(name);
    if (this.#taken.size > REMEMBERED) this.#taken.delete(this.#taken.keys().next().value ?? name);
    const lane = chatKey(posted.parcel.chat);
    const waiting = this.#lanes.get(lane);
    if (waiting) {
      waiting.push(posted);
      return;
    }
    this.#lanes.set(lane, [posted]);
    const driving = this.#drive(lane).finally(() => this.#driving.delete(driving));
    this.#driving.add(driving);
  }

  /** Takes up what is due in the database: after a restart, from another process, or delayed on purpose. */
  async scan(): Promise<number> {
    const rows = await this.#parts.store.outboxDue(this.#parts.keys.time.now(), SCAN_LIMIT);
    const fresh = rows.filter(({ id }) => !this.#taken.has(printHex(id)));
    const opened: Posted[] = [];
    for (const row of fresh) {
      try {
        opened.push({ row, parcel: unpack(this.#parts, row) });
      } catch (error) {
        this.#parts.log({ event: "outbox.dropped", code: codeOf(error) });
        await this.#parts.store.commit([{ write: "erase-outbox", id: row.id }]);
      }
    }
    opened.sort((a, b) => a.parcel.at - b.parcel.at || a.parcel.turn - b.parcel.turn);
    for (const posted of opened) {
      await this.#learnWhetherHidden(posted.parcel.chat);
      this.send(posted);
    }
    return opened.length;
  }

  /** What waits for this chat is dropped, and what is left of the parcel being shown: after hide nothing may pop up. */
  drop(chat: ChatAddress): readonly Write[] {
    const lane = this.#lanes.get(chatKey(chat)) ?? [];
    const dropped = lane.splice(1);
    const [showing] = lane;
    if (showing) this.#cut.add(showing.row);
    const heard = [...lane, ...dropped].flatMap(({ parcel }) => parcel.heard);
    if (heard.length > 0) this.#traces.note(chat, heard); // Her own messages that these would have answered.
    return dropped.flatMap(({ row, parcel }) => [
      { write: "erase-outbox", id: row.id } as const,
      ...fateWrites(parcel, "dropped"),
    ]);
  }

  /**
   * Nothing of this turn or before is shown in the chat any more. It holds for what was posted until now: a link that
   * ended by age begins to count its turns anew.
   */
  hideUpTo(chat: ChatAddress, turn: number): void {
    const key = chatKey(chat);
    remember(this.#hidden, key, { turn, at: this.#parts.keys.time.now() }, REMEMBERED);
  }

  /**
   * The platform says what became of a message that it took. Only words of staff are asked for; after a restart nobody
   * remembers which they were, and they stay `sent`.
   */
  async learn(message: number, fate: Fate): Promise<void> {
    const tells = this.#sent.get(message);
    if (tells === undefined) return remember(this.#early, message, fate, REMEMBERED_EARLY);
    await this.#parts.store.commit(fateWrites({ tells: [tells] }, fate));
  }

  /** Resolves once everything that was sent so far is shown or given up. */
  async idle(): Promise<void> {
    while (this.#driving.size > 0) await Promise.all(this.#driving);
  }

  /** Nothing more begins; what is being shown right now may finish, what waits for the platform stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#halt();
    await Promise.all(this.#driving);
  }

  async #drive(lane: string): Promise<void> {
    for (;;) {
      const next = this.#lanes.get(lane)?.[0];
      if (!next || this.#stopped) break;
      await this.#carry(next);
      this.#lanes.get(lane)?.shift();
    }
    this.#lanes.delete(lane);
  }

  async #carry(posted: Posted): Promise<void> {
    const { parcel } = posted;
    const shown: number[] = [];
    let fate: Fate = tellsLater(parcel.chat.channel) ? "sent" : "delivered";
    let done = 0;
    try {
      for (const out of parcel.out) {
        if (this.#isOver(posted)) break;
        const message = await this.#untilShown(posted, out);
        if (message !== null) shown.push(message);
        done += 1;
      }
      if (this.#isOver(posted)) fate = "dropped";
      // Cut while it was being shown: it came after the sweep, so it is swept by itself.
      if (this.#isOver(posted) && shown.length > 0) await this.#takeBack(parcel.chat, shown);
      this.#parts.log({ event: "outbox.delivered", calls: parcel.out.length });
    } catch (error) {
      const code = codeOf(error);
      if (isForLater(code) && !this.#isOver(posted)) return; // The service stops; the next one brings it.
      if (code === "channel/window-closed" && parcel.tells.length > 0 && !this.#isOver(posted))
        return this.#letWait(posted);
      this.#parts.log({ event: "outbox.dropped", code });
      if (
        code !== "channel/window-closed" &&
        code !== "channel/blocked" &&
        code !== "channel/refused" &&
        !this.#isOver(posted)
      )
        return;
      if (this.#isOver(posted)) fate = "dropped";
      else if (done < parcel.tells.length) fate = { failed: code }; // Words of staff come first in a parcel.
    }
    await this.#settle(posted, [...parcel.heard, ...shown], fateWrites(parcel, fate));
    if (fate === "sent") await this.#awaitNews(parcel, shown);
  }

  /** Where nothing can be taken back the shop stands below it once more, as what is seen first. */
  async #takeBack(chat: ChatAddress, messages: readonly number[]): Promise<void> {
    const window = { text: renderText(this.#parts, null, "shop.window"), rows: [renderShopDoors(this.#parts, null)] };
    await this.#show(
      chat,
      canDelete(chat.channel) ? { out: "sweep", messages: [...messages] } : { out: "screen", ...window },
    );
  }

  async #untilShown(posted: Posted, out: Outgoing): Promise<number | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#show(posted.parcel.chat, out);
      } catch (error) {
        const code = codeOf(error);
        if (!isForLater(code)) throw error;
        this.#parts.log({ event: "outbox.delayed", code, tries });
        const asked = error instanceof Fault ? Number(error.detail.retryMs ?? 0) : 0;
        const wait = Math.max(asked, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1)));
        if (!this.#stopped && !this.#isOver(posted)) await Promise.race([this.#wait(wait), this.#halted]);
        if (this.#stopped || this.#isOver(posted)) throw error;
      }
    }
  }

  /**
   * The platform's day is over, though ours was not: words of staff wait for her to write again, as if they had been
   * written later.
   */
  async #letWait({ row, parcel }: Posted): Promise<void> {
    const due = later(this.#parts.keys.time.now(), WAITING_MS);
    for (let tries = 1; tries <= SETTLE_TRIES; tries += 1) {
      try {
        const record = await readChat(this.#parts, parcel.chat);
        const waiting = [...record.link.waiting.filter((one) => one !== printHex(row.id)), printHex(row.id)];
        const committed = await this.#parts.store.commit([
          { write: "put-outbox", item: { ...row, due } },
          ...waitingWrites(parcel),
          linkWrite(this.#parts, record, { ...record.link, waiting }),
        ]);
        if (committed === "done") return;
      } catch (error) {
        this.#parts.log({ event: "fault", at: "deliver", code: codeOf(error) });
        if (this.#stopped) return;
        await Promise.race([this.#wait(FIRST_RETRY_MS * 2 ** tries), this.#halted]);
      }
    }
  }

  /** Words of staff come first in a parcel, each in a message of its own. */
  async #awaitNews({ tells }: Parcel, shown: readonly number[]): Promise<void> {
    for (const [i, one] of tells.entries()) {
      const message = shown[i];
      if (message === undefined) continue;
      remember(this.#sent, message, one, REMEMBERED);
      const news = this.#early.get(message);
      this.#early.delete(message);
      if (news === undefined) continue;
      await this.learn(message, news).catch((error: unknown) => {
        this.#parts.log({ event: "fault", at: "deliver", code: codeOf(error) });
      });
    }
  }

  /** A parcel from the database may be older than a hide that this process knows nothing of. */
  async #learnWhetherHidden(chat: ChatAddress): Promise<void> {
    if (isOfStaff(chat) || this.#hidden.has(chatKey(chat))) return;
    const { link } = await readChat(this.#parts, chat);
    this.hideUpTo(chat, link.hiddenTurn);
  }

  /** Nobody waits for it any more: the chat was hidden, or its words are too old. */
  #isOver({ row, parcel }: Posted): boolean {
    const hidden = this.#hidden.get(chatKey(parcel.chat));
    return (
      this.#cut.has(row) ||
      (hidden !== undefined && parcel.turn > 0 && parcel.turn <= hidden.turn && parcel.at <= hidden.at) ||
      this.#parts.keys.time.now() - parcel.at > LONGEST_TRY_MS
    );
  }

  /** The parcel goes, its messages are remembered for hide. Not done: it is delivered again, which is the lesser evil. */
  async #settle({ row, parcel }: Posted, messages: readonly number[], fate: readonly Write[]): Promise<void> {
    const writes: Write[] = [{ write: "erase-outbox", id: row.id }, ...fate];
    for (let tries = 1; tries <= SETTLE_TRIES; tries += 1) {
      try {
        const trace = await this.#traces.add(parcel.chat, messages);
        await this.#parts.store.commit(trace === null ? writes : [...writes, trace]);
        return;
      } catch (error) {
        this.#parts.log({ event: "fault", at: "deliver", code: codeOf(error) });
        if (this.#stopped) return;
        await Promise.race([this.#wait(FIRST_RETRY_MS * 2 ** tries), this.#halted]);
      }
    }
  }
}

/** Groups have negative ids; nobody hides there. */
function isOfStaff(chat: ChatAddress): boolean {
  return chat.id.startsWith("-");
}

function isForLater(code: FaultCode): boolean {
  return code === "channel/slow-down" || code === "channel/unreachable";
}
