import { HttpError, type Transformer } from "grammy";
import type { PooledFetch } from "./telegram-fetch.ts";

/**
 * Sends calls as JSON through the pool at once. The client of the library would give each call a timer, a controller to
 * end it and a race of three promises: 25 of the 60 µs of a call, measured; the pool has its own limits of time.
 *
 * A call that may be ended from outside, a poll, takes the usual way.
 *
 * @param address `https://…/bot<token>` in front of the method's name. @secret
 */
export function directCalls(post: PooledFetch["post"], address: string): Transformer {
  return (prev, method, payload, signal) => {
    if (signal !== undefined) return prev(method, payload, signal);
    // The answer is as untyped here as in the client that is passed by: whoever called knows what the method gives.
    return post(`${address}/${method}`, JSON.stringify(payload)).catch(unreachable) as ReturnType<typeof prev>;
  };
}

/** As the client reports it; the cause is for nobody to print. */
function unreachable(cause: unknown): never {
  throw new HttpError("The Bot API was not reached", cause);
}
