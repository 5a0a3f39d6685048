import type { PhoneOwner } from "./graph/notifications.ts";
import type { PhoneButton, PhoneChat, PhoneMessage } from "./graph/phone-chat.ts";
import { type GraphStandIn, unixSeconds } from "./graph-stand-in.ts";
import { matches } from "./hearing.ts";
import type { Patience } from "./person.ts";
import type { Payload } from "./telegram/payload.ts";
import { printPhoneMessage } from "./transcript.ts";

/** What she can send that the bot does not take. */
export type PhoneMedia = "image" | "video" | "audio" | "document" | "sticker";

/** Somebody who writes from a phone. What she sends is posted behind what she sent before, until it is taken. */
export class WhatsAppPerson {
  readonly graph: GraphStandIn;
  readonly owner: PhoneOwner;
  #heardUpTo = 0;

  constructor(graph: GraphStandIn, owner: PhoneOwner) {
    this.graph = graph;
    this.owner = owner;
  }

  /** What stands on her phone: both sides, for good. */
  get chat(): PhoneChat {
    return this.graph.chatOf(this.owner);
  }

  /** What the bot said since the last thing she did. */
  get heard(): readonly PhoneMessage[] {
    return this.chat.messages.slice(this.#heardUpTo).filter(({ by }) => by === "bot");
  }

  /** All that she could press, newest message first. */
  get buttons(): readonly PhoneButton[] {
    return [...this.chat.messages].reverse().flatMap(({ buttons }) => buttons);
  }

  /** Writes a text. @returns the id of her message. */
  sends(text: string): string {
    return this.#acts(text, { type: "text", text: { body: text } });
  }

  sharesLocation(latitude: number, longitude: number): string {
    return this.#acts(`${latitude}, ${longitude}`, { type: "location", location: { latitude, longitude } });
  }

  /** Sends a file of that kind, with words under it if wanted. */
  sendsMedia(kind: PhoneMedia, caption: string | null = null): string {
    const media = {
      id: "400000000000004",
      mime_type: "application/octet-stream",
      sha256: "",
      ...(caption && { caption }),
    };
    return this.#acts(caption ?? `(${kind})`, { type: kind, [kind]: media });
  }

  /** Sends a message of any kind: `{ type: "reaction", reaction: {…} }`. Id, sender and time are filled in. */
  sendsMessage(message: Payload): string {
    return this.#acts(`(${String(message.type)})`, message);
  }

  /**
   * Presses what can be read like that on the newest message that has it, or writes its number where options are numbered
   * lines; waits for it when it is not there.
   *
   * @throws {Error} when none came in time; it lists what there is.
   */
  async presses(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<string> {
    const found = await this.chat.watch.until(
      () => this.#find(pattern) ?? this.#numberOf(pattern),
      withinMs,
      () => `nothing like ${pattern} to press; there is ${this.buttons.map(({ label }) => `[ ${label} ]`).join(" ")}`,
    );
    return typeof found === "string" ? this.sends(found) : this.pressesButton(found.message.wamid, found.button);
  }

  /** Both sides, as lines to print. */
  transcript(name: string): string {
    return this.chat.messages.map((message) => printPhoneMessage(message, name)).join("\n");
  }

  /** Presses something under a message, however old. */
  pressesButton(wamid: string, { kind, id, title, description }: PhoneButton): string {
    const reply = { id, title, ...(description !== null && { description }) };
    const context = { from: this.graph.account.displayPhone.replace(/\D/g, ""), id: wamid };
    return this.#acts(`(${title})`, { type: "interactive", context, interactive: { type: kind, [kind]: reply } });
  }

  /**
   * Resolves with the first message that matches and came after the last thing she did.
   *
   * @throws {Error} when none came in time; it lists what she did hear.
   */
  hears(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<PhoneMessage> {
    const look = () => this.heard.find(({ text }) => matches(pattern, text)) ?? null;
    const complain = () =>
      `waited ${withinMs} ms for ${pattern}, heard ${this.heard.map(({ text }) => text).join("\n")}`;
    return this.chat.watch.until(look, withinMs, complain);
  }

  #find(pattern: RegExp): { readonly message: PhoneMessage; readonly button: PhoneButton } | null {
    for (const message of [...this.chat.messages].reverse()) {
      const button = message.buttons.find(({ label }) => matches(pattern, label));
      if (button !== undefined) return { message, button };
    }
    return null;
  }

  /** The number before an option that is a line of the newest message of the bot. */
  #numberOf(pattern: RegExp): string | null {
    const text = this.chat.messages.findLast(({ by }) => by === "bot")?.text ?? "";
    const lines = [...text.matchAll(/^(\d{1,2})\. (.+)$/gm)];
    return lines.find(([, , label]) => matches(pattern, label ?? ""))?.[1] ?? null;
  }

  #acts(text: string, content: Payload): string {
    const wamid = this.graph.newWamid();
    const wire = { id: wamid, timestamp: unixSeconds(), ...content };
    this.#heardUpTo = this.chat.messages.length;
    this.chat.add({ wamid, by: "person", text, buttons: [], wire });
    this.graph.post(this.owner, wire);
    return wamid;
  }
}
