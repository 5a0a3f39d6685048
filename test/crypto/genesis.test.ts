import { describe, expect, it } from "vitest";
import { concat, u8 } from "../../src/crypto/encoding.ts";
import { type GenesisCheck, makeGenesis, parseAndVerifyGenesis } from "../../src/crypto/genesis.ts";
import type { BoxPublicKey } from "../../src/crypto/keypairs.ts";
import { BOT, CASE, fill, idOf, keyOf, knows, ORG_KEYS, PERSON, STAFF, STRANGER, sodium, spoilt } from "./fixtures.ts";

const BODY = { ...CASE, charterHash: fill(7, 32) };
const CHECK: GenesisCheck = { deployment: CASE.deployment, caseId: CASE.caseId, known: knows(BOT), firstSight: false };
const read = (bytes: Uint8Array, check: Partial<GenesisCheck> = {}) =>
  parseAndVerifyGenesis(sodium, bytes, { ...CHECK, ...check });

describe("the genesis of a case", () => {
  it("gives back what was signed", () => {
    const bytes = makeGenesis(sodium, BODY, BOT);
    expect(bytes.length).toBe(181);
    expect(read(bytes)).toMatchObject({ ...BODY, signerKind: "bot", person: null });
    expect(read(makeGenesis(sodium, { ...BODY, epoch: 2 }, STAFF), { known: knows(STAFF) }).epoch).toBe(2);
  });

  it("is refused after any one byte changes", () => {
    const bytes = makeGenesis(sodium, BODY, BOT);
    for (let at = 0; at < bytes.length; at += 1) {
      expect(() => read(spoilt(bytes, at))).toThrow(/^crypto\/(malformed|wrong-context|unknown-signer)$/);
    }
  });

  it("is refused for another deployment or case", () => {
    const bytes = makeGenesis(sodium, BODY, BOT);
    expect(() => read(bytes, { deployment: idOf(50) })).toThrow("crypto/wrong-context");
    expect(() => read(bytes, { caseId: idOf(60) })).toThrow("crypto/wrong-context");
  });

  it("is refused in another version or length", () => {
    const bytes = makeGenesis(sodium, BODY, BOT);
    expect(() => read(spoilt(bytes, 0, 3))).toThrow("crypto/malformed");
    expect(() => read(bytes.slice(0, -1))).toThrow("crypto/malformed");
    expect(() => read(concat(bytes, u8(0)))).toThrow("crypto/malformed");
  });

  it("is refused when somebody put a case of his own under the same id", () => {
    const swapped = makeGenesis(sodium, { ...BODY, casePublicKey: ORG_KEYS.publicKey }, STRANGER);
    expect(() => read(swapped)).toThrow("crypto/unknown-signer");
  });
});

describe("the genesis that a person signs in her browser", () => {
  const BOX = ORG_KEYS.publicKey;
  const bytes = makeGenesis(sodium, BODY, PERSON, BOX);

  it("brings her keys along and is taken at first sight", () => {
    expect(bytes.length).toBe(245);
    const genesis = read(bytes, { firstSight: true });
    expect(genesis.person).toEqual({ sign: PERSON.keys.publicKey, box: BOX });
  });

  it("is later refused unless her key is remembered", () => {
    expect(() => read(bytes)).toThrow("crypto/unknown-signer");
    expect(read(bytes, { known: knows(PERSON) }).signerKind).toBe("person");
  });

  it("does not let anybody exchange the key that answers are sealed to", () => {
    for (let at = 213; at < 245; at += 1) {
      expect(() => read(spoilt(bytes, at), { firstSight: true })).toThrow("crypto/unknown-signer");
    }
    const other = concat(bytes.slice(0, 213), keyOf<BoxPublicKey>(9));
    expect(() => read(other, { firstSight: true, known: knows(PERSON) })).toThrow("crypto/unknown-signer");
  });

  it("needs her box key, and only hers", () => {
    expect(() => makeGenesis(sodium, BODY, PERSON)).toThrow("crypto/bad-key");
    expect(() => makeGenesis(sodium, BODY, BOT, BOX)).toThrow("crypto/bad-key");
  });
});
