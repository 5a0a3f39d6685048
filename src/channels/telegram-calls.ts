import { HttpError, type Transformer } from "grammy";
import type { PooledFetch } from "./telegram-fetch.ts";
import { RIDING_METHOD } from "./telegram-rider.ts";

/** The only one that brings a file: at a start, the picture of the cover. */
const UPLOADING_METHOD = "setMyProfilePhoto";

/**
 * Sends calls as JSON through the pool at once. The client of the library would give each call a timer, a controller to
 * end it and a race of three promises: 25 of the 60 µs of a call, measured; the pool has its own limits of time.
 *
 * A call that may be ended from outside, a poll, takes the usual way, and one that goes back in an answer, and one that
 * brings a file.
 *
 * @param mayRide whether there may be an answer that one of them goes back in.
 * @param address `https://…/bot<token>` in front of the method's name. @secret
 */
export function directCalls(post: PooledFetch["post"], address: string, mayRide: boolean): Transformer {
  return (prev, method, payload, signal) => {
    if (signal !== undefined || method === UPLOADING_METHOD || (mayRide && method === RIDING_METHOD))
      return prev(method, payload, signal);
    const answered = post(`${address}/${method}`, JSON.stringify(payload)).then(readAnswer).catch(unreachable);
    // As untyped here as in the client that is passed by: whoever called knows what the method gives.
    return answered as ReturnType<typeof prev>;
  };
}

const MESSAGE = /^\{"ok":true,"result":\{"message_id":(\d+)/;

/** Of a message that was shown its number is enough: the words and buttons that stand behind it are our own. */
function readAnswer(bytes: Buffer): unknown {
  const id = MESSAGE.exec(bytes.toString("latin1", 0, 64))?.[1];
  return id === undefined ? JSON.parse(bytes.toString("utf8")) : { ok: true, result: { message_id: Number(id) } };
}

/** As the client reports it; the cause is for nobody to print. */
function unreachable(cause: unknown): never {
  throw new HttpError("The Bot API was not reached", cause);
}
