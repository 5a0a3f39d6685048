import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readChat } from "../../src/app/chat-record.ts";
import type { Parts } from "../../src/app/parts.ts";
import { toMenu } from "../e2e/walks.ts";
import { gate, PanicRig } from "../support/panic-rig.ts";
import type { Person } from "../support/person.ts";

const TROUBLE = /Что-то не сработало/;
const NOT_KEPT = /не получилось сохранить/;

let rig: PanicRig;
let person: Person;
let other: Person;
beforeEach(async () => {
  rig = await PanicRig.open();
  person = rig.person();
  other = rig.person();
  await toMenu(person);
});
afterEach(() => rig.close());

const stateOf = async (who: Person) => (await readChat(rig.parts, { channel: "telegram", id: String(who.id) })).state;

/** The next thing she does is answered as if nothing had been. */
async function goesOn(): Promise<void> {
  rig.heal();
  await person.presses(/Помощь рядом/);
  await person.hears(/В какой вы области/);
}

function fail(): never {
  throw new TypeError("broken on purpose");
}

/** Each breaks one thing; she then writes what the menu does not know. */
const BROKEN: Readonly<Record<string, { readonly wrong: () => Partial<Parts>; readonly hears: RegExp }>> = {
  "a talk that throws": {
    wrong: () => ({ talks: new Map([...rig.parts.talks, ["menu", { name: "menu", edition: 1, run: fail }]]) }),
    hears: TROUBLE,
  },
  "a talk that rejects": {
    wrong: () => ({
      talks: new Map([...rig.parts.talks, ["menu", { name: "menu", edition: 1, run: async () => fail() }]]),
    }),
    hears: TROUBLE,
  },
  "an understanding that throws": {
    wrong: () => {
      const { texts } = rig.parts;
      const text: typeof texts.text = (locale, key, params) =>
        key === "menu.intake" ? fail() : texts.text(locale, key, params);
      return { texts: { ...texts, text } };
    },
    hears: TROUBLE,
  },
  "a talk that is gone": { wrong: () => ({ talks: new Map() }), hears: TROUBLE },
  "a store that throws when it reads": {
    wrong: () => ({ store: { ...rig.parts.store, findState: fail } }),
    hears: TROUBLE,
  },
  "a store that rejects when it commits": {
    wrong: () => ({ store: { ...rig.parts.store, commit: async () => fail() } }),
    hears: TROUBLE,
  },
  "a store where somebody else is always first": {
    wrong: () => ({ store: { ...rig.parts.store, commit: async () => "conflict" as const } }),
    hears: NOT_KEPT,
  },
};

describe.each(Object.entries(BROKEN))("%s", (_name, { wrong, hears }) => {
  it("is said to her, freezes nothing, and leaves the talk where it was", async () => {
    const before = await stateOf(person);
    rig.wrong = wrong();
    await person.sends("что-то своё");
    await person.hears(hears);
    await person.sends("что-то ещё");
    await person.hears(hears);
    expect(await stateOf(person)).toEqual(before);
    await goesOn();
  });
});

describe("a deed that throws", () => {
  it("is said to her after the numbers, and the next thing she does is answered", async () => {
    rig.wrong = { deployment: fail };
    await person.presses(/Сейчас опасно/);
    await person.hears(/📞 102[\s\S]*📞 112/);
    await person.hears(/никто не дежурит/);
    rig.heal();
    await goesOn();
  });
});

describe("an answer that cannot be shown", () => {
  it("does not keep the next one back", async () => {
    rig.telegram.faults.failNext({ method: "sendMessage", status: 400, chatId: person.id });
    await person.sends("что-то своё");
    await rig.quiet();
    expect(person.heard).toEqual([]);
    await person.presses(/Помощь рядом/);
    await person.hears(/Эта кнопка уже не действует[\s\S]*Что сделать сейчас/);
    await goesOn();
  });
});

describe("other chats", () => {
  it("never notice that one is stuck, over many of its updates", async () => {
    const stuck = gate();
    const { findLink } = rig.parts.store;
    const tags = rig.parts.keys.linkTags({ channel: "telegram", id: String(person.id) });
    const isHers = (asked: readonly Uint8Array[]) =>
      Buffer.compare(asked[0] ?? Buffer.of(), tags[0] ?? Buffer.of()) === 0;
    rig.breakStore({
      findLink: async (asked) => {
        if (isHers(asked)) await stuck.passed;
        return findLink(asked);
      },
    });
    for (const words of ["раз", "два", "три"]) await person.sends(words);
    await toMenu(other);
    expect(person.heard).toEqual([]);
    stuck.open();
    await person.hears(/не получилось понять/);
  });
});

describe("a turn that hangs", () => {
  /** Lets her press hang in front of its commit until the gate opens. */
  async function hang(doing: () => Promise<unknown> = () => person.presses(/Помощь рядом/)) {
    const stuck = gate();
    const { commit } = rig.parts.store;
    const reached = new Promise<void>((resolve) => {
      rig.breakStore({
        commit: async (writes) => {
          if (writes.some(({ write }) => write === "put-state")) {
            resolve();
            await stuck.passed;
          }
          return commit(writes);
        },
      });
    });
    await doing();
    await reached;
    rig.heal();
    return stuck;
  }

  it("is left behind after its time, she is told, and what she does next is taken", async () => {
    const stuck = await hang();
    await person.presses(/Рассказать/);
    await rig.still();
    expect(person.heard).toEqual([]); // One at a time in a chat.
    rig.turnsTooSlow();
    await person.hears(TROUBLE);
    await person.hears(/прямо сейчас/);
    stuck.open();
  });

  it("writes nothing when it wakes up late: the row is another by then", async () => {
    const stuck = await hang();
    rig.turnsTooSlow();
    await person.hears(TROUBLE);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    const before = await stateOf(person);
    stuck.open();
    await rig.quiet();
    expect(await stateOf(person)).toEqual(before);
    expect(before).toMatchObject({ talk: "intake", answers: [] });
    await person.presses(/^Нет$/);
    await person.hears(/Что происходит/);
  });

  it.each([
    ["words", () => person.sends("Помощь рядом")],
    ["a command", () => person.sends("/start")],
  ])("by %s is not heard again, late, as the answer to another question", async (_what, doing) => {
    const stuck = await hang(doing);
    rig.turnsTooSlow();
    await person.hears(TROUBLE);
    await person.presses(/Рассказать/);
    await person.hears(/прямо сейчас/);
    const before = await stateOf(person);
    stuck.open();
    await rig.quiet();
    expect(await stateOf(person)).toEqual(before);
    expect(person.heard).toHaveLength(1);
  });
});
