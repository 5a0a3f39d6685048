import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArrivedMessage, Content } from "../../../src/channels/whatsapp/arrived.ts";
import { numberOf, toUpdate } from "../../../src/channels/whatsapp/translate.ts";

const CHAT = 2 ** 52 + 5;
const message = (content: Content, more: Partial<ArrivedMessage> = {}): ArrivedMessage => ({
  is: "message",
  wamid: "wamid.A",
  from: { phone: "77005550173", user: "KZ.1" },
  at: 1_763_000_000,
  forwarded: false,
  about: null,
  edits: null,
  content,
  ...more,
});
const text = (words: string): Content => ({ is: "text", text: words });
const media = (kind: "photo" | "voice" | "sticker" | "document"): Content => ({
  is: "media",
  kind,
  caption: "c",
  fileName: "f",
});

describe("the number of a message", () => {
  it("is the same on every machine", () => {
    expect(numberOf("wamid.A")).toBe(1_249_437_388_752_398);
  });

  it("has 52 bits, and is the same for the same message only", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        const number = numberOf(one);
        expect(Number.isInteger(number) && number >= 0 && number < 2 ** 52).toBe(true);
        expect(numberOf(other) === number).toBe(other === one);
      }),
    );
  });

  it("uses the highest and the lowest bit", () => {
    const numbers = Array.from({ length: 64 }, (_, index) => numberOf(`wamid.${index}`));
    expect(numbers.some((number) => number >= 2 ** 51)).toBe(true);
    expect(new Set(numbers.map((number) => number % 16)).size).toBeGreaterThan(8);
  });
});

describe("a message as an update", () => {
  it("tells the chat, the message and the words, and nothing of who wrote", () => {
    const update = toUpdate(message(text("привет")), CHAT);
    expect(update).toEqual({
      update_id: numberOf("wamid.A"),
      message: {
        message_id: numberOf("wamid.A"),
        date: 1_763_000_000,
        chat: { id: CHAT, type: "private", first_name: "" },
        from: { id: CHAT, is_bot: false, first_name: "" },
        text: "привет",
      },
    });
  });

  it("marks a command at its beginning", () => {
    expect(toUpdate(message(text(" /hide now")), CHAT).message).toMatchObject({
      text: "/hide now",
      entities: [{ type: "bot_command", offset: 0, length: 5 }],
    });
    expect(toUpdate(message(text("/Hide Now")), CHAT).message?.text).toBe("/hide Now");
    expect(toUpdate(message(text("see /hide")), CHAT).message).not.toHaveProperty("entities");
  });

  it.each(["start", "Start", "СТАРТ", "начать", "Начать!", "бастау", "Бастау."])("begins at «%s» alone", (word) => {
    expect(toUpdate(message(text(word)), CHAT).message?.text).toBe("/start");
  });

  it.each(["начать сначала", "не start", "старт?"])("takes «%s» for words", (words) => {
    expect(toUpdate(message(text(words)), CHAT).message?.text).toBe(words);
  });

  it("is an edit of the message it takes the place of, with a number of its own", () => {
    const update = toUpdate(message(text("начать"), { edits: "wamid.B" }), CHAT);
    expect(update.update_id).toBe(numberOf("wamid.A"));
    expect(update.message).toBeUndefined();
    expect(update.edited_message).toMatchObject({ message_id: numberOf("wamid.B"), text: "начать" });
  });

  it("says that it was passed on, and not by whom", () => {
    const { message: got } = toUpdate(message(text("а"), { forwarded: true }), CHAT);
    expect(got?.forward_origin).toEqual({ type: "hidden_user", sender_user_name: "", date: 1_763_000_000 });
  });

  it.each(["photo", "voice", "sticker", "document"] as const)("names a %s and what is written under it", (kind) => {
    const { message: got } = toUpdate(message(media(kind)), CHAT);
    expect(got).toHaveProperty(kind);
    expect(got?.caption).toBe("c");
    expect(got?.document?.file_name).toBe(kind === "document" ? "f" : undefined);
  });

  it("holds nothing known when it is not supported", () => {
    const { message: got } = toUpdate(message({ is: "unsupported" }), CHAT);
    expect(Object.keys(got ?? {}).sort()).toEqual(["chat", "date", "from", "message_id"]);
  });
});

describe("a press as an update", () => {
  const press: Content = { is: "press", id: "o:1:yes", title: "Да" };

  it("stands on the message that had the button", () => {
    const { callback_query: query } = toUpdate(message(press, { about: "wamid.OURS" }), CHAT);
    expect(query).toMatchObject({
      data: "o:1:yes",
      from: { id: CHAT },
      message: { message_id: numberOf("wamid.OURS") },
    });
    expect(JSON.stringify(query)).not.toContain("Да");
  });

  it("tells in its id from which chat it is, because an answer names nothing else", () => {
    const { callback_query: query } = toUpdate(message(press), CHAT);
    expect(query?.id).toBe(`${CHAT}:${numberOf("wamid.A")}`);
  });
});
