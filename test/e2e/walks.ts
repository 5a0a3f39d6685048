import type { Person } from "../support/person.ts";

/** From nothing to the menu, in Russian. */
export async function toMenu(person: Person): Promise<void> {
  await person.sends("/start");
  await person.hears(/Выберите язык/);
  await toSafetyQuestion(person);
  await person.presses(/Да, безопасно/);
  await person.hears(/Что сделать сейчас/);
}

/** From the first screen to the question whether it is safe. */
export async function toSafetyQuestion(person: Person): Promise<void> {
  await person.presses(/^Русский$/);
  await person.hears(/Кому нужна помощь/);
  await person.presses(/^Мне$/);
  await person.hears(/безопасно писать/);
}

/** From anywhere to a sealed alert that nobody has read, waiting for the place. */
export async function toAlert(person: Person): Promise<void> {
  await person.presses(/Сейчас опасно/);
  await person.presses(/Да, сообщить/);
  await person.hears(/Где нужна помощь/);
}

/** From nothing to the live talk, with an urgent case open. */
export async function toLive(person: Person, reach = /Когда напишу снова/): Promise<void> {
  await toMenu(person);
  await toAlert(person);
  await person.sends("у озера, дом с синей крышей");
  await person.hears(/В какой вы области/);
  await person.presses(/Пропустить/);
  await person.hears(/Кто в опасности/);
  await person.presses(/^Я$/);
  await person.hears(/Как вам ответить/);
  await person.presses(reach);
  await person.hears(/Записали/);
}

/** What the bot shows now: text and buttons of each message, oldest first. */
export function shown(person: Person): readonly { readonly text: string; readonly buttons: readonly string[] }[] {
  return person.screen
    .filter(({ by }) => by === "bot")
    .map((message) => ({
      text: message.text,
      buttons: message.keyboard.rows.flat().map(({ text, value }) => `${text} = ${value}`),
    }));
}
