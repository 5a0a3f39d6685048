import { asKey, keyId, type SignPublicKey, signKeypair } from "../../crypto/keypairs.ts";
import { type Challenge, fakeSalt, isEnrolment, isLogin, isSession } from "../../crypto/login.ts";
import { parseWrapHeader } from "../../crypto/member-wrap.ts";
import { KDF_DEFAULT } from "../../crypto/passphrase.ts";
import { isSolved, type Puzzle } from "../../crypto/proof-of-work.ts";
import { codeOf, Fault } from "../../domain/faults.ts";
import { type MemberId, printHex, sameBytes } from "../../domain/ids.ts";
import { MINUTE_MS, type UnixMs } from "../../domain/time.ts";
import { botActor, commitAudited } from "../audit.ts";
import { noticeWrites } from "../notices.ts";
import type { Parts } from "../parts.ts";
import { Failures } from "./failures.ts";
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

/** Where a request came from: what the browser believes to speak to, and whose network it is. */
export interface Visitor {
  readonly origin: string;
  /** Empty where nobody knows. */
  readonly network: string;
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
  readonly #failures = new Failures();
  /** Nobody has its secret: what an unknown member's signature is compared with. */
  readonly #nobody: SignPublicKey;

  constructor(parts: Parts, origins: readonly string[]) {
    this.#parts = parts;
    this.#origins = origins;
    this.#nobody = signKeypair(parts.sodium, parts.random(32)).publicKey;
  }

  /** Gives a challenge, and how the passphrase is to be stretched. */
  async start(memberId: MemberId, { network }: Visitor): Promise<LoginStart> {
    const { sodium, keys, store } = this.#parts;
    const fake = fakeSalt(sodium, keys.deskKey(), memberId);
    const login = await store.findLogin(memberId);
    const header = login === null ? null : parseWrapHeader(login.wrapped);
    const now = keys.time.now();
    const isPuzzled = [memberName(memberId), networkName(network)].some(
      (name) => this.#failures.count(name, now) >= FREE_FAILURES,
    );
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
    visitor: Visitor,
  ): Promise<{ readonly wrapped: Uint8Array; readonly nonce: Uint8Array }> {
    const { sodium, store } = this.#parts;
    const open = this.#take(answer.nonce, memberId);
    if (open?.puzzle && !isSolved(sodium, open.puzzle, answer.solution ?? -1)) throw new Fault("desk/proof-wanted");
    const login = await store.findLogin(memberId);
    const key = login === null ? this.#nobody : asKey<SignPublicKey>(login.loginPublicKey);
    const isHers = isLogin(sodium, key, this.#at(visitor, answer.nonce, memberId), answer.signature);
    if (open === null || login === null || !isHers) throw this.#failed(memberId, visitor);
    this.#failures.forgive(memberName(memberId));
    return { wrapped: login.wrapped, nonce: this.#challenge(memberId, null) };
  }

  /** Begins a session for whoever has the seed. @throws {Fault} `desk/wrong-passphrase`. */
  async begin(
    memberId: MemberId,
    answer: { readonly nonce: Uint8Array; readonly session: SignPublicKey; readonly signature: Uint8Array },
    visitor: Visitor,
  ): Promise<{ readonly token: Uint8Array; readonly session: StaffSession }> {
    const open = this.#take(answer.nonce, memberId);
    const member = await activeMember(this.#parts, memberId);
    const challenge = this.#at(visitor, answer.nonce, memberId);
    const key = member?.auth ?? this.#nobody;
    const isHers = isSession(this.#parts.sodium, key, challenge, answer.session, answer.signature);
    if (open === null || member === null || !isHers) throw this.#failed(memberId, visitor);
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
    visitor: Visitor,
  ): Promise<void> {
    const { nonce, login, wrapped, signature } = brought;
    const open = this.#take(nonce, memberId);
    const member = await activeMember(this.#parts, memberId);
    const challenge = this.#at(visitor, nonce, memberId);
    const key = member?.auth ?? this.#nobody;
    const isHers = isEnrolment(this.#parts.sodium, key, challenge, login, wrapped, signature);
    if (open === null || member === null || !isHers) throw this.#failed(memberId, visitor);
    parseWrapHeader(wrapped);
    const known = await this.#parts.store.findLogin(memberId);
    if (known !== null && !sameBytes(known.loginPublicKey, login)) throw this.#failed(memberId, visitor);
    if (known !== null) return;
    const act = { actor: keyId(this.#parts.sodium, member.sign), action: "enrol", caseId: null } as const;
    await commitAudited(this.#parts, act, [{ write: "put-login", memberId, loginPublicKey: login, wrapped }]);
  }

  #at({ origin }: Visitor, nonce: Uint8Array, memberId: MemberId): Challenge {
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
    const isGood = open !== null && sameBytes(open.memberId, memberId) && open.until > this.#parts.keys.time.now();
    return isGood ? open : null;
  }

  #failed(memberId: MemberId, { network }: Visitor): Fault {
    const now = this.#parts.keys.time.now();
    if (network !== "") this.#failures.add(networkName(network), now);
    const count = this.#failures.add(memberName(memberId), now);
    // Nobody waits for it: the answer takes as long as for a member who does not exist.
    if (count === FREE_FAILURES) void this.#tell(memberId);
    return new Fault("desk/wrong-passphrase");
  }

  /** Once for each row of failures: her organisation hears that somebody tries passphrases in her name. */
  async #tell(memberId: MemberId): Promise<void> {
    const parts = this.#parts;
    try {
      const member = await activeMember(parts, memberId);
      if (member === null) return;
      const act = { actor: botActor(parts), action: "anomaly", caseId: null } as const;
      await commitAudited(parts, act, noticeWrites(parts, [member.organisation], "immediate", "wrong-passphrases"));
    } catch (error) {
      parts.log({ event: "fault", at: "desk", code: codeOf(error) });
    }
  }
}

function memberName(memberId: MemberId): string {
  return `member ${printHex(memberId)}`;
}

function networkName(network: string): string {
  return `network ${network}`;
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
