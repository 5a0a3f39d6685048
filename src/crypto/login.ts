import { asId, type InvitationId, type MemberId, type SessionId } from "../domain/ids.ts";
import { isSignedBy, sign } from "./author.ts";
import { enc, utf8 } from "./encoding.ts";
import { derive, hash } from "./hash.ts";
import type { SignKeypair, SignPublicKey } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** What a challenge is answered for. A signature for one place or member is worth nothing at another. */
export interface Challenge {
  /** The origin of the desk's server, as the browser knows it. */
  readonly origin: string;
  /** 32 random bytes of the server, good once. */
  readonly nonce: Uint8Array;
  readonly memberId: MemberId;
}

/** Proof of the passphrase, by the login key, which opens nothing. [Note: A key that answers strangers opens nothing] */
export function signLogin(sodium: Sodium, keys: SignKeypair, challenge: Challenge): Uint8Array {
  return sign(sodium, keys, loginMessage(challenge));
}

export function isLogin(sodium: Sodium, key: SignPublicKey, challenge: Challenge, signature: Uint8Array): boolean {
  return isSignedBy(sodium, key, loginMessage(challenge), signature);
}

/** Beginning of a session, by the auth key, over a key that this session makes for itself. */
export function signSession(
  sodium: Sodium,
  keys: SignKeypair,
  challenge: Challenge,
  session: SignPublicKey,
): Uint8Array {
  return sign(sodium, keys, sessionMessage(challenge, session));
}

export function isSession(
  sodium: Sodium,
  key: SignPublicKey,
  challenge: Challenge,
  session: SignPublicKey,
  signature: Uint8Array,
): boolean {
  return isSignedBy(sodium, key, sessionMessage(challenge, session), signature);
}

/** A member whom the charter lists brings her login key and her wrapped seed to the server, by her auth key. */
export function signEnrolment(
  sodium: Sodium,
  keys: SignKeypair,
  challenge: Challenge,
  login: SignPublicKey,
  wrapped: Uint8Array,
): Uint8Array {
  return sign(sodium, keys, enrolmentMessage(challenge, login, wrapped));
}

export function isEnrolment(
  sodium: Sodium,
  key: SignPublicKey,
  challenge: Challenge,
  login: SignPublicKey,
  wrapped: Uint8Array,
  signature: Uint8Array,
): boolean {
  return isSignedBy(sodium, key, enrolmentMessage(challenge, login, wrapped), signature);
}

/** What the server keeps of a session's token. */
export function sessionIdOf(sodium: Sodium, token: Uint8Array): SessionId {
  return asId(hash(sodium, "session-token", token).slice(0, 16));
}

/** What the server keeps of a one-time link. */
export function invitationIdOf(sodium: Sodium, token: Uint8Array): InvitationId {
  return asId(hash(sodium, "invitation-token", token).slice(0, 16));
}

/** A salt for somebody who is not there: the same at every try, and different for everybody. */
export function fakeSalt(sodium: Sodium, serverKey: Uint8Array, memberId: MemberId): Uint8Array {
  return derive(sodium, serverKey, "fake-salt", asId(memberId)).slice(0, 16);
}

function loginMessage({ origin, nonce, memberId }: Challenge): Uint8Array {
  return enc("login", utf8(origin), nonce, asId(memberId));
}

function sessionMessage({ origin, nonce, memberId }: Challenge, session: SignPublicKey): Uint8Array {
  return enc("auth", utf8(origin), nonce, asId(memberId), session);
}

function enrolmentMessage(
  { origin, nonce, memberId }: Challenge,
  login: SignPublicKey,
  wrapped: Uint8Array,
): Uint8Array {
  return enc("enrol", utf8(origin), nonce, asId(memberId), login, wrapped);
}
