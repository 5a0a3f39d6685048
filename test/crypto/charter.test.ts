import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnc } from "../../src/crypto/byte-reader.ts";
import { type Charter, charterAge, parseCharter, printCharter } from "../../src/crypto/charter.ts";
import { signCharter, verifyCharter, verifyCharterChain } from "../../src/crypto/charter-file.ts";
import { concat, enc, u8 } from "../../src/crypto/encoding.ts";
import { sameBytes } from "../../src/domain/ids.ts";
import { DAY_MS, later } from "../../src/domain/time.ts";
import { fill, idOf, keyOf, sodium, spoilt } from "./fixtures.ts";
import {
  ADMIN,
  CHARTER,
  COUNSELLOR,
  charterOf,
  memberOf,
  registryOf,
  SECOND_ADMIN,
  successor,
} from "./trust-fixtures.ts";

const REGISTRY = registryOf();
const ONE = charterOf(CHARTER);

describe("the first charter of an organisation", () => {
  it("is read back as it was signed", () => {
    expect(ONE.charter).toEqual(CHARTER);
    const withRecovery = { ...CHARTER, recoveryPublicKey: keyOf<Charter["publicKey"]>(77) };
    expect(parseCharter(printCharter(withRecovery))).toEqual(withRecovery);
  });

  it("is refused after any one byte changes", () => {
    const file = signCharter(sodium, CHARTER, [ADMIN.sign]);
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expect(() => verifyCharter(sodium, spoilt(file, at, flip), { registry: REGISTRY, previous: null })).toThrow(
          /^(crypto\/(malformed|wrong-context)|registry\/(too-few-signatures|missing|fork))$/,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("is signed by an administrator whom the registry names, and by nobody else", () => {
    expect(() => charterOf(CHARTER, [])).toThrow("registry/too-few-signatures");
    expect(() => charterOf(CHARTER, [COUNSELLOR.sign])).toThrow("registry/too-few-signatures");
    expect(() => charterOf(CHARTER, [SECOND_ADMIN.sign])).toThrow("registry/too-few-signatures");
    const selfMade = { ...CHARTER, members: [memberOf(43, SECOND_ADMIN, "admin")] };
    expect(() => charterOf(selfMade, [SECOND_ADMIN.sign])).toThrow("registry/too-few-signatures");
  });

  it("belongs to a known organisation of the same deployment", () => {
    expect(() => charterOf({ ...CHARTER, organisationId: idOf(10) })).toThrow("crypto/wrong-context");
    expect(() => charterOf({ ...CHARTER, deployment: idOf(50) })).toThrow("crypto/wrong-context");
    expect(() => charterOf({ ...CHARTER, organisationId: idOf(9) })).toThrow("registry/too-few-signatures");
  });

  it("is refused when its contents cannot be right", () => {
    const [member] = CHARTER.members;
    if (member === undefined) throw new Error("fixture");
    const wrong: readonly Partial<Charter>[] = [
      { version: 0 },
      { expiresAt: CHARTER.issuedAt },
      { members: [member, member] },
      { members: [member, { ...member, id: idOf(90) }] },
      { members: [member, { ...memberOf(90, COUNSELLOR), id: member.id }] },
      { members: [{ ...member, auth: member.sign }] },
    ];
    for (const change of wrong) expect(() => charterOf({ ...CHARTER, ...change })).toThrow("crypto/malformed");
    expect(() => parseCharter(enc("charter", fill(1, 16)))).toThrow("crypto/malformed");
  });
});

describe("the bytes of a charter", () => {
  const parts = parseEnc("charter", printCharter(CHARTER));
  const changed = (index: number, part: (old: Uint8Array) => Uint8Array) =>
    parseCharter(enc("charter", ...parts.map((old, i) => (i === index ? part(old) : old))));

  it("are refused when any part has another length", () => {
    expect(changed(0, (old) => old)).toEqual(CHARTER);
    for (const [index] of parts.entries()) {
      expect(() => changed(index, (old) => concat(old, fill(1, 1)))).toThrow("crypto/malformed");
    }
  });

  it("are refused with a suite or with teams that this version does not know", () => {
    expect(() => changed(7, () => u8(2))).toThrow("crypto/malformed");
    expect(() => changed(10, () => fill(1, 32))).toThrow("crypto/malformed");
  });
});

describe("the next charter", () => {
  it("is signed by the administrators of the one before", () => {
    const handover = successor(ONE, { members: [...CHARTER.members, memberOf(43, SECOND_ADMIN, "admin")] });
    const two = charterOf(handover, [ADMIN.sign], { previous: ONE });
    const three = successor(two, { epoch: 2 });
    expect(charterOf(three, [SECOND_ADMIN.sign], { previous: two }).charter.version).toBe(3);
    expect(() => charterOf(handover, [SECOND_ADMIN.sign], { previous: ONE })).toThrow("registry/too-few-signatures");
  });

  it("is refused from a member who made herself administrator", () => {
    const promoted = CHARTER.members.map((one) => ({ ...one, role: "admin" as const }));
    expect(() => charterOf(successor(ONE, { members: promoted }), [COUNSELLOR.sign], { previous: ONE })).toThrow(
      "registry/too-few-signatures",
    );
  });

  it("is refused from an administrator who has left", () => {
    const second = memberOf(43, SECOND_ADMIN, "admin");
    const two = charterOf(successor(ONE, { members: [...CHARTER.members, second] }), [ADMIN.sign], { previous: ONE });
    const left = two.charter.members.map((one) =>
      sameBytes(one.sign, ADMIN.sign.publicKey) ? { ...one, standing: "retired" as const } : one,
    );
    const three = charterOf(successor(two, { members: left }), [SECOND_ADMIN.sign], { previous: two });
    expect(() => charterOf(successor(three, {}), [ADMIN.sign], { previous: three })).toThrow(
      "registry/too-few-signatures",
    );
  });

  it("never goes back, forks or skips", () => {
    const two = charterOf(successor(ONE, {}), [ADMIN.sign], { previous: ONE });
    expect(() => charterOf(CHARTER, [ADMIN.sign], { previous: two })).toThrow("registry/rollback");
    expect(() => charterOf({ ...CHARTER, epoch: 2 }, [ADMIN.sign], { previous: ONE })).toThrow("registry/fork");
    expect(() => charterOf(successor(ONE, { previousHash: fill(1, 32) }), [ADMIN.sign], { previous: ONE })).toThrow(
      "registry/fork",
    );
    expect(() => charterOf(successor(two, {}), [ADMIN.sign], { previous: ONE })).toThrow("registry/missing");
    expect(() => charterOf(two.charter, [ADMIN.sign])).toThrow("registry/missing");
    expect(() => charterOf(successor(ONE, { epoch: 0 }), [ADMIN.sign], { previous: ONE })).toThrow("registry/rollback");
    expect(charterOf(CHARTER, [ADMIN.sign], { previous: ONE })).toBe(ONE);
  });

  it("does not let anybody vanish or change keys", () => {
    const [admin, counsellor] = CHARTER.members;
    if (admin === undefined || counsellor === undefined) throw new Error("fixture");
    for (const members of [[admin], [admin, { ...counsellor, box: keyOf<typeof counsellor.box>(9) }]]) {
      expect(() => charterOf(successor(ONE, { members }), [ADMIN.sign], { previous: ONE })).toThrow("registry/fork");
    }
  });

  it("does not change the organisation's key without saying so: the epoch counts up with it", () => {
    const publicKey = keyOf<typeof CHARTER.publicKey>(9);
    const changed = (change: object) => () =>
      charterOf(successor(ONE, { publicKey, ...change }), [ADMIN.sign], { previous: ONE });
    expect(changed({})).toThrow("registry/fork");
    expect(changed({ epoch: 2 })().charter.publicKey).toEqual(publicKey);
  });

  it("is not taken from another organisation", () => {
    const police = { ...CHARTER, organisationId: idOf<typeof CHARTER.organisationId>(9) };
    const other = charterOf(police, [SECOND_ADMIN.sign]);
    expect(() => charterOf(successor(ONE, {}), [ADMIN.sign], { previous: other })).toThrow("crypto/wrong-context");
  });
});

describe("the charters of an organisation in a row", () => {
  const fileOne = signCharter(sodium, CHARTER, [ADMIN.sign]);
  const next = successor(ONE, { epoch: 2 });
  const fileTwo = signCharter(sodium, next, [ADMIN.sign]);

  it("are all verified, each by the one before", () => {
    const chain = verifyCharterChain(sodium, [fileOne, fileTwo], REGISTRY, null);
    expect(chain.map((one) => one.charter)).toEqual([CHARTER, next]);
  });

  it("are refused when they end before, or differ from, what was seen", () => {
    const two = charterOf(next, [ADMIN.sign], { previous: ONE });
    const seen = { version: 2, hash: two.hash };
    expect(verifyCharterChain(sodium, [fileOne, fileTwo], REGISTRY, seen).length).toBe(2);
    expect(() => verifyCharterChain(sodium, [fileOne], REGISTRY, seen)).toThrow("registry/rollback");
    const other = { version: 2, hash: fill(1, 32) };
    expect(() => verifyCharterChain(sodium, [fileOne, fileTwo], REGISTRY, other)).toThrow("registry/fork");
    expect(() => verifyCharterChain(sodium, [], REGISTRY, null)).toThrow("registry/missing");
    expect(() => verifyCharterChain(sodium, [fileOne, fileOne], REGISTRY, null)).toThrow("registry/fork");
    expect(() => verifyCharterChain(sodium, [fileTwo], REGISTRY, null)).toThrow("registry/missing");
  });
});

describe("the age of a charter", () => {
  it("asks for renewal two weeks before the end and allows new cases 30 days beyond it", () => {
    const end = CHARTER.expiresAt;
    const at = (days: number) => charterAge(CHARTER, later(end, days * DAY_MS));
    expect([-15, -14, -1, 0, 29, 30].map(at)).toEqual(["in-force", "renew", "renew", "overdue", "overdue", "expired"]);
  });
});
