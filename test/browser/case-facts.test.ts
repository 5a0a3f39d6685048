import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsOf, unquote } from "../../src/browser/desk/case-facts.ts";
import { CASE } from "./pretend-ids.ts";
import { openedAtNoon } from "./pretend-open.ts";

describe("what a case tells before anything else", () => {
  it("gathers danger signs from the questions and from her words, each once", async () => {
    const { lines } = await openedAtNoon(CASE.mine);
    expect(factsOf(lines).signs).toEqual(["strangled", "threat-to-kill", "leaving"]);
    expect(factsOf((await openedAtNoon(CASE.urgent)).lines).signs).toEqual(["beaten-now", "harms-children"]);
  });

  it("shows a place in full where the summary has it cut short", async () => {
    const { lines } = await openedAtNoon(CASE.mine);
    expect(factsOf(lines).places).toEqual([expect.objectContaining({ words: "Майкудук, 13 микрорайон" })]);
  });

  it("takes a skipped answer for no answer", async () => {
    const { lines } = await openedAtNoon(CASE.hers);
    expect(factsOf(lines)).toMatchObject({ children: "none", injuries: null, policeExcluded: true });
  });

  it("reads what a packet quotes as if it stood in the case", async () => {
    const { lines } = await openedAtNoon(CASE.packet);
    expect(factsOf(lines).signs).toEqual(["threat-to-kill"]);
    expect(factsOf(lines).places).toEqual([{ place: "town", id: "kz-75-almaty" }]);
  });

  it("holds her last answer to each question of the shop, and what she laid down beforehand", async () => {
    const { lines } = await openedAtNoon(CASE.order);
    const facts = factsOf(lines);
    expect(facts.order.map(({ question, option }) => [question, option])).toEqual([
      ["how-soon", "now"],
      ["people", "with-children"],
      ["reactions", null],
      ["strength", "strong"],
    ]);
    expect(facts).toMatchObject({ codeWord: "василёк", profile: { wish: "send-police" } });
    expect(factsOf((await openedAtNoon(CASE.erasing)).lines)).toMatchObject({ codeWord: "ромашка", profile: null });
    expect(factsOf((await openedAtNoon(CASE.mine)).lines)).toMatchObject({ codeWord: null, order: [] });
  });

  it("believes nothing that does not verify", async () => {
    const { lines } = await openedAtNoon(CASE.strange);
    const broken = lines.map(({ seq, entryId }) => ({ ok: false, seq, entryId, code: "crypto/malformed" }) as const);
    expect(factsOf(broken)).toMatchObject({ signs: [], places: [], phones: [], mayWrite: null });
  });
});

describe("a quote", () => {
  it("is null for anything that is no entry, whatever it is", () => {
    const quote = (body: string) => unquote({ entry: "quote", by: "bot", at: 0, body });
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => quote(body) === null));
    expect(quote('{"entry":"note","text":"да"}')).toEqual({ entry: "note", text: "да" });
    expect(quote('{"entry":"quote","by":"bot","at":0,"body":"{}"}')).toBeNull();
  });
});
