import { asKey, keyId, type SignPublicKey, signKeypair } from "../../crypto/keypairs.ts";
import { type Challenge, fakeSalt, isEnrolment, isLogin, isSession } from "../../crypto/login.ts";
import { parseWrapHeader } from "../../crypto/member-wrap.ts";
import { KDF_DEFAULT } from "../../crypto/passphrase.ts";
import { isSolved, type Puzzle } from "../../crypto/proof-of-work.ts";
import { Fault } from "../../domain/faults.ts";
import { type MemberId, printHex, sameBytes } from "../../domain/ids.ts";
import { HOUR_MS, MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import { commitAudited } from "../audit.ts";
import type { Parts } from "../parts.ts";
import { activeMember, openSession } from "./sessions.ts";
import type { StaffSession } from "./staff-session.ts";

const NONCE_BYTES = 32;
const NONCE_MS = 2 * MINUTE_MS;
/** After so many failures within an hour each further try costs a puzzle. Nobody is ever locked out. */
const FREE_FAILURES = 10;
/** About a quarter of a second in a browser. */
const PUZZLE_BITS = 16;
/** So many challenges are remembered; beyond that the oldest is forgotten and has to be asked for anew. */
const MOST_OPEN = 10_000;

interface Open {
  readonly memberId: MemberId;
  readonly until: UnixMs;
  readonly puzzle: Puzzle | null;
}

interface Failures {
  readonly count: number;
  readonly at: UnixMs;
}

/** What a browser needs before it can prove a passphrase. The same in shape for members who do not exist. */
export interface LoginStart {
  readonly kdf: number;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly puzzle: Puzzle | null;
}

/**
 * The door of the desk: challenges, and what is given for their answers. Challenges and failures are kept in memory only.
 *
 * @param origins under which the desk may be reached; a signature for any other is for somebody who stands in between.
 */
export class LoginDesk {
  readonly #parts: Parts;
  readonly #origins: readonly string[];
  readonly #open = new Map<string, Open>();
  readonly #failures = new Map<string, Failures>();
  /** Nobody has its secret: what an unknown member's signature is compared with. */
  readonly #nobody: SignPublicKey;

  constructor(parts: Parts, origins: readonly string[]) {
    this.#parts = parts;
    this.#origins = origins;
    this.#nobody = signKeypair(parts.sodium, parts.random(32)).publicKey;
  }

  /** Gives a challenge, and how the passphrase is to be stretched. */
  async start(memberId: MemberId): Promise<LoginStart> {
    const { sodium, keys, store } = this.#parts;
    const fake = fakeSalt(sodium, keys.deskKey(), memberId);
    const login = await store.findLogin(memberId);
    const header = login === null ? null : parseWrapHeader(login.wrapped);
    const isPuzzled = this.#failuresOf(memberId) >= FREE_FAILURES;
    const puzzle = isPuzzled ? { nonce: this.#parts.random(NONCE_BYTES), bits: PUZZLE_BITS } : null;
    const nonce = this.#challenge(memberId, puzzle);
    return { kdf: header?.kdf ?? KDF_DEFAULT, salt: header?.salt ?? fake, nonce, puzzle };
  }

  /**
   * Hands out the wrapped seed to whoever proves the passphrase.
   *
   * @throws {Fault} `desk/wrong-passphrase`: that, or no such member, or the challenge is over; `desk/proof-wanted`.
   */
  async finish(
    memberId: MemberId,
    answer: { readonly nonce: Uint8Array; readonly signature: Uint8Array; readonly solution: number | null },
    origin: string,
  ): Promise<{ readonly wrapped: Uint8Array; readonly nonce: Uint8Array }> {
    const { sodium, store } = this.#parts;
    const open = this.#take(answer.nonce, memberId);
    if (open?.puzzle && !isSolved(sodium, open.puzzle, answer.solution ?? -1)) throw new Fault("desk/proof-wanted");
    const login = await store.findLogin(memberId);
    const key = login === null ? this.#nobody : asKey<SignPublicKey>(login.loginPublicKey);
    const isHers = isLogin(sodium, key, this.#at(origin, answer.nonce, memberId), answer.signature);
    if (open === null || login === null || !isHers) throw this.#failed(memberId);
    this.#failures.delete(printHex(memberId));
    return { wrapped: login.wrapped, nonce: this.#challenge(memberId, null) };
  }

  /** Begins a session for whoever has the seed. @throws {Fault} `desk/wrong-passphrase`. */
  async begin(
    memberId: MemberId,
    answer: { readonly nonce: Uint8Array; readonly session: SignPublicKey; readonly signature: Uint8Array },
    origin: string,
  ): Promise<{ readonly token: Uint8Array; readonly session: StaffSession }> {
    const open = this.#take(answer.nonce, memberId);
    const member = await activeMember(this.#parts, memberId);
    const challenge = this.#at(origin, answer.nonce, memberId);
    const key = member?.auth ?? this.#nobody;
    const isHers = isSession(this.#parts.sodium, key, challenge, answer.session, answer.signature);
    if (open === null || member === null || !isHers) throw this.#failed(memberId);
    return openSession(this.#parts, memberId, answer.session);
  }

  /**
   * Takes the login key and wrapped seed of a member whom the charter lists, who has none here yet. The same once more
   * changes nothing; another one does not replace what is there: an old file must not bring an old passphrase back.
   *
   * @throws {Fault} `desk/wrong-passphrase`: not listed, not signed by her, or her passphrase is another one by now.
   */
  async bring(
    memberId: MemberId,
    brought: {
      readonly nonce: Uint8Array;
      readonly login: SignPublicKey;
      readonly wrapped: Uint8Array;
      readonly signature: Uint8Array;
    },
    origin: string,
  ): Promise<void> {
    const { nonce, login, wrapped, signature } = brought;
    const open = this.#take(nonce, memberId);
    const member = await activeMember(this.#parts, memberId);
    const challenge = this.#at(origin, nonce, memberId);
    const key = member?.auth ?? this.#nobody;
    const isHers = isEnrolment(this.#parts.sodium, key, challenge, login, wrapped, signature);
    if (open === null || member === null || !isHers) throw this.#failed(memberId);
    parseWrapHeader(wrapped);
    const known = await this.#parts.store.findLogin(memberId);
    if (known !== null && !sameBytes(known.loginPublicKey, login)) throw this.#failed(memberId);
    if (known !== null) return;
    const act = { actor: keyId(this.#parts.sodium, member.sign), action: "enrol", caseId: null } as const;
    await commitAudited(this.#parts, act, [{ write: "put-login", memberId, loginPublicKey: login, wrapped }]);
  }

  #at(origin: string, nonce: Uint8Array, memberId: MemberId): Challenge {
    if (!this.#origins.includes(origin)) throw new Fault("desk/not-allowed");
    return { origin, nonce, memberId };
  }

  #challenge(memberId: MemberId, puzzle: Puzzle | null): Uint8Array {
    const nonce = this.#parts.random(NONCE_BYTES);
    const until = (this.#parts.keys.time.now() + NONCE_MS) as UnixMs;
    this.#open.set(printHex(nonce), { memberId, until, puzzle });
    if (this.#open.size > MOST_OPEN) this.#open.delete(this.#open.keys().next().value ?? "");
    return nonce;
  }

  /** Each challenge is good once, whatever comes of it. */
  #take(nonce: Uint8Array, memberId: MemberId): Open | null {
    const name = printHex(nonce);
    const open = this.#open.get(name) ?? null;
    this.#open.delete(name);
    const isGood =
      open !== null && printHex(open.memberId) === printHex(memberId) && open.until > this.#parts.keys.time.now();
    return isGood ? open : null;
  }

  #failuresOf(memberId: MemberId): number {
    const failures = this.#failures.get(printHex(memberId));
    return failures && this.#parts.keys.time.now() - failures.at < HOUR_MS ? failures.count : 0;
  }

  #failed(memberId: MemberId): Fault {
    const count = this.#failuresOf(memberId) + 1;
    const name = printHex(memberId);
    this.#failures.delete(name);
    this.#failures.set(name, { count, at: this.#parts.keys.time.now() });
    if (this.#failures.size > MOST_OPEN) this.#failures.delete(this.#failures.keys().next().value ?? "");
    return new Fault("desk/wrong-passphrase");
  }
}

/** A new passphrase of somebody who is in: her sessions end, this one included. */
export async function changeLogin(
  parts: Parts,
  { memberId, actor }: StaffSession,
  login: SignPublicKey,
  wrapped: Uint8Array,
): Promise<void> {
  parseWrapHeader(wrapped);
  await commitAudited(parts, { actor, action: "enrol", caseId: null }, [
    { write: "put-login", memberId, loginPublicKey: login, wrapped },
    { write: "erase-sessions", memberId },
  ]);
}
