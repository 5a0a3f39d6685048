import { playDangerNow, playIntake, type Step } from "../../scripts/demo-story.ts";
import type { GraphStandIn } from "../support/graph-stand-in.ts";
import {
  PLANTED_OWNER,
  PLANTED_WAMID,
  planted,
  plantedAtWhatsApp,
  plantedSecrets,
} from "../support/planted-secrets.ts";
import { staffOf } from "../support/running-pana.ts";
import { ACCEPTED, AT_COUNTER, shopButton, WINDOW } from "../support/shop-words.ts";
import { type PhoneMedia, WhatsAppPerson } from "../support/whatsapp-person.ts";
import { PHRASE, STAFF_ANSWER, STAFF_PASSPHRASE } from "./canary-places.ts";
import type { CanaryRun, StepLeaks } from "./canary-run.ts";

const MEDIA: readonly PhoneMedia[] = ["image", "video", "audio", "document", "sticker"];
const UNREAD = /оқыған жоқ/;
/** A delivery that failed is tried again after seconds. */
const PATIENT = { withinMs: 20_000 };

/** The whole story of the same person on WhatsApp. */
export class WhatsAppCanaryStory {
  readonly #run: CanaryRun;
  readonly #graph: GraphStandIn;
  readonly #her: WhatsAppPerson;
  readonly #step: Step;

  constructor(run: CanaryRun) {
    this.#run = run;
    this.#graph = run.places.graph;
    this.#her = new WhatsAppPerson(this.#graph, PLANTED_OWNER);
    this.#step = run.step;
  }

