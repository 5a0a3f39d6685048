import { playDangerNow, playIntake, type Step } from "../../scripts/demo-story.ts";
import { Person } from "../support/person.ts";
import { privateChatOf } from "../support/person-profile.ts";
import { PLANTED_PERSON, plantedSecrets, planted as text } from "../support/planted-secrets.ts";
import { type Deployed, staffOf } from "../support/running-pana.ts";
import { ACCEPTED, AT_COUNTER, shopButton, WINDOW } from "../support/shop-words.ts";
import type { Staff } from "../support/staff.ts";
import type { TelegramStandIn } from "../support/telegram-stand-in.ts";
import { PHRASE, STAFF_ANSWER, STAFF_PASSPHRASE } from "./canary-places.ts";
import type { CanaryRun, StepLeaks } from "./canary-run.ts";

/** The whole story of somebody on Telegram. */
export class CanaryStory {
  readonly #run: CanaryRun;
  readonly #telegram: TelegramStandIn;
  readonly #deployed: Deployed;
  readonly #her: Person;
  readonly #step: Step;

  constructor(run: CanaryRun) {
    this.#run = run;
    this.#telegram = run.places.telegram;
    this.#deployed = run.deployed;
    this.#her = new Person(this.#telegram, PLANTED_PERSON);
    this.#step = run.step;
  }

