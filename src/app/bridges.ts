import type { BridgeEnd } from "../crypto/bridge-row.ts";
import { readUtf8 } from "../crypto/byte-reader.ts";
import { utf8 } from "../crypto/encoding.ts";
import type { Channel, ChatAddress } from "../domain/chat.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import {
  FIRST_BRIDGED_CHAT,
  isSomebodyElse,
  type PlatformAddress,
  platformAddressSchema,
  sameAddress,
  withNewer,
  without,
} from "../domain/platform-address.ts";
import { remember } from "../domain/remember.ts";
import { SECOND_MS, type WeekNumber } from "../domain/time.ts";
import type { BridgeRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import type { Wait } from "./deliveries.ts";
import type { Parts } from "./parts.ts";

/** How long a first message waits for the database; panic must not wait for it. */
const PATIENCE_MS = SECOND_MS;
const TRIES = 5;
const REMEMBERED = 50_000;

/** A row of the store and what it says. */
interface Read<Said> {
  readonly end: BridgeEnd;
  readonly row: BridgeRow | null;
  readonly says: Said | null;
}

/** A chat that is somebody else's address no more, and how it is still reached. */
interface Losing {
  readonly read: Read<PlatformAddress>;
  readonly keeps: PlatformAddress;
}

/**
 * Which chat a person of another platform is here, and where that chat is answered. A chat is a random number: her
 * telephone number stands in no row, no key and no line of the log. [Note: A number of her own]
 */
export class Bridges {
  readonly #parts: Parts;
  readonly #channel: Channel;
  readonly #wait: Wait;
  /** By address: the chat, and the week that its rows are of. */
  readonly #chats = new Map<string, { readonly chat: number; readonly week: WeekNumber }>();
  readonly #addresses = new Map<number, PlatformAddress>();
  /** Chats made while the database was away: their rows are still to be written. */
  readonly #unwritten = new Map<string, number>();
  readonly #finding = new Map<string, Promise<number>>();

  constructor(parts: Parts, channel: Channel, wait: Wait) {
    this.#parts = parts;
    this.#channel = channel;
    this.#wait = wait;
  }

  /** The chat of who writes; a new one for who was never here. Never throws: without a database it is kept in memory. */
  async chatOf(from: PlatformAddress): Promise<number> {
    const key = keyOf(from);
    const known = this.#chats.get(key);
    if (known !== undefined && known.week === (this.#week() ?? known.week)) return known.chat;
    const finding = this.#finding.get(key) ?? this.#find(from).finally(() => this.#finding.delete(key));
    this.#finding.set(key, finding);
    return finding;
  }

  /** Where a chat is answered; null: nobody knows any more. @throws {Fault} `store/…`, `keys/…`. */
  async addressOf(chat: number): Promise<PlatformAddress | null> {
    const known = this.#addresses.get(chat);
    if (known !== undefined) return known;
    const { says } = await this.#readChat(chat);
    if (says !== null) remember(this.#addresses, chat, says, REMEMBERED);
    return says;
  }

  /** She has another number, or another id, and is the same person. @throws {Fault} `store/…`, `keys/…`: not yet. */
  async moved(from: PlatformAddress, to: PlatformAddress): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const old = await Promise.all(this.#endsOf(from).map((end) => this.#readAddress(end)));
      const at = await this.#sameAs(from, old);
      if (at === null) return;
      const chat = Number(at.end.id);
      const fresh = await Promise.all(this.#endsOf(to).map((end) => this.#readAddress(end)));
      const gone = old.filter(({ end, says }) => says === chat && !fresh.some((one) => one.end.id === end.id));
      const now = withNewer(at.says ?? from, to);
      const others = await this.#othersLosing(to, fresh, chat);
      const writes = [
        ...fresh.map((one) => this.#put(one, chat)),
        this.#put(at, now),
        ...others.map(({ read, keeps }) => this.#put(read, keeps)),
        { write: "erase-bridges", tags: gone.flatMap(({ row }) => (row === null ? [] : [row.tag])) } as const,
      ];
      if ((await this.#parts.store.commit(writes)) !== "done") continue;
      this.#part(others);
      this.forget(chat);
      remember(this.#addresses, chat, now, REMEMBERED);
      return;
    }
    throw new Fault("store/conflict");
  }

  /**
   * Whether what is known of the chat may be believed. One that was made because the database was slow is looked up once
   * more: she may have another, with a cover on it.
   *
   * @throws {Fault} `turn/elsewhere`: it is another one, and the update must come again; `store/unavailable`.
   */
  async mustBeKnown(chat: number): Promise<void> {
    const from = this.#addresses.get(chat);
    if (from === undefined || this.#unwritten.get(keyOf(from)) !== chat) return;
    const now = await this.chatOf(from);
    if (now !== chat) throw new Fault("turn/elsewhere");
    if (this.#unwritten.has(keyOf(from))) throw new Fault("store/unavailable");
  }

  /** Who writes from there next is somebody new. What is said to the chat at this moment still reaches it. */
  forget(chat: number): void {
    for (const [key, known] of this.#chats) if (known.chat === chat) this.#chats.delete(key);
  }

  async #find(from: PlatformAddress): Promise<number> {
    const key = keyOf(from);
    const made = this.#chats.get(key)?.chat ?? this.#unwritten.get(key) ?? this.#newChat();
    const settled = this.#settle(from, made);
    const late = this.#wait(PATIENCE_MS).then(() => null);
    try {
      const chat = await Promise.race([settled, late]);
      if (chat !== null) return chat;
      settled.catch(() => {}); // Tried again with her next message.
      this.#parts.log({ event: "fault", at: "bridge", code: "store/unavailable" });
    } catch (error) {
      this.#parts.log({ event: "fault", at: "bridge", code: codeOf(error) });
    }
    remember(this.#unwritten, key, made, REMEMBERED);
    remember(this.#addresses, made, from, REMEMBERED);
    return made;
  }

  /** Finds or makes the rows of who writes, under the key of this week. */
  async #settle(from: PlatformAddress, made: number): Promise<number> {
    const key = keyOf(from);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const week = this.#parts.keys.time.current<WeekNumber>("address-epoch").number;
      const ends = await Promise.all(this.#endsOf(from).map((end) => this.#readAddress(end)));
      const found = await this.#sameAs(from, ends);
      const at = found ?? (await this.#readChat(made));
      const chat = Number(at.end.id);
      const address = withNewer(at.says ?? from, from);
      const stale = ends.filter(({ row, says }) => says !== chat || row?.epoch !== week);
      const isCurrent = at.says !== null && sameAddress(at.says, address) && at.row?.epoch === week;
      const writes = [...stale.map((one) => this.#put(one, chat)), ...(isCurrent ? [] : [this.#put(at, address)])];
      // Who wrote while the database was away is answered there, too.
      if (chat !== made && this.#unwritten.has(key)) writes.push(this.#put(await this.#readChat(made), address));
      const others = await this.#othersLosing(from, ends, chat);
      writes.push(...others.map(({ read, keeps }) => this.#put(read, keeps)));
      if (writes.length > 0 && (await this.#parts.store.commit(writes)) !== "done") continue;
      this.#part(others);
      this.#unwritten.delete(key);
      remember(this.#chats, key, { chat, week }, REMEMBERED);
      remember(this.#addresses, chat, address, REMEMBERED);
      return chat;
    }
    throw new Fault("store/conflict");
  }

  /** Chats that were reached by these names until now: what is said there must not come to who bears them today. */
  async #othersLosing(names: PlatformAddress, ends: readonly Read<number>[], chat: number): Promise<readonly Losing[]> {
    const chats = new Set(ends.flatMap(({ says }) => (says === null || says === chat ? [] : [says])));
    const reads = await Promise.all([...chats].map((other) => this.#readChat(other)));
    return reads.flatMap((read) => (read.says === null ? [] : [{ read, keeps: without(read.says, names) }]));
  }

  #part(others: readonly Losing[]): void {
    for (const { read, keeps } of others) {
      this.forget(Number(read.end.id));
      remember(this.#addresses, Number(read.end.id), keeps, REMEMBERED);
    }
  }

  /** The chat that one of her ends leads to, if it is hers: her own id counts more than a number that others had. */
  async #sameAs(from: PlatformAddress, ends: readonly Read<number>[]): Promise<Read<PlatformAddress> | null> {
    for (const { says } of ends) {
      if (says === null) continue;
      const at = await this.#readChat(says);
      if (at.says !== null && !isSomebodyElse(at.says, from)) return at;
    }
    return null;
  }

  #endsOf(address: PlatformAddress): readonly BridgeEnd[] {
    return endsOf(this.#channel, address);
  }

  async #readAddress(end: BridgeEnd): Promise<Read<number>> {
    return this.#read(end, (said) => (Number.isSafeInteger(said) ? (said as number) : null));
  }

  async #readChat(chat: number): Promise<Read<PlatformAddress>> {
    const end = { kind: "chat", channel: this.#channel, id: String(chat) } as const;
    return this.#read(end, (said) => platformAddressSchema.parse(said));
  }

  /** A row that does not open is none: she begins anew. The fault is logged. */
  async #read<Said>(end: BridgeEnd, parse: (said: unknown) => Said | null): Promise<Read<Said>> {
    const row = await this.#parts.store.findBridge(this.#parts.keys.bridgeTags(end));
    if (row === null) return { end, row, says: null };
    try {
      return { end, row, says: parse(JSON.parse(readUtf8(this.#parts.keys.openBridge(end, row)))) };
    } catch (error) {
      this.#parts.log({ event: "fault", at: "bridge", code: codeOf(error) });
      return { end, row, says: null };
    }
  }

  #put({ end, row }: Read<unknown>, says: number | PlatformAddress): Write {
    const bridge = this.#parts.keys.sealBridge(end, (row?.version ?? 0) + 1, utf8(JSON.stringify(says)));
    return { write: "put-bridge", bridge, was: row && { tag: row.tag, version: row.version } };
  }

  /** null: the keys are away, and what was known stays. */
  #week(): WeekNumber | null {
    try {
      return this.#parts.keys.time.current<WeekNumber>("address-epoch").number;
    } catch {
      return null;
    }
  }

  /** 52 random bits above Telegram's. */
  #newChat(): number {
    const bytes = this.#parts.random(7);
    const bits = bytes.reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & 0x0f : byte), 0);
    return FIRST_BRIDGED_CHAT + bits;
  }
}

/**
 * The writes that end the bridge of a chat: who writes from there afterwards is somebody new. None in a channel that has
 * no bridges.
 *
 * @throws {Fault} `store/…`, `keys/…`.
 */
export async function endBridge({ keys, store }: Parts, chat: ChatAddress): Promise<readonly Write[]> {
  const end = { kind: "chat", ...chat } as const;
  const row = await store.findBridge(keys.bridgeTags(end));
  if (row === null) return [];
  const address = platformAddressSchema.parse(JSON.parse(readUtf8(keys.openBridge(end, row))));
  const ends = [end, ...endsOf(chat.channel, address)];
  return [{ write: "erase-bridges", tags: ends.flatMap((one) => keys.bridgeTags(one)) }];
}

/** The platform's own id first: it stays with a person. */
function endsOf(channel: Channel, { user, phone }: PlatformAddress): readonly BridgeEnd[] {
  const ids = [user === null ? [] : [`user:${user}`], phone === null ? [] : [`phone:${phone}`]].flat();
  return ids.map((id) => ({ kind: "address", channel, id }));
}

/** A key for maps in memory; never stored, never logged. */
function keyOf({ phone, user }: PlatformAddress): string {
  return `${phone ?? ""} ${user ?? ""}`;
}
