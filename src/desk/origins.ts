import type { MiddlewareHandler } from "hono";
import { refusal } from "./refusal.ts";

const METHODS = "GET, POST";
const HEADERS = "Authorization, Content-Type, Last-Event-ID, Pana-Counter, Pana-Signature, Pana-Heads";
/** How long a browser may remember what it was allowed, in seconds. */
const REMEMBERED_SECONDS = "600";

/**
 * Lets in what the console asks and nothing that another page asks on a browser's behalf. Where the browser says where a
 * request comes from, it must be the console; programs that are no browser say nothing and hold no one's token.
 *
 * @param allowed origins of the console: `https://host`, as a browser prints them.
 */
export function onlyFrom(allowed: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin") ?? null;
    const site = c.req.header("sec-fetch-site") ?? "none";
    const isOurs = origin !== null && allowed.includes(origin);
    const isStranger = origin === null ? site === "cross-site" || site === "same-site" : !isOurs;
    if (isStranger) return withVary(refusal("desk/not-allowed"));
    if (c.req.method === "OPTIONS") return withVary(preflight(origin));
    await next();
    withVary(c.res);
    if (isOurs) c.res.headers.set("Access-Control-Allow-Origin", origin);
    return undefined;
  };
}

function preflight(origin: string | null): Response {
  const headers = new Headers({
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": HEADERS,
    "Access-Control-Max-Age": REMEMBERED_SECONDS,
  });
  if (origin !== null) headers.set("Access-Control-Allow-Origin", origin);
  return new Response(null, { status: 204, headers });
}

function withVary(response: Response): Response {
  response.headers.set("Vary", "Origin, Sec-Fetch-Site");
  return response;
}