  /** Plays until the first leak. @returns null when there was none to the end. */
  play(): Promise<StepLeaks | null> {
    return this.#run.play(async () => {
      await this.#run.start("webhook");
      this.#graph.notifier.deliverTo(this.#origin);
      await this.#tell();
      await this.#tellOtherwise();
      await this.#trouble();
      await this.#knock();
      await this.#answer();
      await this.#step("it is stopped", () => this.#run.running.stop());
      await this.#run.start("polling");
      await this.#tellAgain();
      await this.#step("it is killed", () => this.#run.running.kill());
      await this.#run.start("webhook");
      await this.#step("it is stopped for good", () => this.#run.running.stop());
    });
  }

  get #origin(): string {
    return `http://127.0.0.1:${this.#run.deployed.port}`;
  }

  /** Danger now, then every planted secret as a word in the live talk. */
  async #tell(): Promise<void> {
    await playDangerNow(this.#her, this.#step);
    await this.#step("she tells everything else", async () => {
      for (const { text } of [...plantedSecrets(), ...plantedAtWhatsApp()]) await this.#says(text);
    });
    await this.#step("a message has her number in its id", async () => {
      this.#her.sendsMessage({ type: "text", id: PLANTED_WAMID, text: { body: planted("e-mail") } });
      await this.#her.hears(UNREAD);
    });
  }

  /** In every other way in which words can come. */
  async #tellOtherwise(): Promise<void> {
    const her = this.#her;
    const [name, body] = [planted("name of the one who hurts"), planted("place of work")];
    await this.#step("she shares a place and a contact", async () => {
      her.sharesLocation(43.238_913_7, 76.889_651_9);
      await her.hears(/./);
      const phones = [{ phone: "+77005550173", wa_id: "77005550173" }];
      her.sendsMessage({ type: "contacts", contacts: [{ name: { formatted_name: name }, phones }] });
      await her.hears(/./);
    });
    for (const kind of MEDIA) {
      await this.#step(`she sends ${kind} with a caption`, async () => {
        her.sendsMedia(kind, planted("name of a child"));
        await her.hears(/./);
      });
    }
    await this.#step("she passes on, changes and likes words", async () => {
      her.sendsMessage({ type: "text", context: { forwarded: true }, text: { body } });
      await her.hears(UNREAD);
      const message = { type: "text", text: { body: planted("address in Kazakh") } };
      her.sendsMessage({ type: "edit", edit: { original_message_id: PLANTED_WAMID, message } });
      await her.hears(UNREAD);
      her.sendsMessage({ type: "reaction", reaction: { message_id: PLANTED_WAMID, emoji: body } });
      her.sendsMessage({ type: "order", order: { text: body, product_items: [] } });
      await her.hears(/./);
    });
  }

  /** Whatever goes wrong is a moment in which programs print too much. */
  async #trouble(): Promise<void> {
    const { faults } = this.#graph;
    for (const answer of ["html", "empty", "list", "cut"] as const) {
      await this.#step(`WhatsApp answers with ${answer}`, async () => {
        faults.failNext({ answer });
        await this.#says(planted("words in Kazakh"), PATIENT);
      });
    }
    for (const [status, code] of [
      [400, 100],
      [401, 190],
      [429, 130429],
      [500, 131000],
    ] as const) {
      await this.#step(`WhatsApp refuses with ${code}`, async () => {
        faults.failNext({ answer: "error", status, code });
        this.#her.sends(planted("words in Kazakh"));
        const isGone = code === 100; // That one message is given up.
        await (isGone ? this.#run.running.line(/"outbox\.dropped"/) : this.#her.hears(UNREAD, PATIENT));
      });
    }
    await this.#step("she has blocked the number", async () => {
      this.#her.chat.isGone = true;
      this.#her.sends(planted("words in Kazakh"));
      await this.#run.running.line(/"outbox\.dropped".*channel\/blocked/);
      this.#her.chat.isGone = false;
    });
    await this.#step("a message fails afterwards", async () => {
      const last = this.#her.chat.messages.findLast(({ by }) => by === "bot")?.wamid ?? "";
      this.#graph.report(PLANTED_OWNER, last, "delivered");
      this.#graph.report(PLANTED_OWNER, last, "failed", 131026);
      await this.#graph.notifier.settled(5_000);
    });
  }

  /** Whoever is not Meta, and Meta when it says what nobody understands. */
  async #knock(): Promise<void> {
    await this.#step("somebody knocks at the webhook", async () => {
      const url = `${this.#origin}/whatsapp/webhook`;
      const entry = [{ id: planted("phone"), changes: [{ field: planted("words in Russian"), value: {} }] }];
      const bodies = [
        `{"entry": "${planted("words in Russian")}`,
        JSON.stringify({ object: planted("e-mail"), entry }),
      ];
      for (const body of bodies) {
        for (const signature of [this.#graph.notifier.sign(body), `sha256=${"0".repeat(64)}`, planted("phone")])
          await fetch(url, { method: "POST", headers: { "x-hub-signature-256": signature }, body });
      }
      const query = `hub.mode=subscribe&hub.challenge=1&hub.verify_token=${encodeURIComponent(planted("first name"))}`;
      await fetch(`${url}?${query}`);
    });
    await this.#step("somebody makes up a press", async () => {
      const reply = { id: planted("personal number"), title: planted("name of a child") };
      const interactive = { type: "button_reply", button_reply: reply };
      this.#her.sendsMessage({ type: "interactive", context: { id: PLANTED_WAMID }, interactive });
      await this.#her.hears(/./);
    });
  }

  async #answer(): Promise<void> {
    await this.#step("staff claim and open the case, and answer", async () => {
      const desk = await staffOf(this.#run.deployed, 0, STAFF_PASSPHRASE);
      const urgent = (await desk.queue()).find(({ urgency }) => urgency === "immediate");
      if (urgent === undefined) throw new Error("her case is not in the queue");
      await desk.claim(urgent.caseId);
      const { lines } = await desk.open(urgent.caseId);
      if (!JSON.stringify(lines).includes(planted("e-mail"))) throw new Error("her words are not in the case");
      if ((await desk.answer(urgent.caseId, STAFF_ANSWER)) !== "sent") throw new Error("the answer waits");
      await this.#her.hears(/көгершін/, { withinMs: 10_000 });
    });
    await this.#step("she writes back", async () => {
      this.#her.sends(planted("phone as people write it"));
      await this.#her.hears(/адам көреді/);
    });
  }

  async #tellAgain(): Promise<void> {
    const her = this.#her;
    await playIntake(her, this.#step, "/start");
    await this.#step("she says the code phrase among other words", async () => {
      her.sends(`${PHRASE} ${planted("address in Russian")}`);
      await her.hears(ACCEPTED);
    });
    await this.#step("she hides the chat", async () => {
      await her.presses(shopButton("shop.doors.cancel"));
      await her.hears(WINDOW);
    });
    await this.#step("words come into the hidden chat", async () => {
      her.sends(planted("words in Kazakh"));
      await her.hears(AT_COUNTER);
    });
    await this.#step("she has another number", async () => {
      const system = { type: "user_changed_number", wa_id: "21073914806", body: planted("name of a child") };
      her.sendsMessage({ type: "system", system });
      await this.#graph.notifier.settled(5_000);
    });
  }

  async #says(text: string, patience = { withinMs: 5_000 }): Promise<void> {
    this.#her.sends(text);
    await this.#her.hears(UNREAD, patience);
  }
}
