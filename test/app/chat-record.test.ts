import { afterEach, beforeEach, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import { Fault } from "../../src/domain/faults.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

function away(): never {
  throw new Fault("keys/unavailable");
}

it("fails once, with somebody listening, when keys and database go away in the same moment", async () => {
  const { parts } = house;
  const keys = new Proxy(parts.keys, {
    get(real, name) {
      if (name === "stateTags") return away;
      const value: unknown = Reflect.get(real, name);
      return typeof value === "function" ? value.bind(real) : value;
    },
  });
  const left: unknown[] = [];
  const listen = (reason: unknown) => void left.push(reason);
  process.on("unhandledRejection", listen);
  await parts.store.close();
  await expect(readChat({ ...parts, keys }, { channel: "telegram", id: "700101" })).rejects.toThrow("keys/unavailable");
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", listen);
  expect(left).toEqual([]);
});
