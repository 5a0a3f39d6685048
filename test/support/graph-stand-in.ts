import { randomBytes } from "node:crypto";
import type http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type BusinessAccount, newAccount, tellOf } from "./graph/business-account.ts";
import { openGraphDoor } from "./graph/graph-door.ts";
import { type GraphError, graphError } from "./graph/graph-error.ts";
import { wrongWith } from "./graph/message-rules.ts";
import { type MessageState, messageNotification, type PhoneOwner, statusNotification } from "./graph/notifications.ts";
import { Notifier } from "./graph/notifier.ts";
import { PhoneChat, shownMessage } from "./graph/phone-chat.ts";
import { PlannedAnswers } from "./graph/planned-answers.ts";
import { isObject, type Payload } from "./telegram/payload.ts";
import { Watch } from "./watch.ts";

/** One message that the bot asked to send, and what was wrong with it. */
export interface RecordedSend {
  readonly wire: Payload;
  readonly wrong: GraphError | null;
}

/** How a stand-in is set up; everything may be left out. */
export interface GraphOptions {
  readonly token?: string;
  readonly appSecret?: string;
  readonly version?: string;
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** Milliseconds before a refused notification is posted again; 50 when left out. */
  readonly retryMs?: number;
  /** What is posted of every message that is taken, at once and in this order, as the real service does; nothing when left out. */
  readonly reports?: readonly MessageState[];
}

/** A stand-in of the WhatsApp Cloud API: real HTTP on 127.0.0.1, strict where the real one is. See README.md. */
export class GraphStandIn {
  /** @secret */
  readonly token: string;
  /** @secret */
  readonly appSecret: string;
  readonly version: string;
  readonly account: BusinessAccount = newAccount();
  readonly faults = new PlannedAnswers();
  readonly notifier: Notifier;
  /** Every message that the bot asked to send, in the order of arrival; those that met a planned answer too. */
  readonly sends: RecordedSend[] = [];
  readonly watch = new Watch();
  readonly #chats = new Map<string, PhoneChat>();
  readonly #posted = new Map<string, object>();
  readonly #reports: readonly MessageState[];
  readonly #server: http.Server;

