import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CODE_PHRASE, openPana, type PanaInProcess } from "../support/pana-in-process.ts";
import type { Person } from "../support/person.ts";
import { ACCEPTED } from "../support/shop-words.ts";
import type { Payload } from "../support/telegram/payload.ts";
import { toAlert, toLive, toMenu } from "./walks.ts";

let pana: PanaInProcess;
let person: Person;
beforeEach(async () => {
  pana = await openPana({ mode: "webhook" });
  person = pana.person();
});
afterEach(() => pana.stop());

const texts = () => person.screen.filter(({ by }) => by === "bot").map(({ text }) => text);
/** What must not be asked for: somebody else's file on our disk could be anything. */
const downloads = () => pana.telegram.calls.filter(({ method }) => /file(?!Photo)/i.test(method));
const FILE = { file_id: "AgAD-1", file_unique_id: "u1", file_size: 2_147_483_648 };
const TRICK = {
  file_id: "../../etc/passwd",
  file_unique_id: "x",
  file_path: "http://127.0.0.1:1/../../x",
  file_size: 9,
};

describe("what the bot does not take", () => {
  it.each<[string, Payload, RegExp]>([
    [
      "a contact card",
      { contact: { phone_number: "+77005550173", first_name: "Подруга", user_id: 5 } },
      /писать словами/,
    ],
    ["a location that goes on", { location: { latitude: 43.2, longitude: 76.9, live_period: 900 } }, /писать словами/],
    [
      "a venue",
      {
        venue: { title: "Дом", address: "Абая 1", location: { latitude: 1, longitude: 1 } },
        location: { latitude: 1, longitude: 1 },
      },
      /писать словами/,
    ],
    ["a location without a number", { location: { latitude: 43.2 } }, /писать словами/],
    ["a location without the other number", { location: { longitude: 76.9 } }, /писать словами/],
    ["a location that is no number", { location: { latitude: "NaN", longitude: null } }, /писать словами/],
    ["a poll", { poll: { id: "1", question: "кто?", options: [] } }, /писать словами/],
    ["dice", { dice: { emoji: "🎲", value: 3 } }, /писать словами/],
    ["a sticker", { sticker: { ...FILE, width: 1, height: 1, emoji: "😭" } }, /писать словами/],
    ["a story", { story: { chat: { id: 1, type: "private" }, id: 7 } }, /писать словами/],
    ["a game", { game: { title: "x", description: "y", photo: [] } }, /писать словами/],
    [
      "a passport",
      { passport_data: { data: [], credentials: { data: "x", hash: "y", secret: "z" } } },
      /писать словами/,
    ],
    ["an invoice", { invoice: { title: "x", currency: "KZT", total_amount: 1 } }, /писать словами/],
    ["something not invented yet", { hologram: { file_id: "h" } }, /писать словами/],
    ["a voice message of an hour", { voice: { ...FILE, duration: 3_600 } }, /не принимаем/],
    ["a video of two gigabytes", { video: { ...FILE, duration: 5, file_name: "<img onerror=x>.mp4" } }, /не принимаем/],
    ["a round video", { video_note: { ...FILE, length: 1, duration: 5 } }, /не принимаем/],
    ["photos", { photo: [FILE, { ...FILE, file_id: "AgAD-2" }] }, /не принимаем/],
    ["a moving picture", { animation: FILE, document: FILE }, /не принимаем/],
    ["music", { audio: FILE }, /не принимаем/],
    [
      "a document",
      { document: { ...FILE, file_name: "../../.ssh/authorized_keys", mime_type: "text/html" } },
      /не принимаем/,
    ],
    ["a document with a path that climbs", { document: TRICK }, /не принимаем/],
    ["a picture with an address for a path", { photo: [TRICK] }, /не принимаем/],
  ])("is declined kindly, once, and nothing of it is asked for or kept: %s", async (_what, content, kindly) => {
    await toLive(person);
    await pana.settled();
    const before = { said: texts().length, counts: await pana.parts.store.counts(), log: pana.log.length };
    await person.sendsUpdate({ message: content });
    await person.hears(kindly);
    await pana.settled();
    expect(texts()).toHaveLength(before.said + 1);
    expect(await pana.parts.store.counts()).toEqual(before.counts);
    expect(downloads()).toEqual([]);
    expect(pana.log.slice(before.log)).toContainEqual({
      event: "inbound.dropped",
      channel: "telegram",
      reason: "unsupported",
    });
    await person.sends("словами");
    await person.hears(/Отправлено/);
  });

  it("is declined in the middle of a question, which stays open", async () => {
    await toMenu(person);
    await person.sendsUpdate({ message: { voice: FILE } });
    await person.hears(/не принимаем/);
    await person.sends("Рассказать, спросить");
    await person.hears(/прямо сейчас/);
  });

  it("is declined a first time, in both languages, before anything else was said", async () => {
    await person.sendsUpdate({ message: { photo: [FILE] } });
    const { text } = await person.hears(/не принимаем/);
    expect(text).toMatch(/[әғқңөұүһі]/);
    expect(await pana.parts.store.counts()).toMatchObject({ states: 0, cases: 0 });
  });

  it("is not answered again each time that she moves: a live location is not followed", async () => {
    await toMenu(person);
    await toAlert(person);
    const live = (longitude: number) => ({ location: { latitude: 43.2, longitude, live_period: 900 } });
    const { messageId } = await person.sendsUpdate({ message: live(76.9) });
    await person.hears(/писать словами/);
    const before = { said: texts().length, counts: await pana.parts.store.counts() };
    for (let i = 0; i < 5; i += 1)
      await person.sendsUpdate({ edited_message: { ...live(77 + i), message_id: messageId } });
    await person.sendsUpdate({
      edited_message: { location: { latitude: 43.2, longitude: 80 }, message_id: messageId },
    });
    await pana.settled();
    expect(texts()).toHaveLength(before.said);
    expect(await pana.parts.store.counts()).toEqual(before.counts);
  });

  it("in masses is declined for a while, then told once, then met with silence", async () => {
    await toMenu(person);
    for (let i = 0; i < 310; i += 1) await person.sendsUpdate({ message: { photo: [FILE] } });
    await pana.settled(60);
    const told = texts().filter((text) => /очень много/.test(text));
    expect(told).toHaveLength(1);
    expect(texts().filter((text) => /не принимаем/.test(text)).length).toBeLessThan(300);
  });
});

