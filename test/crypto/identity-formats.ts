import { signCommand } from "../../src/crypto/command.ts";
import { utf8 } from "../../src/crypto/encoding.ts";
import { printSheet } from "../../src/crypto/enrolment-sheet.ts";
import { keysFingerprint } from "../../src/crypto/fingerprint.ts";
import { asKey, type Seed, type SignPublicKey } from "../../src/crypto/keypairs.ts";
import {
  fakeSalt,
  invitationIdOf,
  sessionIdOf,
  signEnrolment,
  signLogin,
  signSession,
} from "../../src/crypto/login.ts";
import { sealName } from "../../src/crypto/member-name.ts";
import { solvePuzzle } from "../../src/crypto/proof-of-work.ts";
import { splitSecret } from "../../src/crypto/recovery-kit.ts";
import type { MemberId, SessionId } from "../../src/domain/ids.ts";
import { CASE, fill, fixedRandom, idOf, keyOf, ORG_KEYS, sodium } from "./fixtures.ts";
import { ADMIN, ORGANISATION, ROOTS } from "./trust-fixtures.ts";

/** The inputs of the frozen formats of identity; every one of them is also told in words in the vector file. */
export const CHALLENGE = { origin: "https://desk.example", nonce: fill(61, 32), memberId: idOf<MemberId>(41) };
export const SESSION_KEY = keyOf<SignPublicKey>(62);
export const WRAPPED = fill(63, 154);
export const COMMAND = {
  method: "POST",
  path: "/api/desk/session/touch",
  body: utf8('{"on":true}'),
  session: idOf<SessionId>(64),
  counter: 7,
  registryHead: fill(65, 32),
  auditHead: fill(66, 32),
};
export const PUZZLE = { nonce: fill(67, 32), bits: 10 };
export const NAME_PLACE = { deployment: CASE.deployment, organisationId: ORGANISATION, memberId: idOf<MemberId>(41) };
export const SHEET = {
  memberId: idOf<MemberId>(41),
  device: asKey<Parameters<typeof printSheet>[1]["device"]>(fill(43, 32)),
};
export const PAPER_SECRET = keyOf<Seed>(68);

/** Bytes of every format once, from fixed inputs and fixed "randomness": the same for ever. */
export function identityBytes(): Readonly<Record<string, Uint8Array>> {
  const random = fixedRandom(7);
  return {
    login: signLogin(sodium, ADMIN.auth, CHALLENGE),
    session: signSession(sodium, ADMIN.auth, CHALLENGE, SESSION_KEY),
    enrolment: signEnrolment(sodium, ADMIN.auth, CHALLENGE, SESSION_KEY, WRAPPED),
    "session-id": sessionIdOf(sodium, fill(69, 32)),
    "invitation-id": invitationIdOf(sodium, fill(69, 32)),
    "fake-salt": fakeSalt(sodium, fill(70, 32), idOf<MemberId>(41)),
    command: signCommand(sodium, ADMIN.sign, COMMAND),
    name: sealName(sodium, random, ORG_KEYS.publicKey, NAME_PLACE, "Әсел"),
  };
}

/** What stands on paper, or is a number. */
export function identityTexts(): Readonly<Record<string, string>> {
  const [first, second, third] = splitSecret(sodium, fixedRandom(8), PAPER_SECRET);
  return {
    puzzle: `${solvePuzzle(sodium, PUZZLE)}`,
    sheet: printSheet(sodium, SHEET),
    "recovery-1": first,
    "recovery-2": second,
    "recovery-3": third,
    "roots-fingerprint": keysFingerprint(
      sodium,
      ROOTS.map(({ publicKey }) => publicKey),
    ),
  };
}
