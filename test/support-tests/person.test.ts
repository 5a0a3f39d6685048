import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hearIn } from "../support/hearing.ts";
import { Person } from "../support/person.ts";
import { PLANTED_PERSON } from "../support/planted-secrets.ts";
import { startTelegram, type TelegramStandIn } from "../support/telegram-stand-in.ts";
import { callApi } from "./call-api.ts";

let telegram: TelegramStandIn;
let person: Person;

beforeEach(async () => {
  telegram = await startTelegram();
  person = new Person(telegram, PLANTED_PERSON);
});
afterEach(() => telegram.stop());

const INLINE = {
  inline_keyboard: [[{ text: "Иә", callback_data: "yes" }], [{ text: "Сайт", url: "https://a.example" }]],
};
const say = async (text: string, reply_markup?: object) => {
  await callApi(telegram, "sendMessage", { chat_id: person.id, text, reply_markup });
};
const updates = async () => (await callApi(telegram, "getUpdates")).result as readonly Record<string, unknown>[];

describe("a person", () => {
  it("writes with her real names, so that a leak can be found", async () => {
    await person.sends("/start көмек");
    const { id, first_name, last_name, username, language_code } = PLANTED_PERSON;
    expect(await updates()).toMatchObject([
      {
        message: {
          text: "/start көмек",
          entities: [{ type: "bot_command", offset: 0, length: 6 }],
          from: { id, first_name, last_name, username, language_code, is_bot: false },
          chat: { id, type: "private", first_name, last_name, username },
        },
      },
    ]);
  });

  it("hears a message or an edit that comes after the last thing she did, and nothing older", async () => {
    await person.sends("a");
    await say("old words");
    await person.sends("b");
    const heard = person.hears(/words/);
    await say("other");
    await callApi(telegram, "editMessageText", { chat_id: person.id, message_id: 2, text: "new words" });
    expect((await heard).text).toBe("new words");
    expect(person.heard.map(({ text }) => text)).toEqual(["other", "new words"]);
  });

  it("tells what she heard instead", async () => {
    await person.sends("a");
    await expect(person.hears(/x/, { withinMs: 1 })).rejects.toThrow("heard nothing at all");
    await say("не то", INLINE);
    await expect(person.hears(/x/, { withinMs: 1 })).rejects.toThrow(/heard only\n {2}Pana: не то\n {4}\[ Иә \]/);
  });

  it("presses the button on the newest message that has it", async () => {
    await person.sends("a");
    await say("first", INLINE);
    await say("second", INLINE);
    await person.presses(/^Иә$/);
    const press = { data: "yes", message: { text: "second" }, from: { username: PLANTED_PERSON.username } };
    expect((await updates()).at(-1)).toMatchObject({ callback_query: press });
  });

  it("waits for a button that is still on its way, and names the ones that are there when none comes", async () => {
    await person.sends("a");
    const pressing = person.presses(/Иә/);
    await say("first", INLINE);
    await pressing;
    await expect(person.presses(/Жоқ/, { withinMs: 1 })).rejects.toThrow("there is [ Иә ] [ Сайт ]");
    await expect(person.presses(/Сайт/)).rejects.toThrow("https://a.example");
  });

  it("can have her press answered once, by its own number", async () => {
    await person.sends("a");
    await say("first", INLINE);
    await person.presses(/Иә/);
    const { callback_query } = (await updates()).at(-1) as { callback_query: { id: string } };
    expect((await callApi(telegram, "answerCallbackQuery", { callback_query_id: callback_query.id })).ok).toBe(true);
  });

  it("presses a button under the input line by writing its words, until the bot takes it away", async () => {
    await person.sends("a");
    await say("where?", { keyboard: [["Алматы"], [{ text: "Мен мұндамын", request_location: true }]] });
    await say("more", INLINE);
    await person.presses(/Алматы/);
    expect((await updates()).at(-1)).toMatchObject({ message: { text: "Алматы" } });
    await expect(person.presses(/мұндамын/)).rejects.toThrow("asks for location");
    await say("gone", { remove_keyboard: true });
    expect(person.buttons.map(({ text }) => text)).toEqual(["Иә", "Сайт"]);
  });

  it("presses a button of an old message that was edited or deleted since", async () => {
    await person.sends("a");
    await say("first", INLINE);
    await callApi(telegram, "editMessageText", { chat_id: person.id, message_id: 2, text: "done" });
    expect(person.buttons).toEqual([]);
    await person.pressesOld(2, "Иә");
    await callApi(telegram, "deleteMessage", { chat_id: person.id, message_id: 2 });
    await person.pressesOld(2, "Иә");
    expect((await updates()).slice(-2)).toMatchObject([
      { callback_query: { data: "yes", message: { text: "done" } } },
      { callback_query: { data: "yes", message: { message_id: 2, date: 0 } } },
    ]);
    await expect(person.pressesOld(2, "Жоқ")).rejects.toThrow("never had");
  });

  it("shares a place and a number, edits, and sends what the bot did not expect", async () => {
    await person.sharesLocation(43.2, 76.9);
    await person.sharesContact("+77005550173");
    const { messageId } = await person.sends("first");
    await person.edits(messageId ?? 0, "second");
    await person.sendsUpdate({ message: { photo: [{ file_id: "f" }], caption: "мынау" } });
    await person.sendsUpdate({ poll_answer: { poll_id: "1", option_ids: [0] } });
    await person.sendsUpdate({ my_chat_member: { new_chat_member: { status: "kicked" } } });
    expect(await updates()).toMatchObject([
      { message: { location: { latitude: 43.2, longitude: 76.9 } } },
      { message: { contact: { phone_number: "+77005550173", user_id: person.id } } },
      { message: { text: "first" } },
      { edited_message: { text: "second", message_id: messageId } },
      { message: { photo: [{ file_id: "f" }], from: { id: person.id } } },
      { poll_answer: { user: { id: person.id } } },
      { my_chat_member: { from: { id: person.id } } },
    ]);
  });

  it("can write in a group, where others hear the answer", async () => {
    await person.sendsUpdate({ message: { chat: { id: -1001, type: "supergroup", title: "Staff" }, text: "hi" } });
    const heard = hearIn(telegram.chat(-1001), 0, /noted/, 1_000);
    await callApi(telegram, "sendMessage", { chat_id: -1001, text: "noted" });
    expect((await heard).chatId).toBe(-1001);
    expect(person.screen).toEqual([]);
  });

  it("sees on the screen what was not deleted, and has a transcript of everything", async () => {
    await person.sends("сәлем");
    await say("Сізге көмек керек пе?", INLINE);
    await person.presses(/Иә/);
    await callApi(telegram, "editMessageText", { chat_id: person.id, message_id: 2, text: "Жақсы" });
    await callApi(telegram, "deleteMessages", { chat_id: person.id, message_ids: [1] });
    expect(person.screen.map(({ text }) => text)).toEqual(["Жақсы"]);
    expect(person.transcript.split("\n")).toEqual([
      "Жансәуле-Мөлдір: сәлем",
      "Pana: Сізге көмек керек пе?",
      "    [ Иә ]",
      "    [ Сайт ]",
      "Жансәуле-Мөлдір presses [ Иә ]",
      "Pana (edited): Жақсы",
      "(message 1 deleted)",
    ]);
  });
});
