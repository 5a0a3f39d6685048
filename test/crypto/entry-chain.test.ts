import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/crypto/encoding.ts";
import { entryHash, headZero, sealEntry } from "../../src/crypto/entry.ts";
import { type ChainRow, openChain } from "../../src/crypto/entry-chain.ts";
import { type EntryId, newId } from "../../src/domain/ids.ts";
import { BOT, CASE, CASE_KEYS, knows, NOW, random, STAFF, STRANGER, sodium, spoilt } from "./fixtures.ts";

/** Five entries, as a store would give them. */
function chainOf(authors = [BOT, BOT, STAFF, BOT, STAFF]): readonly ChainRow[] {
  let previous = headZero(sodium, CASE);
  return authors.map((author, i) => {
    const entryId = newId<EntryId>(random);
    const seq = i + 1;
    const content = { type: "text", at: NOW, body: utf8(`entry ${seq}`) } as const;
    const sealed = sealEntry(sodium, random, { ...CASE, entryId, seq, previous }, author, content);
    previous = entryHash(sodium, CASE.caseId, seq, sealed);
    return { entryId, seq, sealed };
  });
}

const CHAIN = chainOf();
const open = (rows: readonly ChainRow[]) => openChain(sodium, CASE_KEYS, CASE, rows, knows(BOT, STAFF));
const codes = (rows: readonly ChainRow[]) => open(rows).links.map((link) => (link.ok ? "ok" : link.code));
const OK = "ok";
const BROKEN = "crypto/broken-chain";

describe("the chain of a case", () => {
  it("opens in order and ends in a head that can be remembered", () => {
    const { links, head } = open(CHAIN);
    expect(links.map((link) => link.ok && new TextDecoder().decode(link.entry.body))).toEqual([
      "entry 1",
      "entry 2",
      "entry 3",
      "entry 4",
      "entry 5",
    ]);
    const last = CHAIN.at(-1);
    expect(head).toEqual({ seq: 5, hash: entryHash(sodium, CASE.caseId, 5, last?.sealed ?? new Uint8Array(0)) });
    expect(open([])).toEqual({ links: [], head: { seq: 0, hash: headZero(sodium, CASE) } });
  });

  it("shows a changed entry and the one after it, and goes on", () => {
    const rows = CHAIN.map((row) => (row.seq === 2 ? { ...row, sealed: spoilt(row.sealed, 40) } : row));
    expect(codes(rows)).toEqual([OK, "crypto/cannot-open", BROKEN, OK, OK]);
  });

  it("shows a missing, a doubled and a moved entry", () => {
    const [a, b, c, d, e] = CHAIN as [ChainRow, ChainRow, ChainRow, ChainRow, ChainRow];
    expect(codes([a, c, d, e])).toEqual([OK, BROKEN, OK, OK]);
    expect(codes([b, c, d, e])).toEqual([BROKEN, OK, OK, OK]);
    expect(codes([a, b, b, c])).toEqual([OK, OK, BROKEN, OK]);
    expect(codes([a, c, b])).toEqual([OK, BROKEN, BROKEN]);
    expect(codes([a, { ...c, seq: 2 }, { ...b, seq: 3 }])).toEqual([OK, BROKEN, BROKEN]);
  });

  it("shows an entry of a stranger as such, and never its words", () => {
    const { links } = open(chainOf([BOT, STRANGER, BOT]));
    expect(links.map((link) => link.ok)).toEqual([true, false, true]);
    expect(links[1]).toMatchObject({ ok: false, code: "crypto/unknown-signer" });
    expect(links[1]).not.toHaveProperty("entry");
  });

  it("does not accept the tail of another version of the same case", () => {
    const fork = chainOf();
    expect(codes([...CHAIN.slice(0, 2), ...fork.slice(2)])).toEqual([OK, OK, BROKEN, OK, OK]);
  });

  it("changes its head when the tail is cut, which a fresh reader cannot see otherwise", () => {
    expect(codes(CHAIN.slice(0, 3))).toEqual([OK, OK, OK]);
    expect(open(CHAIN.slice(0, 3)).head).not.toEqual(open(CHAIN).head);
  });

  it("never opens as untouched after any change to any row", () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(), fc.integer({ min: 1, max: 255 }), (index, at, flip) => {
        const rows = CHAIN.map((row, i) => (i === index ? { ...row, sealed: spoilt(row.sealed, at, flip) } : row));
        expect(open(rows).links[index]?.ok).toBe(false);
        expect(open(rows).head).not.toEqual(index === 4 ? open(CHAIN).head : null);
      }),
      { numRuns: 25 },
    );
  });
});
