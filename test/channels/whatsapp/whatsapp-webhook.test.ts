import { describe, expect, it } from "vitest";
import { Repeats } from "../../../src/bot/repeats.ts";
import { numberOf } from "../../../src/channels/whatsapp/translate.ts";
import { Fault } from "../../../src/domain/faults.ts";
import { looseNotice, PLANTED, signed, WHATSAPP_SECRETS } from "../../support/whatsapp/envelope.ts";
import { whatsAppRig } from "../../support/whatsapp/rig.ts";

const text = (id: string, from: string, body: string) => ({ id, from, timestamp: "1", type: "text", text: { body } });
const batch = (messages: readonly unknown[]) => looseNotice("messages", { messages });
const wordsOf = (rig: ReturnType<typeof whatsAppRig>) => rig.received.map(({ message }) => message?.text);

/** Holds up whoever waits for it. */
class Gate {
  open: () => void = () => {};
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

describe("the handshake", () => {
  const { webhook, log } = whatsAppRig();
  const ask = (mode: string, token: string, challenge: string) =>
    webhook.verify(new URLSearchParams({ "hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge }));
  const TOKEN = WHATSAPP_SECRETS.verifyToken;

  it("gives the challenge back to who knows the token", () => {
    expect(ask("subscribe", TOKEN, "1158201444")).toEqual({ status: 200, challenge: "1158201444" });
  });

  it.each([
    ["another token", "subscribe", `${TOKEN}x`, "1"],
    ["no token", "subscribe", "", "1"],
    ["another mode", "unsubscribe", TOKEN, "1"],
    ["a challenge that is markup", "subscribe", TOKEN, "<script>1</script>"],
    ["a challenge with a line", "subscribe", TOKEN, "1\n2"],
    ["no challenge", "subscribe", TOKEN, ""],
    ["an endless challenge", "subscribe", TOKEN, "1".repeat(10_000)],
  ])("refuses %s, and logs no word of it", (_what, mode, token, challenge) => {
    log.length = 0;
    expect(ask(mode, token, challenge)).toEqual({ status: 403 });
    expect(log).toEqual([{ event: "inbound.dropped", channel: "whatsapp", reason: "bad-secret" }]);
  });

  it("refuses who says a thing twice", () => {
    const query = `hub.mode=subscribe&hub.verify_token=x&hub.verify_token=${TOKEN}&hub.challenge=1`;
    expect(webhook.verify(new URLSearchParams(query))).toEqual({ status: 403 });
  });
});

describe("a notification", () => {
  it("is not taken when its JSON was written anew", async () => {
    const rig = whatsAppRig();
    const raw = Buffer.from(JSON.stringify(batch([text("wamid.1", "77005550173", "а")]), null, 1));
    const anew = Buffer.from(JSON.stringify(JSON.parse(raw.toString())));
    expect(await rig.webhook.take(anew, signed(raw))).toEqual({ status: 401 });
    expect(rig.received).toEqual([]);
    expect(await rig.webhook.take(raw, signed(raw))).toEqual({ status: 200 });
  });

  it.each(["", "[]", "{", "\0"])("is refused when it is signed and no notification: %j", async (body) => {
    const rig = whatsAppRig();
    expect(await rig.post(Buffer.from(body))).toBe(400);
    expect(rig.log).toEqual([{ event: "inbound.dropped", channel: "whatsapp", reason: "malformed" }]);
  });

  it("comes again when something in it failed, and what was received is worked on once", async () => {
    const rig = whatsAppRig();
    const repeats = new Repeats();
    const worked: string[] = [];
    let isBroken = true;
    rig.bot = (update) =>
      repeats.once(update.update_id, () => {
        const words = update.message?.text ?? "";
        if (words === "второе" && isBroken) return Promise.reject(new Fault("store/unavailable"));
        worked.push(words);
        return Promise.resolve();
      });
    const three = batch(["первое", "второе", "третье"].map((word, n) => text(`wamid.${n}`, "77005550173", word)));
    expect(await rig.post(three)).toBe(500);
    expect(worked).toEqual(["первое", "третье"]);
    expect(rig.log).toEqual([{ event: "fault", at: "webhook", code: "store/unavailable" }]);
    isBroken = false;
    expect(await rig.post(three)).toBe(200);
    expect(worked).toEqual(["первое", "третье", "второе"]);
  });

  it("says nothing of what a library puts into its errors", async () => {
    const rig = whatsAppRig();
    rig.bot = () => Promise.reject(new Error(`could not send ${PLANTED.words} to ${PLANTED.phone}`));
    expect(await rig.post(batch([text("wamid.1", PLANTED.phone, PLANTED.words)]))).toBe(500);
    expect(rig.log).toEqual([{ event: "fault", at: "webhook", code: "unexpected" }]);
  });

  it("is worked on once when the same message comes three times, in one notification and in others", async () => {
    const rig = whatsAppRig();
    const repeats = new Repeats();
    let worked = 0;
    rig.bot = ({ update_id }) =>
      repeats.once(update_id, async () => {
        worked += 1;
      });
    const one = text("wamid.1", "77005550173", "помогите");
    expect(await rig.post(batch([one, one]))).toBe(200);
    expect(await rig.post(batch([one]))).toBe(200);
    expect(worked).toBe(1);
    expect(new Set(rig.received.map(({ update_id }) => update_id))).toEqual(new Set([numberOf("wamid.1")]));
  });

  it("tells of moves and of how far messages came", async () => {
    const rig = whatsAppRig();
    const statuses = ["sent", "delivered", "read"].map((status) => ({ id: "wamid.OURS", status, timestamp: "1" }));
    expect(await rig.post(looseNotice("messages", { statuses }))).toBe(200);
    expect(rig.statuses).toEqual(["sent", "delivered", "read"].map((state) => [numberOf("wamid.OURS"), state, null]));
  });
});

describe("many messages at once", () => {
  it("waits for one person's message before her next, and for no other person's", async () => {
    const rig = whatsAppRig();
    const gate = new Gate();
    rig.bot = (update) => (update.message?.text === "а1" ? gate.opened : Promise.resolve());
    const anna = "77005550173";
    const posted = rig.post(
      batch([text("wamid.1", anna, "а1"), text("wamid.2", "77005550174", "б1"), text("wamid.3", anna, "а2")]),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(wordsOf(rig)).toEqual(["б1"]);
    gate.open();
    expect(await posted).toBe(200);
    expect(wordsOf(rig)).toEqual(["б1", "а1", "а2"]);
  });

  it("keeps the order also when only some of them tell her id", async () => {
    const rig = whatsAppRig();
    const gate = new Gate();
    rig.bot = (update) => (update.message?.text === "1" ? gate.opened : Promise.resolve());
    const messages = [
      { ...text("wamid.1", "77005550173", "1"), from: undefined, from_user_id: "KZ.1" },
      { ...text("wamid.2", "77005550173", "2"), from_user_id: "KZ.1" },
      text("wamid.3", "77005550173", "3"),
    ];
    const posted = rig.post(batch(messages));
    await new Promise((resolve) => setImmediate(resolve));
    expect(wordsOf(rig)).toEqual([]);
    gate.open();
    expect(await posted).toBe(200);
    expect(wordsOf(rig)).toEqual(["1", "2", "3"]);
  });

  it("takes 500 messages of 300 people with broken ones between, each person's in order", async () => {
    const rig = whatsAppRig();
    const bad = [null, 5, "x", {}, { id: 5 }, { id: "wamid.x", from: 5 }, { id: "", from: "77005550173" }];
    const messages: unknown[] = [];
    for (let n = 0; n < 500; n += 1) {
      messages.push(text(`wamid.${n}`, String(77_005_551_000 + (n % 300)), String(n)));
      if (n % 10 === 0) messages.push(bad[(n / 10) % bad.length]);
    }
    expect(await rig.post(batch(messages))).toBe(200);
    expect(rig.log).toHaveLength(50);
    expect(rig.received).toHaveLength(500);
    const byChat = new Map<number | undefined, number[]>();
    for (const { message } of rig.received) {
      byChat.set(message?.chat.id, [...(byChat.get(message?.chat.id) ?? []), Number(message?.text)]);
    }
    expect(byChat.size).toBe(300);
    for (const numbers of byChat.values()) expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });
});