  /** Made by {@link startGraph}. */
  constructor({ token, appSecret, version, retryMs, reports }: GraphOptions) {
    this.#reports = reports ?? [];
    this.token = token ?? "EAA-stand-in-token-of-no-worth";
    this.appSecret = appSecret ?? "stand-in-app-secret-of-no-worth";
    this.version = version ?? "v23.0";
    this.notifier = new Notifier({ appSecret: this.appSecret, retryMs: retryMs ?? 50 });
    this.#server = openGraphDoor({
      token: this.token,
      appToken: `${this.account.appId}|${this.appSecret}`,
      version: this.version,
      messagesPath: `/${this.account.phoneNumberId}/messages`,
      meet: () => this.faults.meet(),
      take: (message, isBlind) => this.#take(message, isBlind),
      tell: (path) => tellOf(this.account, path),
    });
  }

  /** For `WHATSAPP_API_ROOT`. */
  get apiRoot(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every chat by its address; one with two addresses is there by the number. */
  get chats(): ReadonlyMap<string, PhoneChat> {
    const seen = new Set<PhoneChat>();
    const byNumber = [...this.#chats].sort(([a], [b]) => Number(/\D/.test(a)) - Number(/\D/.test(b)));
    return new Map(byNumber.filter(([, chat]) => !seen.has(chat) && seen.add(chat)));
  }

  /** The chat of a phone number or of an id; opened when nobody did yet. */
  chat(address: string): PhoneChat {
    const found = this.#chats.get(address) ?? new PhoneChat();
    this.#chats.set(address, found);
    return found;
  }

  /** One chat under both addresses of its owner. */
  chatOf({ phone, userId }: PhoneOwner): PhoneChat {
    const addresses = [phone, userId].filter((address) => address !== null);
    const found = addresses.flatMap((address) => this.#chats.get(address) ?? [])[0] ?? new PhoneChat();
    for (const address of addresses) this.#chats.set(address, found);
    return found;
  }

  /** Posts that a message came in from somebody, behind what she sent before. */
  post(owner: PhoneOwner, message: Payload): void {
    const notification = messageNotification(this.account, owner, message);
    this.#posted.set(String(message.id), notification);
    this.notifier.post(owner.userId ?? owner.phone ?? "", notification);
  }

  /** Posts the message of that id once more, beside everything else. */
  redeliver(wamid: string): void {
    const notification = this.#posted.get(wamid);
    if (notification !== undefined) this.notifier.post(`once more ${wamid}`, notification);
  }

  /** Posts what became of a message. `code`: why it failed. */
  report(owner: PhoneOwner, wamid: string, state: MessageState, code: number | null = null): void {
    const status = { wamid, state, code, at: unixSeconds() };
    this.notifier.post(`statuses of ${wamid}`, statusNotification(this.account, owner, status));
  }

  newWamid(): string {
    return `wamid.${randomBytes(24).toString("base64")}`;
  }

  /** Resolves with the send that makes the count full; those so far count too. */
  async whenSent(count: number, withinMs = 5_000): Promise<RecordedSend> {
    const look = () => this.sends[count - 1] ?? null;
    return this.watch.until(look, withinMs, () => `${this.sends.length} sends in ${withinMs} ms, not ${count}`);
  }

  /** Resolves when all that was posted is taken and the bot sent nothing for `quietMs`. */
  async settled(withinMs: number, quietMs: number): Promise<void> {
    for (let before = -1; before !== this.sends.length; ) {
      await this.notifier.settled(withinMs);
      before = this.sends.length;
      await setTimeout(quietMs);
    }
  }

  async start(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  /** Closes every connection; deliveries end. */
  async stop(): Promise<void> {
    this.notifier.stop();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #take(wire: Payload, isBlind: boolean): object | GraphError {
    const address = String(wire.to ?? wire.recipient);
    const wrong = wrongWith(wire) ?? this.#unknownTemplate(wire) ?? refusedBy(this.chat(address), wire);
    this.sends.push({ wire, wrong });
    this.watch.changed();
    if (wrong !== null || isBlind) return wrong ?? {};
    const wamid = this.newWamid();
    this.chat(address).add(shownMessage(wamid, wire));
    const owner = { phone: wire.to === undefined ? null : address, userId: wire.to === undefined ? address : null };
    for (const state of this.#reports) this.report({ ...owner, name: "" }, wamid, state);
    const contact = wire.to === undefined ? { input: address, user_id: address } : { input: address, wa_id: address };
    return { messaging_product: "whatsapp", contacts: [contact], messages: [{ id: wamid }] };
  }

  #unknownTemplate({ template }: Payload): GraphError | null {
    if (!isObject(template) || !isObject(template.language)) return null;
    const { code } = template.language;
    const isKnown = this.account.templates.some(
      ({ name, language, status }) => name === template.name && language === code && status === "APPROVED",
    );
    return isKnown ? null : graphError(132001, "Template name does not exist in the translation", 404);
  }
}

/** Starts a stand-in; the caller stops it. */
export async function startGraph(options: GraphOptions = {}): Promise<GraphStandIn> {
  const graph = new GraphStandIn(options);
  await graph.start(options.port ?? 0);
  return graph;
}

/** As a text, which is how Meta writes a time. */
export function unixSeconds(): string {
  return String(Math.floor(Date.now() / 1_000));
}

function refusedBy(chat: PhoneChat, { type }: Payload): GraphError | null {
  if (chat.isGone) return graphError(131026, "Message undeliverable");
  return chat.isClosed && type !== "template" ? graphError(131047, "Re-engagement message") : null;
}
