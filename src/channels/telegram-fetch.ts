import { Readable } from "node:stream";
import { Pool } from "undici";
import { gatherInto } from "./gather-into.ts";

/** Longer than the longest poll. */
const POLL_MS = 45_000;
/** Everything else is answered soon or tried again: a stalled call must not hold a connection that panic needs. */
const ANSWER_MS = 8_000;
const CONNECT_MS = 5_000;
const CONNECTIONS = 128;

/** The part of `fetch` that grammY's client uses. */
export interface PooledFetch {
  readonly fetch: (
    url: string,
    init: { readonly method?: string; readonly headers?: unknown; readonly body?: unknown; readonly signal?: unknown },
  ) => Promise<{ readonly json: () => Promise<unknown> }>;
  /** One JSON body there, the bytes of one back. */
  readonly post: (url: string, body: string) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/**
 * One pool of kept-alive connections to the Bot API: about a fifth of the processor time of grammY's default client.
 *
 * Bodies are JSON, but for the one file that this bot sends: its own picture.
 */
export function pooledFetch(apiRoot: string): PooledFetch {
  const { origin } = new URL(apiRoot);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    bodyTimeout: ANSWER_MS,
  });
  const json = { "content-type": "application/json" };
  return {
    post(url, body) {
      const path = url.slice(origin.length);
      const asked = { path, method: "POST", headers: json, body, headersTimeout: ANSWER_MS } as const;
      return new Promise((resolve, reject) =>
        pool.dispatch(
          asked,
          gatherInto(({ bytes }) => resolve(bytes), reject),
        ),
      );
    },
    async fetch(url, { body, headers, signal }) {
      const { body: answer } = await pool.request({
        path: url.slice(origin.length),
        method: "POST",
        headers: body instanceof Readable ? { "content-type": contentTypeOf(headers) } : json,
        body: typeof body === "string" || body instanceof Readable ? body : null,
        signal: isSignal(signal) ? signal : null,
        headersTimeout: url.endsWith("/getUpdates") ? POLL_MS : ANSWER_MS,
      });
      return { json: () => answer.json() };
    },
    close: () => pool.destroy(),
  };
}

/** How the parts of a form are told apart. */
function contentTypeOf(headers: unknown): string {
  const isNamed = typeof headers === "object" && headers !== null && "content-type" in headers;
  return isNamed ? String(headers["content-type"]) : "application/octet-stream";
}

/** grammY brings an AbortSignal of its own, which is no instance of the platform's: without this a poll could not be ended. */
function isSignal(signal: unknown): signal is AbortSignal {
  return typeof signal === "object" && signal !== null && "addEventListener" in signal;
}
