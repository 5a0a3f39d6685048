import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../../src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), "utf8") }));

/** Label → files that hash, derive, encode or read under it. */
function labelUses(): ReadonlyMap<string, ReadonlySet<string>> {
  const uses = new Map<string, Set<string>>();
  for (const { name, text } of files) {
    for (const [, label = ""] of text.matchAll(
      /\b(?:enc|hash|derive|parseEnc|parseEncList)\(\s*[^"()]*"([a-z0-9-]+)"/g,
    )) {
      uses.set(label, (uses.get(label) ?? new Set()).add(name));
    }
  }
  return uses;
}

describe("the labels of what is hashed, signed and bound", () => {
  const uses = labelUses();

  it("are each used in one file only", () => {
    const shared = [...uses].filter(([, where]) => where.size > 1).map(([label, where]) => [label, [...where]]);
    expect(shared).toEqual([]);
  });

  it("are found by this test at all", () => {
    expect(uses.size).toBeGreaterThanOrEqual(30);
    expect(uses.get("genesis")).toEqual(new Set(["crypto/genesis.ts"]));
    expect(uses.get("state-tag")).toEqual(new Set(["crypto/state-row.ts"]));
  });

  it("all stand in the closed list", () => {
    const list = files.find(({ name }) => name === "crypto/encoding.ts")?.text ?? "";
    const known = new Set([...list.matchAll(/^\s+\| "([a-z0-9-]+)"/gm)].map(([, label]) => label));
    expect([...uses.keys()].filter((label) => !known.has(label))).toEqual([]);
  });

  it("are the only way to a hash: nothing else calls it", () => {
    const callers = files.filter(({ text }) => /crypto_generichash\b/.test(text)).map(({ name }) => name);
    expect(callers.sort()).toEqual(["crypto/hash.ts", "crypto/sealed-box.ts"]);
  });
});
