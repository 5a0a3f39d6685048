import type { Parts } from "../app/parts.ts";
import { type Cry, raiseAlert } from "../app/raise-alert.ts";
import { readUtf8 } from "../crypto/byte-reader.ts";
import { utf8 } from "../crypto/encoding.ts";
import { type OutboxKey, type OutboxRow, openOutbox, sealOutbox } from "../crypto/outbox-row.ts";
import { type ChatAddress, chatKey } from "../domain/chat.ts";
import { newId, type OutboxId } from "../domain/ids.ts";
import type { DayNumber } from "../domain/time.ts";

const MOST_CHATS = 2_000;
const MOST_OF_A_CHAT = 5;
const KEY_BYTES = 32;
/** The key is of this process and of no day. */
const NO_DAY = 0 as DayNumber;

interface Held {
  readonly id: OutboxId;
  readonly row: OutboxRow;
}

/**
 * Cries that the database did not take. They wait in memory, sealed under a key of this process, and are tried again every
 * second and before anything else is heard in their chat; she was told not to rely on them.
 */
export class HeldAlerts {
  readonly #parts: Parts;
  readonly #key: OutboxKey;
  readonly #chats = new Map<string, readonly Held[]>();
  #trying: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#key = parts.random(KEY_BYTES) as OutboxKey;
  }

  has(chat: ChatAddress): boolean {
    return this.#chats.has(chatKey(chat));
  }

  hold(cry: Cry): void {
    const { sodium, random } = this.#parts;
    const id = newId<OutboxId>(random);
    const row = sealOutbox(sodium, random, this.#key, NO_DAY, id, utf8(JSON.stringify(cry)));
    const key = chatKey(cry.chat);
    if (!this.#chats.has(key) && this.#chats.size >= MOST_CHATS) return;
    this.#chats.set(key, [...(this.#chats.get(key) ?? []), { id, row }].slice(0, MOST_OF_A_CHAT));
  }

  /** Tries to keep what is held. @returns whether something was kept. */
  async retry(): Promise<boolean> {
    if (this.#chats.size === 0) return false;
    let kept = false;
    this.#trying ??= this.#tryAll(() => {
      kept = true;
    }).finally(() => {
      this.#trying = null;
    });
    await this.#trying;
    return kept;
  }

  async #tryAll(onKept: () => void): Promise<void> {
    for (const [key, all] of [...this.#chats]) {
      for (const held of all) {
        if ((await raiseAlert(this.#parts, this.#open(held))) === null) return; // The next ones would fail alike.
        onKept();
        const left = (this.#chats.get(key) ?? []).filter((one) => one !== held);
        if (left.length === 0) this.#chats.delete(key);
        else this.#chats.set(key, left);
      }
    }
  }

  #open({ id, row }: Held): Cry {
    return JSON.parse(readUtf8(openOutbox(this.#parts.sodium, this.#key, NO_DAY, id, row))) as Cry;
  }
}
