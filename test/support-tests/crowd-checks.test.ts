import { describe, expect, it } from "vitest";
import type { UnixMs } from "../../src/domain/time.ts";
import { findCrossTalk, findDuplicates } from "../support/crowd-checks.ts";
import { tokenOf } from "../support/crowd-script.ts";
import { telegramLog } from "../support/crowd-telegram.ts";
import { BotAccount } from "../support/telegram/bot-account.ts";
import type { ChatRoom } from "../support/telegram/chat-room.ts";

const account = () => new BotAccount(() => 1_790_000_000_000 as UnixMs);

/** A chat in which the bot said these texts, one after the other. */
function roomWith(texts: readonly string[]): ChatRoom {
  const bot = account();
  const room = bot.openRoom(5, "private");
  for (const text of texts) room.add(bot.draft(room, text, { text }));
  return room;
}

describe("the check for duplicates", () => {
  it("finds the same message twice in one step, also with another one between", () => {
    const room = roomWith(["a", "b", "a"]);
    expect(findDuplicates(3, telegramLog(room), [{ from: 0, expect: /b/ }])).toMatchObject([
      { person: 3, step: 0, detail: "a" },
    ]);
  });

  it("finds a message of the step before that comes again while another one is awaited", () => {
    const room = roomWith(["a", "a", "b"]);
    const late = [
      { from: 0, expect: /a/ },
      { from: 1, expect: /b/ },
    ];
    expect(findDuplicates(0, telegramLog(room), late)).toMatchObject([{ kind: "duplicate", step: 1 }]);
  });

  it("allows the same answer to two steps that both await it", () => {
    const room = roomWith(["a", "a"]);
    const twice = [
      { from: 0, expect: /a/ },
      { from: 1, expect: /a/ },
    ];
    expect(findDuplicates(0, telegramLog(room), twice)).toEqual([]);
  });

  it("does not count an edit that brings a text back", () => {
    const room = roomWith(["a"]);
    const [message] = room.messages;
    if (message !== undefined) room.replace({ ...message, edited: true });
    expect(findDuplicates(0, telegramLog(room), [{ from: 0, expect: /a/ }])).toEqual([]);
  });
});

describe("the check for cross-talk", () => {
  const owners = new Map([
    [tokenOf(1), "5"],
    [tokenOf(2), "6"],
  ]);

  it("finds the token of somebody else, and leaves her own alone", () => {
    const found = findCrossTalk([telegramLog(roomWith([`own ${tokenOf(1)}`, `foreign ${tokenOf(2)}`]))], owners);
    expect(found).toMatchObject([{ kind: "cross-talk", detail: expect.stringContaining("foreign") }]);
  });

  it("finds a token in a chat of staff", () => {
    const bot = account();
    const staff = bot.openRoom(-100, "supergroup");
    staff.add(bot.draft(staff, "alert", { text: "alert", note: tokenOf(1) }));
    expect(findCrossTalk([telegramLog(staff)], owners)).toHaveLength(1);
  });
});
