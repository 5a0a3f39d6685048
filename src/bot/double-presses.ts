import { type ChatAddress, chatKey } from "../domain/chat.ts";
import { SECOND_MS } from "../domain/time.ts";

const MOST_CHATS = 20_000;
/** A trembling finger is quicker than this; whoever presses again later wonders why nothing happens, and is told. */
const SAME_PRESS_MS = 3 * SECOND_MS;

interface Pressed {
  readonly chat: ChatAddress;
  /** The message that the button stands under. */
  readonly message: number | null;
}

/** Knows the last button of each chat, in memory, so that two fast presses are one and not "this button is too old". */
export class DoublePresses {
  readonly #last = new Map<string, { readonly name: string; readonly at: number }>();

  isSecond(pressed: Pressed, press: string | null, now: number): boolean {
    const last = this.#last.get(chatKey(pressed.chat));
    const isSame = press !== null && last?.name === nameOf(pressed, press);
    return isSame && Math.abs(now - last.at) < SAME_PRESS_MS;
  }

  /** What came in was taken. Until then a second press is another try. */
  took(pressed: Pressed, press: string | null, now: number): void {
    const key = chatKey(pressed.chat);
    this.#last.delete(key);
    if (press === null) return;
    this.#last.set(key, { name: nameOf(pressed, press), at: now });
    if (this.#last.size <= MOST_CHATS) return;
    const [oldest] = this.#last.keys();
    if (oldest !== undefined) this.#last.delete(oldest);
  }
}

function nameOf({ message }: Pressed, press: string): string {
  return `${message} ${press}`;
}
