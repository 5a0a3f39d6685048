import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Parts } from "../../src/app/parts.ts";
import type { BotParts } from "../../src/bot/bot-parts.ts";
import { showByChannel } from "../../src/channels/show-by-channel.ts";
import { type WhatsAppChannel, whatsappChannel } from "../../src/channels/whatsapp/whatsapp.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import type { Show } from "../../src/domain/outgoing.ts";
import { Secret } from "../../src/domain/secret.ts";
import { listen } from "../../src/http/server.ts";
import { ChannelRig, QUIET_MS } from "./channel-rig.ts";
import { type GraphStandIn, startGraph } from "./graph-stand-in.ts";
import { NO_HEALTH } from "./panic-rig.ts";
import { openTestHouse, type TestHouse, type TestHouseOptions } from "./test-house.ts";
import { WhatsAppPerson } from "./whatsapp-person.ts";

const WITHIN_MS = 8_000;

/** The real bot over a real house, joined to a stand-in of WhatsApp by real HTTP both ways. See {@link ChannelRig}. */
export class WhatsAppRig extends ChannelRig {
  readonly graph: GraphStandIn;
  #channel: WhatsAppChannel | null = null;
  #server: Server | null = null;
  #people = 0;

  private constructor(house: TestHouse, graph: GraphStandIn) {
    super(house);
    this.graph = graph;
  }

  /** Starts everything; {@link close} ends it. */
  static async open(options: TestHouseOptions = {}): Promise<WhatsAppRig> {
    const rig = new WhatsAppRig(await openTestHouse(options), await startGraph());
    await rig.join();
    return rig;
  }

  /** Numbers that are given to no one: 555-01xx. */
  person(): WhatsAppPerson {
    this.#people += 1;
    const phone = `12025550${100 + this.#people}`;
    return new WhatsAppPerson(this.graph, { phone, userId: null, name: "Somebody" });
  }

  async addressOf({ owner }: WhatsAppPerson): Promise<ChatAddress> {
    const id = await this.bot.bridges.chatOf({ phone: owner.phone, user: owner.userId });
    return { channel: "whatsapp", id: String(id) };
  }

  async quiet(): Promise<void> {
    for (let before = -1; before !== this.graph.sends.length; ) {
      await this.graph.notifier.settled(WITHIN_MS);
      before = this.graph.sends.length;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
  }

  async close(): Promise<void> {
    this.heal();
    this.graph.faults.heal();
    await this.part();
    await this.#channel?.close();
    await this.graph.stop();
    await this.house.close();
  }

  protected async open(parts: Parts, finish: (show: Show) => BotParts): Promise<void> {
    const { apiRoot, version, account, token, appSecret } = this.graph;
    const { phoneNumberId } = account;
    const secrets = { token: new Secret(token), appSecret, verifyToken: "a-verify-token-of-no-worth" };
    const settings = { apiRoot, version, phoneNumberId, ...secrets, templates: { kk: "news", ru: "news" } };
    const shows = showByChannel();
    this.#channel = whatsappChannel(settings, parts, (show) => {
      shows.open("whatsapp", show);
      return finish(shows.show);
    });
    const doors = { telegram: null, whatsapp: this.#channel.webhook, desk: null, health: NO_HEALTH };
    this.#server = await listen(doors, "127.0.0.1", 0);
    this.graph.notifier.deliverTo(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  protected async stop(): Promise<void> {
    this.graph.notifier.deliverTo(null);
    await this.die();
  }

  protected async die(): Promise<void> {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
