import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkWrite, readChat } from "../../src/app/chat-record.ts";
import { findTied, tie } from "../../src/app/link-ties.ts";
import { perform } from "../../src/app/perform.ts";
import { raiseAlert } from "../../src/app/raise-alert.ts";
import type { Turn } from "../../src/app/turn.ts";
import { pinFits } from "../../src/crypto/pin.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { type Link, newLink } from "../../src/domain/link.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { CASE_STATUS } from "../../src/storage/rows.ts";
import type { Write } from "../../src/storage/writes.ts";
import type { Deed } from "../../src/talks/deed.ts";
import { listCases, readCase } from "../support/staff-work.ts";
import { openTestHouse, type TestHouse } from "../support/test-house.ts";
import { keepCase } from "./make-cases.ts";

const HER = { channel: "telegram", id: "7007" } as const;
const PHRASE = "соседка просила вернуть синюю кастрюлю";

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(() => house.close());

function turnOf(link: Partial<Link> = {}, message: number | null = null): Turn {
  return {
    chat: HER,
    forwarded: false,
    edited: false,
    message,
    dangerIn: () => ({ urgency: "none", signs: [] }),
    cry: null,
    held: null,
    link: { ...newLink(), locale: "ru", ...link },
    writes: [],
    afterwards: [],
    act: null,
    handedOver: [],
    forgot: false,
    tells: [],
  };
}

const does = (turn: Turn, deed: Deed) => perform(house.parts, turn, deed);
const keep = async (writes: readonly Write[]) => {
  expect(await house.parts.store.commit(writes)).toBe("done");
};

async function bodiesOf(caseId: CaseId) {
  const { lines } = await readCase(house.parts, house.members.hotline, caseId);
  return lines.flatMap((line) => (line.ok ? [line.body] : []));
}

describe("what is set", () => {
  it("is told without a word of it", async () => {
    const turn = turnOf();
    await does(turn, { do: "keep-phrase", words: PHRASE });
    await does(turn, { do: "keep-pin", pin: "4829" });
    const told = await does(turn, { do: "read-codes" });
    expect(told).toEqual({
      outcome: "codes",
      phrase: true,
      duress: false,
      pin: true,
      profile: false,
      codeWord: false,
      police: true,
    });
    expect(await does(turnOf({ policeExcluded: true }), { do: "read-codes" })).toMatchObject({ police: false });
  });

  it("keeps of a PIN what knows it again, and no digit of it", async () => {
    const turn = turnOf({ pin: { verifier: "00", wrong: 4 } });
    await does(turn, { do: "keep-pin", pin: "48291730" });
    const { pin } = turn.link;
    expect(pin?.wrong).toBe(0);
    expect(pinFits(house.parts.sodium, pin?.verifier ?? "", "48291730")).toBe(true);
    expect(JSON.stringify(turn.link)).not.toContain("48291730");
  });

  it("leaves those parts of her address as they were that she passes over", async () => {
    const turn = turnOf();
    const profile = { address: "Абая 12", household: null, wish: "tell-operator" } as const;
    await does(turn, { do: "keep-profile", profile });
    await does(turn, { do: "keep-profile", profile: { address: null, household: "двое детей", wish: null } });
    expect(turn.link.profile).toEqual({ address: "Абая 12", household: "двое детей", wish: "tell-operator" });
  });

  it("is gone all at once, and nothing else of the link is", async () => {
    const set = { personalPhrase: PHRASE, duressPhrase: "другая", pin: { verifier: "00", wrong: 0 } };
    const turn = turnOf({ ...set, twoWayCodeWord: "подснежник", policeExcluded: true, knowsWayBack: true });
    await does(turn, { do: "forget-codes" });
    expect(turn.link).toEqual({ ...newLink(), locale: "ru", policeExcluded: true, knowsWayBack: true });
  });
});