  /** Plays until the first leak. @returns null when there was none to the end. */
  play(): Promise<StepLeaks | null> {
    return this.#run.play(async () => {
      await this.#run.start("webhook");
      await this.#tell();
      await this.#trouble();
      await this.#answer();
      await this.#step("it is stopped", () => this.#run.running.stop());
      await this.#run.start("polling");
      await this.#tellAgain();
      await this.#step("it is killed", () => this.#run.running.kill());
      await this.#run.start("webhook");
      await this.#step("it is stopped for good", () => this.#run.running.stop());
    });
  }

  /** Danger now, then every planted secret as a word in the live talk, in every way in which words can come. */
  async #tell(): Promise<void> {
    const her = this.#her;
    await playDangerNow(her, this.#step);
    await this.#step("she tells everything else", async () => {
      for (const { text } of plantedSecrets()) {
        await her.sends(text);
        await her.hears(/оқыған жоқ/);
      }
    });
    await this.#step("she shares a place and a contact", async () => {
      await her.sharesLocation(43.238_913_7, 76.889_651_9);
      await her.hears(/./);
      await her.sharesContact("77005550173");
      await her.hears(/./);
    });
    for (const message of captioned()) {
      await this.#step(`she sends ${Object.keys(message)[0]} with a caption`, async () => {
        await her.sendsUpdate({ message });
        await her.hears(/./);
      });
    }
    await this.#step("she passes on and changes words", async () => {
      const sender = { type: "hidden_user", sender_user_name: text("name of the one who hurts"), date: 1 };
      const { messageId } = await her.sendsUpdate({ message: { text: text("e-mail"), forward_origin: sender } });
      await her.hears(/оқыған жоқ/);
      await her.edits(messageId ?? 0, text("place of work"));
      await her.hears(/оқыған жоқ/);
    });
  }

  /** Whatever goes wrong is a moment in which programs print too much. */
  async #trouble(): Promise<void> {
    const [her, { faults }] = [this.#her, this.#telegram];
    for (const fault of [{ status: 500, times: 2 }, { status: "cut" }, { status: 429, retryAfter: 1 }] as const) {
      await this.#step(`Telegram fails with ${fault.status}`, async () => {
        faults.failNext({ method: "sendMessage", ...fault });
        await her.sends(text("words in Kazakh"));
        await her.hears(/оқыған жоқ/, { withinMs: 15_000 });
      });
    }
    await this.#step("she has blocked the bot", async () => {
      faults.blockChat(her.id);
      await her.sends(text("words in Latin letters"));
      await this.#run.running.line(/"outbox\.dropped"/);
      faults.unblockChat(her.id);
    });
    await this.#step("somebody makes up a press", async () => {
      const message = { message_id: 1, date: 1, chat: privateChatOf(PLANTED_PERSON) };
      const id = this.#telegram.account.newCallbackId();
      await her.sendsUpdate({ callback_query: { id, message, chat_instance: "1", data: text("personal number") } });
      await her.hears(/./);
    });
    await this.#step("somebody knocks at the webhook", async () => {
      const url = `http://127.0.0.1:${this.#deployed.port}`;
      const body = `{"update_id": 1, "message": "${text("words in Russian")}`;
      const right = { "X-Telegram-Bot-Api-Secret-Token": this.#deployed.env.TELEGRAM_WEBHOOK_SECRET ?? "" };
      const wrong = { "X-Telegram-Bot-Api-Secret-Token": encodeURIComponent(text("first name")) };
      for (const headers of [right, wrong]) await fetch(`${url}/telegram/webhook`, { method: "POST", headers, body });
      await fetch(`${url}/${encodeURIComponent(text("last name"))}?name=${encodeURIComponent(text("first name"))}`);
    });
  }

  async #answer(): Promise<void> {
    let desk: Staff | null = null;
    let caseId = "";
    const staff = () => desk ?? fail("nobody is at the desk");
    await this.#step("staff come in with their passphrase and see the queue", async () => {
      desk = await staffOf(this.#deployed, 0, STAFF_PASSPHRASE);
      const urgent = (await desk.queue()).find(({ urgency }) => urgency === "immediate");
      caseId = urgent?.caseId ?? fail("her case is not in the queue");
    });
    await this.#step("staff claim and open the case", async () => {
      await staff().claim(caseId);
      const { lines } = await staff().open(caseId);
      if (!JSON.stringify(lines).includes(text("e-mail"))) fail("her words are not in the case");
    });
    await this.#step("staff answer", async () => {
      if ((await staff().answer(caseId, STAFF_ANSWER)) !== "sent") fail("the answer waits");
      await this.#her.hears(/көгершін/, { withinMs: 10_000 });
    });
    await this.#step("staff note, and somebody tries what is not theirs", async () => {
      await staff().must(({ cases }) => cases.note(caseId, text("words in Russian")));
      const other = await staffOf(this.#deployed, 1, STAFF_PASSPHRASE);
      await other.open(caseId).catch(() => {});
      await fetch(
        `http://127.0.0.1:${this.#deployed.port}/api/desk/cases/${encodeURIComponent(text("first name"))}/open`,
        {
          method: "POST",
          headers: { "Content-Type": "application/json", Authorization: encodeURIComponent(text("last name")) },
          body: JSON.stringify({ text: text("words in Kazakh") }),
        },
      );
    });
    await this.#step("she writes back", async () => {
      await this.#her.sends(text("phone as people write it"));
      await this.#her.hears(/адам көреді/);
    });
  }

  async #tellAgain(): Promise<void> {
    const her = this.#her;
    await playIntake(her, this.#step, "/start");
    await this.#step("she shares a place where it is taken", async () => {
      await her.presses(/^Другое место$/);
      await her.hears(/област/);
      await her.sharesLocation(43.238_913_7, 76.889_651_9);
      await her.hears(/Для кого/);
      await her.presses(/^Для женщины$/);
      await her.hears(/Что дальше/);
    });
    await this.#step("she says the code phrase among other words", async () => {
      await her.sends(`${PHRASE} ${text("address in Russian")}`);
      await her.hears(ACCEPTED);
    });
    await this.#step("she hides the chat", async () => {
      await her.presses(shopButton("shop.doors.cancel"));
      await her.hears(WINDOW);
    });
    await this.#step("words come into the hidden chat", async () => {
      await her.sends(text("words in Kazakh"));
      await her.hears(AT_COUNTER);
    });
  }
}

function fail(why: string): never {
  throw new Error(why);
}

function captioned(): readonly Readonly<Record<string, unknown>>[] {
  const file = { file_id: text("username"), file_unique_id: text("phone") };
  const caption = `${text("name of a child")}, ${text("address in Kazakh")}`;
  return [
    { photo: [{ ...file, width: 1, height: 1 }], caption },
    { voice: { ...file, duration: 1 }, caption },
    { video: { ...file, duration: 1, width: 1, height: 1 }, caption },
    { document: { ...file, file_name: `${text("name of the one who hurts")}.pdf` }, caption },
    { sticker: { ...file, emoji: "🙂", set_name: text("place of work") } },
  ];
}
