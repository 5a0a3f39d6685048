import type { Chatter, Standing } from "./chatter.ts";
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
export class WhatsAppPerson implements Chatter {
  readonly graph: GraphStandIn;
  readonly owner: PhoneOwner;
  #heardUpTo = 0;
  #last: Payload = {};

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

  get standing(): readonly Standing[] {
    return this.chat.messages.map((message) => ({
      by: message.by,
      text: message.text,
      buttons: [...numberedIn(message), ...message.buttons].map(({ label }) => label),
    }));
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

  sendsPhoto(caption: string): string {
    return this.sendsMedia("image", caption);
  }

  sharesContact(phone: string): string {
    const contacts = [{ name: { formatted_name: "Somebody" }, phones: [{ phone }] }];
    return this.sendsMessage({ type: "contacts", contacts });
  }

  forwards(text: string): string {
    return this.#acts(text, { type: "text", text: { body: text }, context: { forwarded: true } });
  }

  /** Her phone shows what she wrote last otherwise from now on. */
  rewrites(text: string): string {
    const last = this.chat.messages.findLast(({ by }) => by === "person");
    const message = { type: "text", text: { body: text } };
    return this.sendsMessage({ type: "edit", edit: { original_message_id: last?.wamid ?? "", message } });
  }

  /** Meta posts the last thing that she did once more. */
  repeats(): void {
    this.graph.post(this.owner, this.#last);
  }

  pressesGone(text: RegExp, button: RegExp): string {
    const message = this.chat.messages.findLast((one) => matches(text, one.text));
    const found = message?.buttons.find(({ label }) => matches(button, label));
    if (!message || !found) throw new Error(`nothing like ${button} under ${text}`);
    return this.pressesButton(message.wamid, found);
  }

  /** Sends a message of any kind: `{ type: "reaction", reaction: {…} }`. Id, sender and time are filled in. */
  sendsMessage(message: Payload): string {
    return this.#acts(`(${String(message.type)})`, message);
  }

  /**
   * Presses what can be read like that on the newest message that has it, or writes the number that stands for it; waits
   * for it when it is not there.
   *
   * @throws {Error} when none came in time; it lists what there is.
   */
  async presses(pattern: RegExp, { withinMs = 5_000 }: Patience = {}): Promise<string> {
    const there = () => [...this.standing].reverse().flatMap(({ buttons }) => buttons.map((label) => `[ ${label} ]`));
    const { message, found } = await this.chat.watch.until(
      () => this.#find(pattern),
      withinMs,
      () => `nothing like ${pattern} to press; there is ${there().join(" ")}`,
    );
    return "number" in found ? this.sends(found.number) : this.pressesButton(message.wamid, found);
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

  #find(pattern: RegExp): { readonly message: PhoneMessage; readonly found: PhoneButton | Numbered } | null {
    const newest = this.chat.messages.findLast((message) => numberedIn(message).length > 0);
    for (const message of [...this.chat.messages].reverse()) {
      const numbered = message === newest ? numberedIn(message) : []; // A number means the last question.
      const found = [...message.buttons, ...numbered].find(({ label }) => matches(pattern, label));
      if (found !== undefined) return { message, found };
    }
    return null;
  }

  #acts(text: string, content: Payload): string {
    const wamid = this.graph.newWamid();
    const wire = { id: wamid, timestamp: unixSeconds(), ...content };
    this.#heardUpTo = this.chat.messages.length;
    this.#last = wire;
    this.chat.add({ wamid, by: "person", text, buttons: [], wire });
    this.graph.post(this.owner, wire);
    return wamid;
  }
}

/** A line that is chosen by its number. */
interface Numbered {
  readonly number: string;
  readonly label: string;
}

function numberedIn({ by, text }: PhoneMessage): readonly Numbered[] {
  if (by !== "bot") return [];
  return [...text.matchAll(/^(\d{1,2})\. (.+)$/gm)].map(([, number = "", label = ""]) => ({ number, label }));
}

/** Options that are lines of a text, with the number that stands before each. */
export function numberedLines(text: string): readonly (readonly [typed: string, label: string])[] {
  return [...text.matchAll(/^(\d{1,2})\. (.+)$/gm)].map(([, typed = "", label = ""]) => [typed, label]);
}
