import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnc } from "../../src/crypto/byte-reader.ts";
import { concat, enc } from "../../src/crypto/encoding.ts";
import { parseRegistry, printRegistry, type Registry } from "../../src/crypto/registry.ts";
import { type RegistryTrust, signRegistry, verifyRegistry } from "../../src/crypto/registry-file.ts";
import { later, type UnixMs } from "../../src/domain/time.ts";
import { fill, idOf, STRANGER, sodium, spoilt } from "./fixtures.ts";
import { FALSE_ROOT, REGISTRY, ROOTS, TRUST } from "./trust-fixtures.ts";

const sign = (change: Partial<Registry> = {}, roots = ROOTS.slice(0, 2)) =>
  signRegistry(sodium, { ...REGISTRY, ...change }, roots);
const verify = (file: Uint8Array, trust: Partial<RegistryTrust> = {}) =>
  verifyRegistry(sodium, file, { ...TRUST, ...trust });

describe("the registry", () => {
  it("is read back as it was signed", () => {
    expect(verify(sign()).registry).toEqual(REGISTRY);
    expect(parseRegistry(printRegistry(REGISTRY))).toEqual(REGISTRY);
    expect(verify(sign({ organisations: [], bots: [] })).registry.organisations).toEqual([]);
  });

  it("is refused after any one byte changes", () => {
    const file = sign();
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(() => verify(spoilt(file, at, flip))).toThrow(
          /^(crypto\/malformed|registry\/(unknown-root|too-few-signatures))$/,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("is refused with something behind it", () => {
    expect(() => verify(concat(sign(), fill(0, 1)))).toThrow("crypto/malformed");
  });

  it("is refused with fewer roots than agreed, however often one of them signs", () => {
    const [first] = ROOTS;
    const twice = first === undefined ? [] : [first, first];
    expect(() => verify(sign({}, ROOTS.slice(0, 1)))).toThrow("registry/too-few-signatures");
    expect(() => verify(sign({}, twice))).toThrow("registry/too-few-signatures");
    expect(() => verify(sign({}, twice), { pins: [...TRUST.pins, ...TRUST.pins] })).toThrow(
      "registry/too-few-signatures",
    );
    expect(verify(sign({}, ROOTS)).registry.version).toBe(1);
    expect(verify(sign({}, ROOTS.slice(0, 1)), { threshold: 1 }).registry.version).toBe(1);
  });

  it("is refused when a threshold of zero is asked for and nobody signed", () => {
    expect(() => verify(sign({}, []), { threshold: 0 })).toThrow("registry/unknown-root");
  });

  it("is refused from roots that are not pinned, even if it names them itself", () => {
    const impostors = [FALSE_ROOT, STRANGER.keys];
    const own = { roots: impostors.map((pair) => pair.publicKey) };
    expect(() => verify(sign(own, impostors))).toThrow("registry/unknown-root");
    expect(() => verify(sign({}, [FALSE_ROOT, ...ROOTS.slice(0, 1)]))).toThrow("registry/too-few-signatures");
  });

  it("is refused from the moment it expires, unless age is not asked about", () => {
    const { expiresAt } = REGISTRY;
    expect(verify(sign(), { now: (expiresAt - 1) as UnixMs }).registry.version).toBe(1);
    expect(() => verify(sign(), { now: expiresAt })).toThrow("registry/expired");
    expect(verify(sign(), { now: null }).registry.version).toBe(1);
  });

  it("never goes back, forks or skips", () => {
    const one = verify(sign());
    const seen = { version: 1, hash: one.hash };
    const two = verify(sign({ version: 2, previousHash: one.hash }), { previous: seen });
    const seenTwo = { version: 2, hash: two.hash };

    expect(() => verify(sign(), { previous: seenTwo })).toThrow("registry/rollback");
    expect(() => verify(sign({ threshold: 1 }), { previous: seen })).toThrow("registry/fork");
    expect(() => verify(sign({ version: 2, previousHash: fill(3, 32) }), { previous: seen })).toThrow("registry/fork");
    expect(() => verify(sign({ version: 4, previousHash: two.hash }), { previous: seenTwo })).toThrow(
      "registry/missing",
    );
    expect(() => verify(sign({ previousHash: fill(3, 32) }))).toThrow("registry/fork");
    expect(verify(sign(), { previous: seen }).hash).toEqual(one.hash);
  });

  it("lets the roots of one version sign the next", () => {
    const one = verify(sign());
    const roots = [FALSE_ROOT, STRANGER.keys];
    const two = sign({ version: 2, previousHash: one.hash, roots: roots.map((pair) => pair.publicKey) });
    const accepted = verify(two, { previous: { version: 1, hash: one.hash } });
    const three = sign({ version: 3, previousHash: accepted.hash }, roots);
    const trust = { pins: accepted.registry.roots, threshold: 2, previous: { version: 2, hash: accepted.hash } };
    expect(verify(three, trust).registry.version).toBe(3);
    expect(() => verify(three, { ...trust, pins: TRUST.pins })).toThrow("registry/unknown-root");
  });

  it("is refused when its contents cannot be right", () => {
    const [organisation] = REGISTRY.organisations;
    const [bot] = REGISTRY.bots;
    if (organisation === undefined || bot === undefined) throw new Error("fixture");
    const wrong: readonly Partial<Registry>[] = [
      { version: 0 },
      { expiresAt: REGISTRY.issuedAt },
      { threshold: 0 },
      { threshold: 4 },
      { roots: [...REGISTRY.roots, ...REGISTRY.roots] },
      { organisations: [organisation, organisation] },
      { organisations: [{ ...organisation, adminThreshold: 2 }] },
      { organisations: [{ ...organisation, adminThreshold: 0 }] },
      {
        organisations: [
          { ...organisation, adminThreshold: 2, admins: [...organisation.admins, ...organisation.admins] },
        ],
      },
      { bots: [bot, bot] },
      { bots: [{ ...bot, id: idOf(1) }] },
    ];
    for (const change of wrong) expect(() => verify(sign(change))).toThrow("crypto/malformed");
    expect(verify(sign({ bots: [{ ...bot, notAfter: later(bot.notBefore, 1) }] })).registry.bots.length).toBe(1);
  });

  it("is refused when any of its parts has another length", () => {
    const parts = parseEnc("dir", printRegistry(REGISTRY));
    expect(parseRegistry(enc("dir", ...parts))).toEqual(REGISTRY);
    for (const [index] of parts.entries()) {
      const longer = parts.map((part, i) => (i === index ? concat(part, fill(1, 1)) : part));
      expect(() => parseRegistry(enc("dir", ...longer))).toThrow("crypto/malformed");
    }
    expect(() => parseRegistry(enc("dir", ...parts, fill(1, 1)))).toThrow("crypto/malformed");
  });

  it("is refused with a channel that this version does not know", () => {
    const parts = parseEnc("dir", printRegistry(REGISTRY));
    const bots = parts[8] ?? fill(0, 0);
    const withMask = (mask: number) => {
      const changed = concat(bots.slice(0, -1), fill(mask, 1));
      return parseRegistry(enc("dir", ...parts.slice(0, 8), changed)).bots[0]?.channels;
    };
    expect(withMask(3)).toEqual(["telegram", "whatsapp"]);
    expect(() => withMask(64)).toThrow("crypto/malformed");
  });
});
