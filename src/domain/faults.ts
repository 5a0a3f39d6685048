/** Every way this program can fail on purpose. Closed: adding one makes the compiler list the places to think about. */
export type FaultCode =
  | "crypto/bad-length"
  | "crypto/bad-key"
  | "crypto/cannot-open"
  | "crypto/unknown-signer"
  | "crypto/wrong-context"
  | "crypto/broken-chain"
  | "crypto/grant-key-mismatch"
  | "crypto/kdf-floor"
  | "crypto/malformed"
  | "registry/unknown-root"
  | "registry/rollback"
  | "registry/fork"
  | "registry/too-few-signatures"
  | "registry/expired"
  | "registry/missing"
  | "registry/bad-backup"
  | "keys/wrong-kek"
  | "keys/missing-store"
  | "keys/unavailable"
  | "keys/destroyed"
  | "keys/clock-behind"
  | "keys/clock-ahead"
  | "keys/other-store"
  | "keys/ledger-missing"
  | "keys/not-destroyed"
  | "store/conflict"
  | "store/unavailable"
  | "store/bad-pragma"
  | "store/bad-schema"
  | "channel/refused"
  | "channel/blocked"
  | "channel/slow-down"
  | "channel/unreachable"
  /** WhatsApp: too long since her last word. An approved template may still be sent. */
  | "channel/window-closed"
  | "turn/too-slow"
  /** The update belongs to another chat of the same person. */
  | "turn/elsewhere"
  | "turn/unknown-talk"
  | "turn/endless-talk"
  | "case/no-recipient"
  | "case/not-found"
  | "case/not-yours"
  /** Somebody else has it. */
  | "case/claimed"
  /** Claim it first: your claim lapsed or was taken back. */
  | "case/not-claimed"
  | "case/closed"
  /** A browser's entry does not fit the chain of the case, or is no sealed entry. */
  | "case/bad-entry"
  | "desk/signed-out"
  | "desk/not-allowed"
  | "desk/not-found"
  | "desk/bad-request"
  | "desk/bad-signature"
  /** The counter of a command was used before. */
  | "desk/repeated-command"
  /** More cases opened, or commands sent, than anybody's work needs. */
  | "desk/too-many"
  /** Wrong passphrase or wrong device; the two are not told apart. */
  | "desk/wrong-passphrase"
  /** A puzzle is to be solved before the next try. */
  | "desk/proof-wanted"
  | "desk/bad-invitation"
  | "desk/weak-passphrase"
  /** The browser cannot reach the server. Nothing was queued. */
  | "desk/offline"
  | "referral/no-consent"
  | "referral/wrong-state"
  | "referral/reason-needed"
  | "reply/not-allowed"
  /** A word of it would tell whoever reads along that this is no shop. A second press sends it all the same. */
  | "reply/gives-away"
  /** A number that everybody knows, into a chat that is a shop. Nothing sends it. */
  | "reply/number-not-allowed"
  /** The phrase says that 102 was called, and nobody recorded such a call. */
  | "reply/needs-102"
  | "reply/too-long"
  | "reply/too-many"
  | "reply/contact-ended"
  | "reply/link-not-allowed"
  | "audit/broken"
  | "texts/broken"
  | "services/broken"
  | "unexpected";

/** Sizes, counts and yes/no only. [Note: No words of the person in errors] */
export type FaultDetail = Readonly<Record<string, number | boolean>>;

/**
 * A failure the program knows about.
 *
 * The original error goes in `cause`, and the log never prints `cause.message`.
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  readonly detail: FaultDetail;

  constructor(code: FaultCode, detail: FaultDetail = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }
}

/** The code of a known failure; anything else is `unexpected`. */
export function codeOf(error: unknown): FaultCode {
  return error instanceof Fault ? error.code : "unexpected";
}
