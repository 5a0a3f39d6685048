import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLine } from "../../src/channels/terminal-line.ts";

const LIST = 4;
const typed = (line: string, choices = LIST) => parseLine(line, choices);
const whyOf = (line: string) => {
  const parsed = typed(line);
  return parsed.typed === "wrong" ? parsed.why : null;
};

describe("a line typed into the terminal", () => {
  it("chooses by its number, counted from one as it stands in the list", () => {
    expect(typed("1")).toEqual({ typed: "choice", place: 0 });
    expect(typed("  4 ")).toEqual({ typed: "choice", place: 3 });
  });

  it("is told the range when the list has no such number, and sends nothing", () => {
    expect(whyOf("5")).toMatch(/no 5 .*1 to 4/);
    expect(whyOf("0")).toMatch(/no 0/);
  });

  it("is words when there is no list, or when the number is a telephone number or 102", () => {
    expect(typed("7", 0)).toEqual({ typed: "words", words: "7" });
    expect(typed("102")).toEqual({ typed: "words", words: "102" });
    expect(typed("87005550173")).toEqual({ typed: "words", words: "87005550173" });
    expect(typed("2, 3")).toEqual({ typed: "words", words: "2, 3" });
  });

  it("sends a number or a command as words after /say", () => {
    expect(typed("/say 1")).toEqual({ typed: "words", words: "1" });
    expect(typed("/say /quit")).toEqual({ typed: "words", words: "/quit" });
    expect(whyOf("/say")).toMatch(/\/say 1/);
  });

  it("opens the two doors whatever stands on the screen", () => {
    expect(typed("/hide", 0)).toEqual({ typed: "door", door: "hide" });
    expect(typed("/DANGER")).toEqual({ typed: "door", door: "danger" });
    expect(typed("/cancel-order", 2)).toEqual({ typed: "door", door: "cancel-order" });
    expect(typed("/urgent-order")).toEqual({ typed: "door", door: "urgent-order" });
  });

  it("shares a place from two numbers in range, and says what a place is otherwise", () => {
    expect(typed("/where 51.13 71.43")).toEqual({ typed: "where", lat: 51.13, lon: 71.43 });
    expect(typed("/where -51.13, 71")).toEqual({ typed: "where", lat: -51.13, lon: 71 });
    for (const wrong of ["", " 51.13", " a b", " 91 10", " 10 181", " 1 2 3", " 0x10 1", " 1e1 1", " NaN NaN"])
      expect(whyOf(`/where${wrong}`), wrong).toMatch(/latitude/);
  });

  it("goes back to the first screen with /start, which is the bot's own command", () => {
    expect(typed("/start")).toEqual({ typed: "words", words: "/start" });
  });

  it("chooses between the two languages only", () => {
    expect(typed("/language kk")).toEqual({ typed: "language", locale: "kk" });
    expect(whyOf("/language en")).toMatch(/kk or .*ru/);
  });

  it("names /help for a command that is none, and sends nothing", () => {
    expect(whyOf("/nonsense")).toMatch(/\/help/);
    expect(whyOf("/")).toMatch(/\/help/);
  });

  it("is refused when it is longer than one message, not cut", () => {
    expect(typed("я".repeat(4_096))).toMatchObject({ typed: "words" });
    expect(whyOf("я".repeat(4_097))).toMatch(/4097/);
  });

  it("sends any words as they are, but for space around them", () => {
    const words = fc.string().filter((text) => text.trim() !== "" && !/^[/\d]/.test(text.trim()));
    fc.assert(
      fc.property(words, (text) => {
        expect(typed(text)).toEqual({ typed: "words", words: text.trim() });
      }),
    );
  });
});
