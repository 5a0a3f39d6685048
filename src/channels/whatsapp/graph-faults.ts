import { Fault, type FaultCode } from "../../domain/faults.ts";

/** An answer of the Graph API that is none of success, as far as it could be read. */
export interface GraphRefusal {
  /** Of HTTP. */
  readonly status: number;
  /** Meta's; null when the answer was no error of theirs: a page of a proxy, nothing at all. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** Seconds that the answer asks to wait. */
  readonly retryAfter: number | null;
}

const PAIR_RATE = 131056;
/** One message to one person every six seconds is what is always taken. */
const PAIR_RATE_MS = 6_000;
const SLOW_DOWN_MS = 1_000;
/** Of code 100, which otherwise speaks of the message: our number does not exist, or we have no right to it. */
const OBJECT_MISSING = 33;

/**
 * What each code of Meta's means for what waits. A code that is not here speaks of this one message.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const MEANINGS: ReadonlyMap<number, FaultCode> = new Map([
  // A day and more since her last word: approved templates only.
  ...every("channel/window-closed", [131047]),
  // She cannot be reached from this number: undeliverable, our own number, not among the numbers of a test account,
  // or she asked for no more messages.
  ...every("channel/blocked", [131026, 131021, 131030, 131050]),
  // Limits: of the app, of calls, of the account, of throughput, of messages held for spam, of one pair of numbers.
  ...every("channel/slow-down", [4, 613, 80007, 130429, 131048, PAIR_RATE]),
  // Their side is down: unknown, overloaded, something went wrong, unavailable, maintenance, server away.
  ...every("channel/unreachable", [1, 2, 131000, 131016, 131057, 133004]),
  // Our token, our rights, our number, our bill, our standing: right again one day, and nothing of hers.
  ...every("channel/unreachable", [0, 3, 10, 33, 190, 368, 130497, 131005, 131031, 131037, 131042, 131045, 133010]),
]);

/** The failure that the bot knows. Numbers only: Meta's sentences may hold what we sent. */
export function faultOfGraph({ status, code, subcode, retryAfter }: GraphRefusal): Fault {
  const detail = { status, ...(code !== null && { code }) };
  const meaning = meaningOf(status, code, subcode);
  if (meaning !== "channel/slow-down") return new Fault(meaning, detail);
  const asked = retryAfter === null ? SLOW_DOWN_MS : retryAfter * 1_000;
  return new Fault(meaning, { ...detail, retryMs: code === PAIR_RATE ? Math.max(asked, PAIR_RATE_MS) : asked });
}

function meaningOf(status: number, code: number | null, subcode: number | null): FaultCode {
  const known = code === null ? undefined : MEANINGS.get(code);
  if (known !== undefined) return known;
  if (status === 429) return "channel/slow-down";
  const isRight = code !== null && code >= 200 && code <= 299;
  const isOurs = status === 401 || status === 403 || isRight || (code === 100 && subcode === OBJECT_MISSING);
  return code === null || status >= 500 || isOurs ? "channel/unreachable" : "channel/refused";
}

function every(meaning: FaultCode, codes: readonly number[]): readonly (readonly [number, FaultCode])[] {
  return codes.map((code) => [code, meaning]);
}