describe("the code phrase under a picture", () => {
  it.each<[string, Payload]>([
    ["a photo", { message: { photo: [FILE], caption: `вот: ${CODE_PHRASE}` } }],
    ["a document with a trick", { message: { document: TRICK, caption: CODE_PHRASE.toUpperCase() } }],
    ["a video, put there afterwards", { edited_message: { video: FILE, caption: CODE_PHRASE } }],
  ])("still raises the alert, answered as by a shop: %s", async (_what, update) => {
    await toMenu(person);
    await person.sendsUpdate(update);
    await person.hears(ACCEPTED);
    await pana.settled();
    expect(texts()).toHaveLength(1); // What stood above it would have given it away.
    expect(downloads()).toEqual([]);
    const [alert] = await pana.readCases();
    expect(alert?.row.covert).toBe(true);
    const caption = Object.values(update).map((message) => (message as { readonly caption: string }).caption)[0];
    expect(alert?.bodies).toContainEqual({ entry: "alert", by: "phrase", via: "telegram", text: caption });
  });
});

describe("a place on the map", () => {
  it.each([
    ["the middle of nothing", 0, 0],
    ["outside the country", 48.8566, 2.3522],
    ["the other side of the earth", -48.0196, -113.0765],
    ["the pole", 90, 180],
    ["outside the earth", 91.5, -1_000],
  ])("is kept in the case as it was given: %s", async (_what, lat, lon) => {
    await toMenu(person);
    await toAlert(person);
    await person.sharesLocation(lat, lon);
    await person.hears(/не в Казахстане/);
    await person.presses(/Пропустить/);
    await person.hears(/Кто в опасности/);
    const [{ bodies = [] } = {}] = await pana.readCases();
    expect(bodies).toContainEqual({ entry: "location", via: "telegram", place: { place: "point", lat, lon } });
    expect(await pana.readCases(pana.house.members.secondHotline)).toEqual([]);
  });

  it("given without being asked for is not taken for an answer", async () => {
    await toMenu(person);
    await person.sharesLocation(43.2, 76.9);
    await person.hears(/не получилось понять/);
    expect(await pana.openedCases()).toBe(0);
  });
});
