import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { TextKey } from "../../src/i18n/text-keys.ts";
import { toLive } from "../e2e/walks.ts";
import { openPana, type PanaInProcess, STAFF_CHAT, WEBHOOK_SECRET } from "../support/pana-in-process.ts";
import { WINDOW } from "../support/shop-words.ts";

const PERSONAS = join(import.meta.dirname, "../../locales/personas");

let pana: PanaInProcess;
afterEach(() => pana?.stop());

/** Words that tell whoever sees the list of chats or the page of the bot what it is for. */
const GIVEAWAY =
  /насил|помощ|помог|кризис|полиц|опасн|жертв|скрыт|бьёт|зорлық|көмек|қауіп|дағдарыс|жасыр|полиция|10[23]|11[12]/iu;

const NEUTRAL = ["setMyCommands", "setMyDescription", "setMyShortDescription"];

describe("at every start", () => {
  it("the webhook is set with its secret and with the kinds of updates that are read, and no others", async () => {
    pana = await openPana({ mode: "webhook" });
    expect(pana.telegram.callsOf("setWebhook").map(({ payload }) => payload)).toEqual([
      {
        url: `${pana.url}/telegram/webhook`,
        secret_token: WEBHOOK_SECRET,
        allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"],
        max_connections: 100,
      },
    ]);
    expect(pana.telegram.callsOf("getUpdates")).toEqual([]);
  });

  it("a webhook of earlier days is taken away before polling, and what waits is not thrown away", async () => {
    pana = await openPana();
    const poll = await pana.telegram.whenCalled("getUpdates");
    expect(poll.payload.allowed_updates).toEqual(expect.arrayContaining(["message", "callback_query"]));
    expect(pana.telegram.callsOf("deleteWebhook").map(({ payload }) => payload.drop_pending_updates ?? false)).toEqual([
      false,
    ]);
    const order = pana.telegram.calls.map(({ method }) => method);
    expect(order.indexOf("deleteWebhook")).toBeLessThan(order.indexOf("getUpdates"));
  });

  it("commands and descriptions are those of the cover, in every language, and give nothing away", async () => {
    pana = await openPana();
    const say = (locale: "kk" | "ru", key: TextKey) => pana.parts.texts.text(locale, key);
    for (const method of NEUTRAL) {
      const calls = pana.telegram.callsOf(method);
      expect(calls.map(({ payload }) => payload.language_code ?? "any").sort()).toEqual(["any", "kk", "ru"]);
      for (const { payload } of calls) {
        expect(JSON.stringify(payload)).not.toMatch(GIVEAWAY);
        expect(JSON.stringify(payload).length).toBeGreaterThan(20);
      }
    }
    const told = (method: string, field: string) =>
      pana.telegram.callsOf(method).map(({ payload }) => [payload.language_code, payload[field]]);
    expect(told("setMyDescription", "description")).toEqual([
      ["kk", say("kk", "shop.about")],
      ["ru", say("ru", "shop.about")],
      [undefined, `${say("kk", "shop.about")}\n${say("ru", "shop.about")}`],
    ]);
    expect(told("setMyShortDescription", "short_description")).toEqual([
      ["kk", say("kk", "shop.about-short")],
      ["ru", say("ru", "shop.about-short")],
      [undefined, say("ru", "shop.about-short")],
    ]);
    const start = (locale: "kk" | "ru") => [{ command: "start", description: say(locale, "shop.counter.order") }];
    expect(told("setMyCommands", "commands")).toEqual([
      ["kk", start("kk")],
      ["ru", start("ru")],
      [undefined, start("ru")],
    ]);
    const before = pana.telegram.calls.length;
    await pana.restart();
    const again = pana.telegram.calls.slice(before).map(({ method }) => method);
    expect(again).toEqual(expect.arrayContaining(NEUTRAL));
  });

  it("the name is that of the cover, in every language, and is left alone while it is right", async () => {
    pana = await openPana({ house: { persona: "school-supplies" } });
    const names = { "": "Школьная полка", kk: "Мектеп сөресі", ru: "Школьная полка" };
    expect(Object.fromEntries(pana.telegram.account.names)).toEqual(names);
    const before = pana.telegram.callsOf("setMyName").length;
    await pana.restart();
    expect(pana.telegram.callsOf("setMyName")).toHaveLength(before);
    pana.telegram.account.names.set("kk", "Pana");
    await pana.restart();
    expect(Object.fromEntries(pana.telegram.account.names)).toEqual(names);
    expect(pana.telegram.callsOf("setMyName")).toHaveLength(before + 1);
  });

  it("the picture of the cover is brought along as a file, once, and again with another cover", async () => {
    pana = await openPana();
    const sent = () => pana.telegram.callsOf("setMyProfilePhoto");
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ status: 200 });
    expect(Object.values(sent()[0]?.payload ?? {})).toContainEqual({
      file: "avatar.jpg",
      bytes: statSync(join(PERSONAS, "pharmacy/avatar.jpg")).size,
      begins: "ffd8ff",
    });
    await pana.restart();
    expect(sent()).toHaveLength(1);
    pana.telegram.account.pictures = 0;
    await pana.restart();
    expect(sent()).toHaveLength(2);
    pana.telegram.account.names.set("", "Школьная полка");
    await pana.restart();
    expect(sent()).toHaveLength(3);
  });

  it("a picture that is refused is sent again, and holds up no name", async () => {
    pana = await openPana();
    pana.telegram.account.names.set("ru", "Pana");
    pana.telegram.faults.failNext({ method: "setMyProfilePhoto", status: 400 });
    await pana.restart();
    const sent = pana.telegram.calls.filter(({ method }) => /^setMy(ProfilePhoto|Name)$/.test(method)).slice(-3);
    expect(sent.map(({ method, status }) => [method, status])).toEqual([
      ["setMyName", 200],
      ["setMyProfilePhoto", 400],
      ["setMyProfilePhoto", 200],
    ]);
    expect(pana.telegram.account.names.get("ru")).toBe("Аптека рядом");
  });

  it("every cover has a small picture that says nothing about where it was made", () => {
    for (const persona of readdirSync(PERSONAS)) {
      const picture = readFileSync(join(PERSONAS, persona, "avatar.jpg"));
      expect(picture.length, persona).toBeLessThan(40_000);
      expect(picture.subarray(0, 3).toString("hex")).toBe("ffd8ff");
      expect(picture.toString("latin1"), persona).not.toMatch(/Exif|http:|xmp|Adobe|Photoshop|Copyright/i);
    }
  });

  it("is tried again for as long as Telegram does not answer", async () => {
    pana = await openPana();
    pana.telegram.faults.failNext({ method: "getMe", status: 502, times: 3 });
    pana.telegram.faults.failNext({ method: "setMyCommands", status: "cut" });
    await pana.restart();
    const person = pana.person();
    await person.sends("/start");
    await person.hears(/Выберите язык/);
    expect(pana.log.filter((entry) => entry.event === "fault" && entry.at === "start")).toHaveLength(4);
  });

  it("nothing is held up at the end: a poll that waits is called off", async () => {
    pana = await openPana();
    await pana.telegram.whenCalled("getUpdates");
    await pana.restart(); // Would wait for the poll, which is longer than any test.
  });
});

