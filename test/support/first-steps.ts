import type { Person } from "./person.ts";

/** In Russian, for herself, safe to write: up to the menu. */
export async function toMenu(person: Person): Promise<void> {
  await person.sends("/start");
  await person.hears(/Выберите язык/);
  await person.presses(/Русский/);
  await person.hears(/Кому нужна помощь/);
  await person.presses(/^Мне$/);
  await person.hears(/безопасно/);
  await person.presses(/Да, безопасно/);
  await person.hears(/Что сделать сейчас/);
}

/** From the menu: danger now, agreed to, up to the question where help is needed. One urgent case is open. */
export async function toWhere(person: Person): Promise<void> {
  await toMenu(person);
  await person.presses(/Сейчас опасно/);
  await person.presses(/Да, сообщить/);
  await person.hears(/Где нужна помощь/);
}

/** Every question after it passed over, up to the talk in which each message goes to the case. */
export async function toLive(person: Person): Promise<void> {
  await toWhere(person);
  await person.presses(/Пропустить/);
  await person.hears(/Кто в опасности/);
  await person.presses(/Пропустить/);
  await person.hears(/Как вам ответить/);
  await person.presses(/Пропустить/);
  await person.hears(/Записали/);
}
