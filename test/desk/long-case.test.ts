import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CaseWriter, findCase } from "../../src/app/case-writer.ts";
import type { CaseId } from "../../src/domain/ids.ts";
import { keepCase } from "../app/make-cases.ts";
import { DeskWorld } from "./desk-world.ts";

const ENTRIES = 200;

let world: DeskWorld;
let caseId: CaseId;
beforeAll(async () => {
  world = await DeskWorld.open();
  caseId = await keepCase(world.parts, "1");
  const row = await findCase(world.parts, caseId);
  const writer = CaseWriter.go(world.parts, world.parts.keys.bot(), row);
  while (writer.head.seq < ENTRIES)
    writer.add({ entry: "text", via: "telegram", text: "слово ".repeat(60), forwarded: false, correctsEarlier: false });
  await world.parts.store.commit(writer.moveHead(row).writes);
});
afterAll(() => world.close());

describe("a case of 200 entries", () => {
  it("opens whole, and again without opening any entry twice", async () => {
    const staff = await world.staff("hotline");
    const opening = async () => {
      const from = performance.now();
      const { lines } = await staff.open(caseId);
      return { lines, ms: Math.round(performance.now() - from) };
    };
    const [first, again] = [await opening(), await opening()];
    process.stdout.write(`opening ${ENTRIES} entries: ${first.ms} ms, again: ${again.ms} ms\n`);
    expect(first.lines.filter(({ ok }) => ok)).toHaveLength(ENTRIES);
    const bodiesOf = (lines: typeof first.lines) =>
      lines.flatMap((line) => (line.ok && line.body.entry === "text" ? [line.body] : []));
    const once = bodiesOf(first.lines);
    for (const [i, body] of bodiesOf(again.lines).entries()) expect(body).toBe(once[i]); // The very same, not another like it.
  });
});