describe("a message", () => {
  it("to a person makes no sound, cannot be passed on or saved, and shows no preview", async () => {
    pana = await openPana();
    const person = pana.person();
    await toLive(person);
    await person.sharesContact("+77005550173");
    await person.hears(/писать словами/);
    await person.sends("тоқта");
    await person.hears(WINDOW);
    const sent = pana.telegram.callsOf("sendMessage").filter(({ payload }) => Number(payload.chat_id) === person.id);
    expect(sent.length).toBeGreaterThan(8);
    for (const { payload } of sent) {
      expect(payload).toMatchObject({
        protect_content: true,
        disable_notification: true,
        link_preview_options: { is_disabled: true },
      });
      expect(payload).not.toHaveProperty("parse_mode");
    }
  });

  it("to staff may make a sound, and names nobody", async () => {
    pana = await openPana();
    const person = pana.person({ first_name: "Айгүл", username: "aigul_77" });
    await toLive(person);
    const notice = pana.telegram.chat(STAFF_CHAT).messages;
    expect(notice).toHaveLength(1);
    expect(JSON.stringify(notice)).not.toMatch(new RegExp(`${person.id}|Айгүл|aigul`));
    const call = pana.telegram.callsOf("sendMessage").find(({ payload }) => Number(payload.chat_id) === STAFF_CHAT);
    expect(call?.payload).not.toHaveProperty("disable_notification");
  });
});
