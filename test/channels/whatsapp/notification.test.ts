import { normalizeWebhook } from "@kapso/whatsapp-cloud-api/server";
import { describe, expect, it } from "vitest";
import { minimise } from "../../../src/bot/inbound-update.ts";
import { readNotification } from "../../../src/channels/whatsapp/notification.ts";
import { WHATSAPP_SECRETS } from "../../support/whatsapp/envelope.ts";
import { FIRST_CHAT, whatsAppRig } from "../../support/whatsapp/rig.ts";
import type { Becomes } from "../../support/whatsapp/row.ts";
import { WHATSAPP_ROWS } from "../../support/whatsapp-payloads.ts";

const read = (payload: unknown) =>
  readNotification(Buffer.from(JSON.stringify(payload)), WHATSAPP_SECRETS.phoneNumberId);

/** What the bot hears of it, through everything between. */
async function whatBecomesOf(payload: unknown): Promise<Becomes> {
  const { post, received, moved, statuses, log } = whatsAppRig();
  expect(await post(payload)).toBe(200);
  expect(received.length + moved.length + statuses.length + log.length).toBe(1);
  if (log[0]) return { drops: log[0].event === "inbound.dropped" ? log[0].reason : log[0].event };
  if (moved[0]) return { moves: moved[0] };
  if (statuses[0]) return { counts: statuses[0][1], code: statuses[0][2] };
  const heard = received[0] ? minimise(received[0], "whatsapp") : { is: "nothing" as const };
  if (heard.is === "unsupported")
    return { refuses: heard.media ? "media" : "other", words: heard.words?.trim() ?? null };
  if (heard.is !== "talk") return { hearsNothing: true };
  expect(heard.inbound.chat).toEqual({ channel: "whatsapp", id: String(FIRST_CHAT) });
  if (heard.press !== null) return { hearsPress: heard.press };
  if (heard.inbound.heard.heard === "point") return { hearsPoint: [heard.inbound.heard.lat, heard.inbound.heard.lon] };
  return {
    hears: heard.words ?? "",
    ...(heard.inbound.begin !== null && { begins: true }),
    ...(heard.inbound.edited && { edited: true }),
    ...(heard.inbound.forwarded && { forwarded: true }),
  };
}

describe("what Meta posts", () => {
  it.each(WHATSAPP_ROWS)("is understood: $name", async ({ payload, becomes }) => {
    expect(await whatBecomesOf(payload)).toEqual(becomes);
  });

  it.each(WHATSAPP_ROWS)("is read as another client reads it: $name", ({ payload }) => {
    for (const ours of read(payload) ?? []) {
      if (ours.is !== "status" && ours.is !== "message") continue; // It throws on some of what we drop.
      const theirs = normalizeWebhook(payload);
      if (ours.is === "status") expect(theirs.statuses[0]).toMatchObject({ id: ours.wamid, status: ours.state });
      if (ours.is !== "message") continue;
      const their = theirs.messages[0];
      expect(their?.id).toBe(ours.wamid);
      expect([their?.from ?? null, their?.fromUserId ?? null]).toEqual([ours.from.phone, ours.from.user]);
      expect(their?.timestamp).toBe(String(ours.at));
      expect(their?.context?.id ?? null).toBe(ours.about);
    }
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["a number", "5"],
    ["brackets without end", "[".repeat(100_000)],
  ])("is refused when it is %s", (_what, body) => {
    expect(readNotification(Buffer.from(body), WHATSAPP_SECRETS.phoneNumberId)).toBeNull();
  });

  it.each([
    ["no entry", { object: "whatsapp_business_account" }, []],
    ["an entry of nothing", { object: "whatsapp_business_account", entry: [null] }, ["malformed"]],
    ["a change of nothing", { object: "whatsapp_business_account", entry: [{ changes: [5] }] }, ["malformed"]],
  ])("loses nothing else by %s", (_what, payload, reasons) => {
    expect(read(payload)).toEqual(reasons.map((reason) => ({ is: "dropped", reason })));
  });
});

describe("who wrote", () => {
  const message = { id: "wamid.1", timestamp: "1", type: "text", text: { body: "а" } };
  const from = (more: object, contacts: readonly object[] | undefined) => {
    const metadata = { phone_number_id: WHATSAPP_SECRETS.phoneNumberId };
    const value = { metadata, contacts, messages: [{ ...message, ...more }] };
    const payload = { object: "whatsapp_business_account", entry: [{ changes: [{ field: "messages", value }] }] };
    const [arrived] = read(payload) ?? [];
    return arrived?.is === "message" ? arrived.from : arrived;
  };

  it("is her number and her id, from the message", () => {
    expect(from({ from: "77005550173", from_user_id: "KZ.1" }, undefined)).toEqual({
      phone: "77005550173",
      user: "KZ.1",
    });
  });

  it("is her id alone when she has a username", () => {
    expect(from({ from_user_id: "KZ.1" }, [{ user_id: "KZ.1", profile: { username: "u" } }])).toEqual({
      phone: null,
      user: "KZ.1",
    });
  });

  it("is her number alone where no contacts stand", () => {
    expect(from({ from: "77005550173" }, undefined)).toEqual({ phone: "77005550173", user: null });
  });

  it("is joined by the id of the contact with the same number, and of no other one", () => {
    const contacts = [
      { wa_id: "77005550174", user_id: "KZ.2" },
      { wa_id: "77005550173", user_id: "KZ.1" },
    ];
    expect(from({ from: "77005550173" }, contacts)).toEqual({ phone: "77005550173", user: "KZ.1" });
    expect(from({ from: "77005550175" }, contacts)).toEqual({ phone: "77005550175", user: null });
  });

  it("is the only contact when the message names nobody, and nobody when there are two", () => {
    expect(from({}, [{ user_id: "KZ.1" }])).toEqual({ phone: null, user: "KZ.1" });
    expect(from({}, [{ user_id: "KZ.1" }, { user_id: "KZ.2" }])).toEqual({ is: "dropped", reason: "malformed" });
  });

  it("is nobody when it is no number and no id", () => {
    expect(from({ from: "Жансая", from_user_id: "../../x" }, [])).toEqual({ is: "dropped", reason: "malformed" });
  });
});
