import type { Chatter, Standing } from "./chatter.ts";
import { matches } from "./hearing.ts";
import { Person } from "./person.ts";
import { botWords } from "./telegram/chat-room.ts";

/** A person at Telegram, as one of the channels that people write from. */
export class TelegramPerson extends Person implements Chatter {
  get standing(): readonly Standing[] {
    return this.screen.map((message) => ({
      by: message.by,
      text: message.text,
      buttons: this.room.buttonsAt(message).map((button) => button.text),
    }));
  }

  async sendsPhoto(caption: string): Promise<void> {
    await this.sendsUpdate({ message: { photo: [], caption } });
  }

  async forwards(text: string): Promise<void> {
    const forward_origin = { type: "hidden_user", sender_user_name: "Somebody else", date: 0 };
    await this.sendsUpdate({ message: { text, forward_origin } });
  }

  async rewrites(text: string): Promise<void> {
    const last = this.screen.findLast(({ by }) => by === "person");
    await this.edits(last?.messageId ?? 0, text);
  }

  repeats(): void {
    this.telegram.redeliver(this.lastUpdate);
  }

  async pressesGone(text: RegExp, button: RegExp): Promise<void> {
    const found = botWords(this.room.log).findLast((message) => matches(text, message.text));
    const label = found?.keyboard.rows.flat().find((one) => matches(button, one.text))?.text;
    await this.pressesOld(found?.messageId ?? 0, label ?? "");
  }
}
