import { beforeEach, describe, expect, it } from "vitest";
import { Rider } from "../../src/channels/telegram-rider.ts";

const CALL = '{"method":"answerCallbackQuery","callback_query_id":"1"}';

describe("a call that goes back in the answer to its update", () => {
  let alone: string[];
  /** Ends the patience of the rider. */
  let timeIsOver: () => void;
  let rider: Rider;
  beforeEach(() => {
    alone = [];
    const pause = () =>
      new Promise<void>((resolve) => {
        timeIsOver = resolve;
      });
    rider = new Rider((call) => alone.push(call), pause);
  });
  const later = () => new Promise((resolve) => setImmediate(resolve));

  it("rides once, and is not sent by itself as well", async () => {
    rider.take(CALL);
    expect(rider.board()).toBe(CALL);
    expect(rider.board()).toBeNull();
    timeIsOver();
    await later();
    expect(alone).toEqual([]);
  });

  it("goes by itself when the answer takes too long, and does not ride as well", async () => {
    rider.take(CALL);
    timeIsOver();
    await later();
    expect(alone).toEqual([CALL]);
    expect(rider.board()).toBeNull();
  });

  it("goes by itself at once when the update could not be taken", () => {
    rider.take(CALL);
    rider.goAlone();
    rider.goAlone();
    expect(alone).toEqual([CALL]);
  });

  it("is nothing where nothing was pressed", () => {
    rider.goAlone();
    expect(rider.board()).toBeNull();
    expect(alone).toEqual([]);
  });
});
