import { expect } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { pinVerifier } from "../../src/crypto/pin.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { searchFolders, searchText } from "../support/canary.ts";
import type { PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";
import type { Secret } from "../support/planted-secrets.ts";
import { RETURN_WORD, shopButton, shopSays, WINDOW } from "../support/shop-words.ts";
import { toLive } from "./walks.ts";

const PHRASE = "Есть ли у вас зелёный чай с мятой?";
const SAYS = ["Лиловосамоварова 77", "ключ у Бибигуль", "собака Барсук рычит", "прячусь за сундуком"] as const;
const ORDERS = ["Мятная-Тупиковая 3186", "ожог от утюжища", "третий чердак", "кличка Хвостозавр"] as const;
const KEEPS = {
  phrase: "кастрюля соседки посинела",
  code: "ромашковедение",
  address: "Подстаканная 9",
  pin: "48210937",
};

/** What she says in the open and under cover, and what she lays down for later. */
export const SECRETS: readonly Secret[] = [...SAYS, ...ORDERS, ...Object.values(KEEPS)].map((text, i) => ({
  label: `secret ${i + 1}`,
  text,
}));

/** Somebody who tells all of the secrets, hides, and has everything destroyed. */
export class EraseStory {
  readonly person: Person;
  readonly #rig: PanicRig;

  constructor(rig: PanicRig) {
    this.#rig = rig;
    this.person = rig.person();
  }

  /** Two cases come of it: one from the live talk, one from an order under cover. */
  async tells(): Promise<void> {
    const { person } = this;
    await toLive(person);
    for (const words of SAYS) {
      await person.sends(words);
      await person.hears(/Отправлено|📞/);
    }
    await this.#rig.quiet();
    await this.#keepsCodes();
    await person.sends(PHRASE);
    await person.hears(shopSays("shop.address.ask"));
    for (const words of ORDERS) {
      await person.sends(words);
      await person.hears(/./);
    }
    await this.#rig.quiet();
  }

  async hides(): Promise<void> {
    await this.person.presses(shopButton("shop.doors.cancel"));
    await this.person.hears(WINDOW);
    await this.#rig.still();
  }

  /** What stands in the chat on either side; after hide one line that says nothing. */
  screen(): readonly (readonly [by: string, saysNothing: boolean])[] {
    return this.person.screen.map(({ by, text }) => [by, WINDOW.test(text)]);
  }

  async asksErasure(): Promise<void> {
    const { person } = this;
    await person.sends(RETURN_WORD); // A PIN is set: this word opens nothing.
    await person.hears(/./);
    await person.sends(KEEPS.pin);
    await person.hears(/Что сделать сейчас/);
    await person.presses(/Удалить, остановить/);
    await person.hears(/Что сделать\?/);
    await person.presses(/Удалить обращения/);
    await person.hears(/72 часа/);
    await person.presses(/Да, удалить/);
    await person.hears(/Вы уверены/);
    await person.presses(/Да, удалить/);
    await person.hears(/Обращения удалим через 72 часа/);
    await this.#rig.quiet();
  }

  async cases(): Promise<readonly CaseId[]> {
    const { link } = await readChat(this.#rig.parts, this.#chat());
    return link.cases.map(({ id }) => Uint8Array.from(Buffer.from(id, "hex")) as never);
  }

  async #keepsCodes(): Promise<void> {
    const { parts } = this.#rig;
    const record = await readChat(parts, this.#chat());
    const link = {
      ...record.link,
      personalPhrase: KEEPS.phrase,
      twoWayCodeWord: KEEPS.code,
      profile: { address: KEEPS.address, household: null, wish: null },
      pin: { verifier: pinVerifier(parts.sodium, parts.random, KEEPS.pin), wrong: 0 },
    };
    expect(await parts.store.commit([linkWrite(parts, record, link)])).toBe("done");
  }

  #chat() {
    return { channel: "telegram", id: String(this.person.id) } as const;
  }
}

/** Which secrets stand in these folders or texts, by their labels, each once. */
export async function secretsIn(folders: readonly string[], texts: readonly string[]): Promise<readonly string[]> {
  const hits = [...(await searchFolders(folders, SECRETS)), ...texts.flatMap((text) => searchText(text, SECRETS))];
  return [...new Set(hits.map(({ secret, file }) => `${SECRETS[secret]?.label} in ${file}`))];
}
