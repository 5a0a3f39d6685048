import { afterEach, describe, expect, it } from "vitest";
import { toLive } from "../e2e/walks.ts";
import { openPana, type PanaInProcess, STAFF_CHAT, WEBHOOK_SECRET } from "../support/pana-in-process.ts";
import { WINDOW } from "../support/shop-words.ts";

let pana: PanaInProcess;
afterEach(() => pana.stop());

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

  it("commands and descriptions are set in every language, and give nothing away", async () => {
    pana = await openPana();
    for (const method of NEUTRAL) {
      const calls = pana.telegram.callsOf(method);
      expect(calls.map(({ payload }) => payload.language_code ?? "any").sort()).toEqual(["any", "kk", "ru"]);
      for (const { payload } of calls) {
        expect(JSON.stringify(payload)).not.toMatch(GIVEAWAY);
        expect(JSON.stringify(payload).length).toBeGreaterThan(20);
      }
    }
    const commands = pana.telegram.callsOf("setMyCommands").map(({ payload }) => payload.commands);
    expect(commands).toEqual(Array(3).fill([{ command: "start", description: expect.stringMatching(/./) }]));
    const before = pana.telegram.calls.length;
    await pana.restart();
    const again = pana.telegram.calls.slice(before).map(({ method }) => method);
    expect(again).toEqual(expect.arrayContaining(NEUTRAL));
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
    const begun = performance.now();
    await pana.restart();
    expect(performance.now() - begun).toBeLessThan(3_000);
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