describe("a phrase that is judged", () => {
  const judged = async (link: Partial<Link>, kind: "cry" | "duress", words: string) => {
    const outcome = await does(turnOf(link), { do: "judge-phrase", kind, words });
    return outcome.outcome === "judged" ? outcome.problem : outcome.outcome;
  };

  it("is compared with the other phrase of the chat, whichever was first, and never with itself", async () => {
    const near = "соседка просила вернуть красную кастрюлю";
    expect(await judged({ personalPhrase: near }, "duress", PHRASE)).toBe("like-other");
    expect(await judged({ duressPhrase: near }, "cry", PHRASE)).toBe("like-other");
    expect(await judged({ personalPhrase: near }, "cry", PHRASE)).toBeNull();
    expect(await judged({ duressPhrase: near }, "duress", PHRASE)).toBeNull();
  });

  it("is refused when the bot or the cover it wears says it, in either language", async () => {
    expect(await judged({}, "cry", "синие нитки для джинсовой куртки")).toBe("ours");
    expect(await judged({}, "cry", "вам отвечает бот аптеки он принимает заказы")).toBe("ours");
    expect(await judged({}, "cry", "джинсы күртеге көк жіп бар ма")).toBe("ours");
  });

  it("is refused when its words tell of danger", async () => {
    const turn = { ...turnOf(), dangerIn: () => ({ urgency: "medium" as const, signs: [] }) };
    expect(await does(turn, { do: "judge-phrase", kind: "cry", words: PHRASE })).toMatchObject({ problem: "danger" });
  });
});

describe("what she has typed", () => {
  it("goes from the screen, where the channel can name it", async () => {
    const turn = turnOf({}, 41);
    await does(turn, { do: "sweep-mine" });
    expect(turn.handedOver).toEqual([{ out: "sweep", messages: [41] }]);
    const unnamed = turnOf();
    await does(unnamed, { do: "sweep-mine" });
    expect(unnamed.handedOver).toEqual([]);
  });
});

describe("the word she is known by", () => {
  it("is written into every open case of hers, and into no closed one", async () => {
    const open = [await keepCase(house.parts, HER.id), await keepCase(house.parts, HER.id, { covert: true })];
    const closed = await keepCase(house.parts, HER.id);
    await keep([
      { write: "set-status", caseId: closed, status: CASE_STATUS.closed, touchedDay: house.parts.keys.time.today() },
    ]);
    let link = newLink();
    for (const caseId of [...open, closed]) link = tie(link, caseId, 1);
    const turn = turnOf({ cases: link.cases });
    expect(await does(turn, { do: "keep-code-word", word: "подснежник" })).toEqual({ outcome: "done" });
    await keep(turn.writes);
    for (const caseId of open)
      expect(await bodiesOf(caseId)).toContainEqual({ entry: "code-word", via: "telegram", word: "подснежник" });
    expect((await bodiesOf(closed)).map(({ entry }) => entry)).not.toContain("code-word");
  });
});

describe("a practised alert", () => {
  it("is a case of low urgency that says it is a trial, with what she laid down, and hangs on no chat", async () => {
    const profile = { address: "Абая 12", household: null, wish: null };
    const turn = turnOf({ personalPhrase: PHRASE, profile, twoWayCodeWord: "подснежник" });
    expect(await does(turn, { do: "practise-alert" })).toMatchObject({ outcome: "kept" });
    await keep(turn.writes);
    const [row] = await listCases(house.parts, house.members.hotline, 9);
    expect(row).toMatchObject({ practice: true, covert: true, urgency: 3 });
    const alert = row && (await bodiesOf(row.caseId)).find(({ entry }) => entry === "alert");
    expect(alert).toMatchObject({ practice: true, profile, codeWord: "подснежник" });
    expect(JSON.stringify(alert)).not.toContain("кастрюл");
    expect(turn.link).toMatchObject({ cases: [], alertedAt: null, cover: null });
  });

  it("never swallows a real cry, not even when it was answered and hangs on the chat", async () => {
    const practised = await keepCase(house.parts, HER.id, { covert: true, practice: true });
    const record = await readChat(house.parts, HER);
    const alertedAt = house.clock.now();
    await keep([linkWrite(house.parts, record, { ...tie(record.link, practised, 1), alertedAt })]);
    house.clock.pass(1 * MINUTE_MS);
    const cry = { chat: HER, updateId: "9", by: "personal-phrase", text: PHRASE, message: null, locale: "ru" } as const;
    expect(await raiseAlert(house.parts, cry)).not.toBeNull();
    const { link } = await readChat(house.parts, HER);
    const real = await findTied(house.parts, link, ({ practice }) => !practice);
    expect(real).toMatchObject({ covert: true, urgency: 0 });
    expect((await bodiesOf(practised)).map(({ entry }) => entry)).not.toContain("alert");
  });
});
