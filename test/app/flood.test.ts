import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Flood } from "../../src/app/flood.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";

const CHAT: ChatAddress = { channel: "telegram", id: "1" };
const OTHER: ChatAddress = { channel: "telegram", id: "2" };
const LONGEST = 4_096;
const at = (minutes: number) => (1_780_000_000_000 + minutes * MINUTE_MS) as UnixMs;

describe("a flood of messages", () => {
  it("is taken for twenty of full length, then told once that it is too much, then met with silence", () => {
    const flood = new Flood();
    const verdicts = Array.from({ length: 1_000 }, () => flood.judge(CHAT, LONGEST, at(0)));
    expect(verdicts.slice(0, 20)).toEqual(Array(20).fill("take"));
    expect(verdicts[20]).toBe("tell");
    expect(new Set(verdicts.slice(21))).toEqual(new Set(["drop"]));
  });

  it("is forgotten ten minutes after it began, and told again if it comes again", () => {
    const flood = new Flood();
    for (let i = 0; i < 30; i += 1) flood.judge(CHAT, LONGEST, at(i / 10));
    expect(flood.judge(CHAT, 1, at(9.99))).toBe("drop");
    expect(flood.judge(CHAT, LONGEST, at(10))).toBe("take");
    const again = Array.from({ length: 25 }, () => flood.judge(CHAT, LONGEST, at(11)));
    expect(again.filter((verdict) => verdict === "tell")).toHaveLength(1);
  });

  it("in one chat does not touch another, nor the same number on another channel", () => {
    const flood = new Flood();
    for (let i = 0; i < 30; i += 1) flood.judge(CHAT, LONGEST, at(0));
    expect(flood.judge(OTHER, LONGEST, at(0))).toBe("take");
    expect(flood.judge({ channel: "whatsapp", id: "1" }, LONGEST, at(0))).toBe("take");
  });

  it("of very many short presses is one, too", () => {
    const flood = new Flood();
    const verdicts = Array.from({ length: 302 }, () => flood.judge(CHAT, 0, at(0)));
    expect(verdicts.slice(0, 300)).toEqual(Array(300).fill("take"));
    expect(verdicts.slice(300)).toEqual(["tell", "drop"]);
  });

  it("never is a talk as people lead it: a minute between messages, of any length", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(LONGEST), { maxLength: 120 }), (lengths) => {
        const flood = new Flood();
        expect(lengths.every((length, i) => flood.judge(CHAT, length, at(i)) === "take")).toBe(true);
      }),
    );
  });

  it("is judged anew after a clock was set back, not held for ever", () => {
    const flood = new Flood();
    for (let i = 0; i < 30; i += 1) flood.judge(CHAT, LONGEST, at(60));
    expect(flood.judge(CHAT, LONGEST, at(0))).toBe("take");
  });

  it("from more chats than are remembered lets the oldest go, and stays small", () => {
    const flood = new Flood();
    for (let i = 0; i < 30; i += 1) flood.judge(CHAT, LONGEST, at(0));
    for (let id = 10; id < 20_010; id += 1) flood.judge({ channel: "telegram", id: `${id}` }, 1, at(0));
    expect(flood.judge(CHAT, LONGEST, at(0))).toBe("take");
  });
});
