import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doorOf, isBesideOptions } from "../../../src/bot/button-meaning.ts";
import type { PlainButton } from "../../../src/channels/bot-api.ts";
import { cloudMessages, tickMessages } from "../../../src/channels/whatsapp/cloud-message.ts";
import { type CloudMessage, textMessage } from "../../../src/channels/whatsapp/cloud-payload.ts";
import { pieces, shorten } from "../../../src/channels/whatsapp/cut-text.ts";
import { wrongWith } from "../../support/graph/message-rules.ts";
import { bodyOf, buttonsOf, rowsOf } from "./payload-parts.ts";

const anyChar = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(..."абвгқғәөұүі ") },
  { weight: 2, arbitrary: fc.constantFrom("\n", "\n\n", " ", "🫂", "👩‍👧", "й", "\u200b", "☑", "1. ") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
);
const wordsUpTo = (maxLength: number) =>
  fc.array(anyChar, { minLength: 1, maxLength, size: "max" }).map((chars) => chars.join(""));
const speaking = (text: string) => text.trim() !== "";
const text = fc.oneof(wordsUpTo(200), wordsUpTo(9_000)).filter(speaking);
const label = fc.oneof(wordsUpTo(15), wordsUpTo(40), wordsUpTo(120)).filter(speaking);
const doors: readonly PlainButton[] = [
  { label: "Скрыть", data: "d.hide.ru" },
  { label: "Сейчас опасно", data: "d.danger.ru" },
];
const buttons = fc
  .tuple(fc.array(label, { maxLength: 30 }), fc.subarray(["done", "skip"]), fc.boolean())
  .map(([labels, beside, withDoors]): readonly PlainButton[] => [
    ...labels.map((label, i) => ({ label, data: `a.1.o${i}` })),
    ...beside.map((id) => ({ label: id, data: `a.1.${id}` })),
    ...(withDoors ? doors : []),
  ]);

const bare = (words: string) => words.replace(/\s/g, "");
const hasHalfCharacter = (words: string) =>
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(words);

function everythingIn(messages: readonly CloudMessage[]): readonly string[] {
  return messages.flatMap((message) => [
    bodyOf(message),
    ...buttonsOf(message).map(({ title }) => title),
    ...rowsOf(message).flatMap(({ title, description = "" }) => [title, description]),
  ]);
}

/** Everything that can be done with a screen: pressed, or meant by the number in front of it. */
function reachable(messages: readonly CloudMessage[], options: readonly PlainButton[]): readonly string[] {
  const pressed = messages.flatMap((message) => [...buttonsOf(message), ...rowsOf(message)].map(({ id }) => id));
  const read = bare(messages.map(bodyOf).join(""));
  const lines = bare(options.map(({ label }, i) => `${i + 1}. ${label.trim()}`).join(""));
  return !options.some(({ data }) => pressed.includes(data)) && read.endsWith(lines)
    ? [...pressed, ...options.map(({ data }) => data)]
    : pressed;
}

describe("any screen at all", () => {
  it("keeps every rule of the Cloud API", () => {
    fc.assert(
      fc.property(text, buttons, (text, buttons) => {
        for (const message of cloudMessages(text, [buttons]))
          expect(wrongWith({ messaging_product: "whatsapp", to: "12025550101", ...message })).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it("says every word of its text, in order", () => {
    fc.assert(
      fc.property(text, buttons, (text, buttons) => {
        const said = bare(cloudMessages(text, [buttons]).map(bodyOf).join(""));
        expect(said.startsWith(bare(text))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("lets everything be pressed, or written as the number that the bot knows it by", () => {
    fc.assert(
      fc.property(text, buttons, (text, buttons) => {
        const options = buttons.filter(({ data }) => doorOf(data) === null && !isBesideOptions(data));
        const found = reachable(cloudMessages(text, [buttons]), options);
        expect([...found].sort()).toEqual(buttons.map(({ data }) => data).sort());
      }),
      { numRuns: 300 },
    );
  });

  it("shows every label whole, or its beginning as a title and all of it below or in the lines", () => {
    fc.assert(
      fc.property(text, buttons, (text, buttons) => {
        const read = everythingIn(cloudMessages(text, [buttons])).map(bare);
        for (const { label } of buttons) expect(read.some((words) => words.includes(bare(label)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never cuts a character in two", () => {
    fc.assert(
      fc.property(text, buttons, (text, buttons) => {
        for (const words of everythingIn(cloudMessages(text, [buttons]))) expect(hasHalfCharacter(words)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("has its buttons on the last message", () => {
    fc.assert(
      fc.property(text, buttons, (text, buttons) => {
        const messages = cloudMessages(text, [buttons]);
        expect(messages.slice(0, -1).every(({ type }) => type === "text")).toBe(true);
      }),
    );
  });
});

describe("any boxes", () => {
  it("keep every rule, and show how each of them is", () => {
    const boxes = fc.array(fc.tuple(fc.boolean(), label), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(boxes, (boxes) => {
        const drawn = boxes.map(([on, label], i) => ({ label: `${on ? "☑" : "☐"} ${label}`, data: `t.1.o${i}.${on}` }));
        const messages = tickMessages([[...drawn, { label: "Готово", data: "a.1.done" }, ...doors]]);
        for (const message of messages)
          expect(wrongWith({ messaging_product: "whatsapp", to: "12025550101", ...message })).toBeNull();
        const read = bare(messages.map(bodyOf).join(""));
        for (const { label } of drawn) expect(read).toContain(bare(label.replace(/^☐ /, "")));
      }),
      { numRuns: 200 },
    );
  });
});

describe("cutting a text", () => {
  it("loses nothing but the blanks at the seams", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 500 }), (text, max) => {
        const cut = pieces(text, max);
        expect(bare(cut.join(""))).toBe(bare(text));
        for (const piece of cut) {
          expect(piece.length).toBeLessThanOrEqual(max);
          expect(piece.trim()).not.toBe("");
        }
      }),
    );
  });

  it("leaves what fits as it is, and makes what does not fit", () => {
    fc.assert(
      fc.property(label, fc.integer({ min: 6, max: 80 }), (words, max) => {
        const short = shorten(words.trim(), max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (words.trim().length <= max) expect(short).toBe(words.trim());
      }),
    );
  });

  it("makes one text of a short one", () => {
    expect(cloudMessages("Да", [])).toEqual([textMessage("Да")]);
  });
});
