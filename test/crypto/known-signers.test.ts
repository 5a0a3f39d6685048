import { describe, expect, it } from "vitest";
import type { AuthorKind } from "../../src/crypto/author.ts";
import { keyId, type SignPublicKey } from "../../src/crypto/keypairs.ts";
import { knownSigners } from "../../src/crypto/known-signers.ts";
import { DAY_MS, HOUR_MS, later, type UnixMs } from "../../src/domain/time.ts";
import { BOT, NOW, PERSON, STRANGER, sodium } from "./fixtures.ts";
import {
  ADMIN,
  CHARTER,
  COUNSELLOR,
  charterOf,
  memberOf,
  registryOf,
  SECOND_ADMIN,
  staffKeys,
  successor,
} from "./trust-fixtures.ts";

const READER = staffKeys(114);
const ONE = charterOf({ ...CHARTER, members: [...CHARTER.members, memberOf(44, READER, "reader")] });
const leave = ONE.charter.members.map((one) => (one.role === "staff" ? { ...one, standing: "retired" as const } : one));
/** One day later: the counsellor has left and somebody has come. */
const TWO = charterOf(successor(ONE, { members: [...leave, memberOf(43, SECOND_ADMIN)] }), [ADMIN.sign], {
  previous: ONE,
});
const known = knownSigners(sodium, registryOf(), [TWO, ONE]);
const isKnown = (kind: AuthorKind, key: SignPublicKey, at: UnixMs | null) => {
  const found = known(kind, keyId(sodium, key), at);
  if (found !== null) expect(found).toEqual(key);
  return found !== null;
};
const dayLater = later(NOW, DAY_MS);

describe("who may have signed", () => {
  it("is a bot while its certificate lasts", () => {
    const bot = BOT.keys.publicKey;
    expect(isKnown("bot", bot, NOW)).toBe(true);
    expect(isKnown("bot", bot, later(NOW, -HOUR_MS))).toBe(false);
    expect(isKnown("bot", bot, later(NOW, 35 * DAY_MS - 1))).toBe(true);
    expect(isKnown("bot", bot, later(NOW, 35 * DAY_MS))).toBe(false);
    expect(isKnown("bot", bot, null)).toBe(true);
  });

  it("is a member from the charter that names her to the one that retires her", () => {
    const { publicKey } = COUNSELLOR.sign;
    expect(isKnown("staff", publicKey, later(NOW, -HOUR_MS))).toBe(false);
    expect(isKnown("staff", publicKey, NOW)).toBe(true);
    expect(isKnown("staff", publicKey, later(dayLater, -1))).toBe(true);
    expect(isKnown("staff", publicKey, dayLater)).toBe(false);
    expect(isKnown("staff", publicKey, null)).toBe(true);
  });

  it("is a new member from her own charter on, clocks being a little apart", () => {
    const { publicKey } = SECOND_ADMIN.sign;
    expect(isKnown("staff", publicKey, later(dayLater, -HOUR_MS))).toBe(false);
    expect(isKnown("staff", publicKey, later(dayLater, -60_000))).toBe(true);
    expect(isKnown("staff", publicKey, later(NOW, 400 * DAY_MS))).toBe(true);
  });

  it("is nobody who only reads, and nobody under a false name", () => {
    expect(isKnown("staff", READER.sign.publicKey, NOW)).toBe(false);
    expect(isKnown("staff", BOT.keys.publicKey, NOW)).toBe(false);
    expect(isKnown("bot", ADMIN.sign.publicKey, NOW)).toBe(false);
    expect(isKnown("staff", ADMIN.auth.publicKey, NOW)).toBe(false);
    expect(isKnown("bot", STRANGER.keys.publicKey, NOW)).toBe(false);
    expect(isKnown("person", PERSON.keys.publicKey, NOW)).toBe(false);
  });

  it("is no member of an organisation whose charters are not asked", () => {
    expect(knownSigners(sodium, registryOf(), [])("staff", keyId(sodium, ADMIN.sign.publicKey), NOW)).toBeNull();
  });
});
