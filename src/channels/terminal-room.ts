/** A button as the bot sent it. */
export interface RoomButton {
  readonly label: string;
  /** What pressing it sends back. */
  readonly data: string;
}

/** One message that stands in the chat. */
export interface RoomMessage {
  readonly id: number;
  readonly by: "bot" | "person";
  readonly text: string;
  readonly buttons: readonly RoomButton[];
}

/** Whoever draws the room. */
export interface RoomView {
  readonly shown: (message: RoomMessage) => void;
  /** The buttons under a message changed. */
  readonly redrawn: (message: RoomMessage) => void;
  /** So many messages went; these are left. */
  readonly swept: (count: number, left: readonly RoomMessage[]) => void;
}

/** The one chat of a terminal: what stands in it, as a phone would show it. Nothing of it is kept on disk. */
export class TerminalRoom {
  readonly #view: RoomView;
  #messages: readonly RoomMessage[] = [];
  #lastId: number;

  /** @param firstId higher than any id of an earlier run: hide knows messages by their ids. */
  constructor(firstId: number, view: RoomView) {
    this.#lastId = firstId - 1;
    this.#view = view;
  }

  get messages(): readonly RoomMessage[] {
    return this.#messages;
  }

  /** The newest message that has such a button: on a phone it can be pressed though other words came after it. */
  newestWith(isWanted: (button: RoomButton) => boolean): RoomMessage | null {
    return this.#messages.findLast(({ buttons }) => buttons.some(isWanted)) ?? null;
  }

  /** A number that nothing had before: messages, updates and presses share one count. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  find(id: number): RoomMessage | null {
    return this.#messages.find((message) => message.id === id) ?? null;
  }

  /** The bot says something. @returns the id of the message. */
  say(text: string, buttons: readonly RoomButton[]): number {
    const message: RoomMessage = { id: this.nextId(), by: "bot", text, buttons };
    this.#messages = [...this.#messages, message];
    this.#view.shown(message);
    return message.id;
  }

  /** The person wrote something, and has seen it while typing. @returns the id of the message. */
  write(text: string): number {
    const message: RoomMessage = { id: this.nextId(), by: "person", text, buttons: [] };
    this.#messages = [...this.#messages, message];
    return message.id;
  }

  redraw(message: RoomMessage, buttons: readonly RoomButton[]): void {
    const redrawn = { ...message, buttons };
    this.#messages = this.#messages.map((one) => (one.id === message.id ? redrawn : one));
    this.#view.redrawn(redrawn);
  }

  /** Messages of both sides go. @returns how many of them stood there. */
  sweep(ids: readonly number[]): number {
    const left = this.#messages.filter(({ id }) => !ids.includes(id));
    const count = this.#messages.length - left.length;
    this.#messages = left;
    this.#view.swept(count, left);
    return count;
  }
}
