import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCase } from "../../src/app/case-writer.ts";
import { sealBehind } from "../../src/crypto/case-file.ts";
import type { EntryBody } from "../../src/domain/case-contents.ts";
import { printWire } from "../../src/domain/desk/wire.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { keepCase } from "../app/make-cases.ts";
import { bodiesOf, type Staff } from "../support/staff.ts";
import { command, DeskWorld, sheWrites } from "./desk-world.ts";

let world: DeskWorld;
let caseId: CaseId;
let operator: Staff;
beforeEach(async () => {
  world = await DeskWorld.open();
  caseId = await keepCase(world.parts, "1");
  operator = await world.staff("operator");
});
afterEach(() => world.close());

const hex = () => printHex(caseId);
const row = () => findCase(world.parts, caseId);
const note = (text: string): EntryBody => ({ entry: "note", text });
/** Entries that a browser would seal behind the case as it is now, in a body of a command. */
async function sealed(
  staff: Staff,
  bodies: readonly EntryBody[],
  spoil: (entries: Sealed) => unknown = (same) => same,
) {
  const { genesis, file } = await staff.hands.hold(hex());
  const { sodium, random, keys } = world.parts;
  const author = staff.place.atWork().author;
  const { entries } = sealBehind(sodium, random, genesis, file.head, author, keys.time.now(), bodies);
  return JSON.stringify({ what: "note", entries: printWire(spoil(entries)) });
}
type Sealed = ReturnType<typeof sealBehind>["entries"];

describe("sealing.md 8, 33: two operators who append at once", () => {
  it("are put in order: one seals again, and the chain is valid", async () => {
    const admin = await world.staff("hotline");
    await operator.claim(caseId);
    await Promise.all([operator.open(caseId), admin.open(caseId)]);
    const rounds = Array.from({ length: 6 }, (_, i) => `${i}`);
    for (const round of rounds) {
      await Promise.all([
        operator.must(({ cases }) => cases.note(hex(), `operator ${round}`)),
        admin.must(({ cases }) => cases.note(hex(), `supervisor ${round}`)),
        sheWrites(world, caseId, `she ${round}`).catch(() => sheWrites(world, caseId, `she ${round}`)),
      ]);
    }
    const { lines, shorterThanSeen } = await admin.open(caseId);
    expect(lines.every(({ ok }) => ok)).toBe(true);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, i) => i + 1));
    const texts = bodiesOf(lines).flatMap((body) => ("text" in body ? [body.text] : []));
    expect([...texts].sort()).toEqual(
      rounds.flatMap((round) => [`operator ${round}`, `she ${round}`, `supervisor ${round}`]).sort(),
    );
    expect(shorterThanSeen).toBe(false);
  });
});

describe("sealing.md 8, 34: an entry that does not fit", () => {
  const append = (body: string) => command(world, operator, `/cases/${hex()}/entries`, body);

  it("behind an old head or over a gap is refused with 409 and the head as it is now", async () => {
    await operator.claim(caseId);
    const late = await sealed(operator, [note("late")]);
    const gap = await sealed(operator, [note("a"), note("b")], (entries) => entries.slice(1));
    await operator.must(({ cases }) => cases.note(hex(), "first"));
    const { headSeq } = await row();
    for (const body of [late, gap]) {
      const answer = await append(body);
      expect([answer.status, await answer.json()]).toMatchObject([
        409,
        { refused: "store/conflict", head: { seq: headSeq } },
      ]);
    }
    expect((await row()).headSeq).toBe(headSeq);
  });

  it("of a wrong size, or several where one belongs, is refused with 400; of five megabytes with 413", async () => {
    await operator.claim(caseId);
    const cut = (by: number) => (entries: Sealed) => entries.map((one) => ({ ...one, sealed: one.sealed.slice(by) }));
    const answers = [
      await append(await sealed(operator, [note("x".repeat(500))], cut(1))),
      await append(await sealed(operator, [note("x")], cut(100))),
      await append(await sealed(operator, [note("a"), note("b")])),
      await append(await sealed(operator, [note("a")], () => [])),
      await append("[]"),
      await append("not json"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
    expect((await append(JSON.stringify({ what: "note", entries: ["x".repeat(5_000_000)] }))).status).toBe(413);
  });
});

describe("sealing.md 8, 35: a client that claims to have encrypted", () => {
  it("is refused when it sends plaintext, however it is padded", async () => {
    await operator.claim(caseId);
    const plain = (entries: Sealed) =>
      entries.map((one) => {
        const open = new Uint8Array(one.sealed.length);
        open.set(new TextEncoder().encode("в открытую"));
        return { ...one, sealed: open };
      });
    const answer = await command(
      world,
      operator,
      `/cases/${hex()}/entries`,
      await sealed(operator, [note("x")], plain),
    );
    expect([answer.status, await answer.json()]).toEqual([400, { refused: "case/bad-entry" }]);
    const flag = JSON.stringify({ what: "note", encrypted: true, text: "в открытую" });
    expect((await command(world, operator, `/cases/${hex()}/entries`, flag)).status).toBe(400);
  });

  it("and what looks sealed but does not open is shown as a red line, never read out", async () => {
    await operator.claim(caseId);
    const noise = (entries: Sealed) =>
      entries.map((one) => ({
        ...one,
        sealed: one.sealed.map((byte, i) => (i < 2 ? byte : byte ^ 0x55)) as typeof one.sealed,
      }));
    expect(
      (await command(world, operator, `/cases/${hex()}/entries`, await sealed(operator, [note("x")], noise))).status,
    ).toBe(200);
    const { lines } = await operator.open(caseId);
    expect(lines.filter(({ ok }) => !ok)).toEqual([
      { ok: false, seq: (await row()).headSeq - 1, entryId: expect.any(String), code: "crypto/cannot-open" },
    ]);
    await operator.must(({ cases }) => cases.note(hex(), "дальше"));
  });
});

describe("words of any kind", () => {
  it.each([
    ["markup", `<img src=x onerror=alert(1)>&amp;<script>"'\`\${1}{{x}}%s</script>`],
    ["right to left, and signs that turn", "\u202eمرحبا \u2066שלום\u2069 \u200f\u0000\u0007\ufeff"],
    ["4,096 emoji", "👩‍👧".repeat(4_096)],
    ["half a pair", "a\ud83d b"],
    ["combining and fullwidth", "e\u0301 ＡＢ ﷺ ﬁ"],
  ])("arrive as they were written: %s", async (_kind, text) => {
    await sheWrites(world, caseId, text);
    await operator.claim(caseId);
    const { opened } = await operator.must(({ cases }) => cases.note(hex(), text));
    const texts = bodiesOf(opened.lines).flatMap((body) => ("text" in body ? [body.text] : []));
    expect(texts).toEqual([text, text]);
    expect(
      bodiesOf((await operator.open(caseId)).lines).flatMap((body) => ("text" in body ? [body.text] : [])),
    ).toEqual([text, text]);
  });
});
