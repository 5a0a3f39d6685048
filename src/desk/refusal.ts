import type { FaultCode } from "../domain/faults.ts";

/** Codes that are not answered with 400. What is on no list is this program's own trouble: 500, and no code of it. */
const STATUS: Readonly<Partial<Record<FaultCode, number>>> = {
  "desk/signed-out": 401,
  "desk/wrong-passphrase": 401,
  "desk/proof-wanted": 429,
  "desk/not-allowed": 403,
  "desk/bad-signature": 403,
  "desk/not-found": 404,
  "case/not-found": 404,
  "case/not-yours": 404,
  "store/conflict": 409,
  "desk/repeated-command": 409,
  "case/claimed": 409,
  "case/not-claimed": 409,
  "case/closed": 409,
  "referral/wrong-state": 409,
  "desk/too-many": 429,
  "reply/too-many": 429,
  "store/unavailable": 503,
  "keys/unavailable": 503,
  "registry/missing": 503,
};
/** Refusals of what was asked for; the other families are nobody's mistake who asks. */
const ASKED = /^(?:case|desk|referral|reply)\//;

/** The HTTP status that goes with a code. */
export function statusOf(code: FaultCode): number {
  return STATUS[code] ?? (ASKED.test(code) ? 400 : 500);
}

/**
 * An answer that says no: the code, and numbers where they help. Never a word of anybody.
 *
 * @param more `retryAt` (ms) where waiting helps; the head of a chain that moved on.
 */
export function refusal(code: FaultCode, more: object = {}, status = statusOf(code)): Response {
  const said = status === 500 ? "unexpected" : code === "case/not-yours" ? "case/not-found" : code;
  return Response.json({ refused: said, ...more }, { status });
}
