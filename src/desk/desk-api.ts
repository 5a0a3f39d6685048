import { Hono, type MiddlewareHandler } from "hono";
import type { Parts } from "../app/parts.ts";
import { DeskRoutes, type ListedRoute } from "./desk-routes.ts";
import type { Gate } from "./gate.ts";
import { onlyFrom } from "./origins.ts";
import { refusal } from "./refusal.ts";

/** Where all routes of the desk begin. */
export const DESK_PATH = "/api/desk";

/** Headers of every answer: it is data for a program, never a page, never to be kept, guessed at or embedded. */
const HEADERS = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store, no-transform",
  "X-Frame-Options": "DENY",
} as const;

/** Where the desk stands. */
export interface DeskPlace {
  readonly parts: Parts;
  /** Origins that the console is served from. */
  readonly origins: readonly string[];
}

/** The interface of the staff's console, and the list of its routes. */
export interface DeskApi {
  readonly app: Hono;
  readonly listed: readonly ListedRoute[];
}

/** Adds routes; each file of routes has one of these. */
export type AddRoutes = (routes: DeskRoutes) => void;

/**
 * Puts the desk together: who may come in at all, what every answer bears, and the routes.
 * [Note: No route without a name]
 */
export function assembleDesk({ parts, origins }: DeskPlace, gate: Gate, all: readonly AddRoutes[]): DeskApi {
  const app = new Hono().basePath(DESK_PATH);
  app.use(bearing(HEADERS), onlyFrom(origins), onlyJson);
  const routes = new DeskRoutes(app, parts, gate);
  for (const add of all) add(routes);
  app.notFound(() => refusal("desk/not-found"));
  app.onError((error) => {
    parts.log({ event: "fault", at: "desk", code: "unexpected", detail: { isError: error instanceof Error } });
    return refusal("unexpected");
  });
  return { app, listed: routes.listed };
}

function bearing(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  };
}

const METHODS: ReadonlySet<string> = new Set(["GET", "POST"]);

/** A form that another page posts cannot say that it is JSON without being asked about by the browser first. */
const onlyJson: MiddlewareHandler = async (c, next) => {
  if (!METHODS.has(c.req.method)) return refusal("desk/bad-request", {}, 405);
  const type = c.req.header("content-type")?.toLowerCase() ?? "";
  const isJson = type === "application/json" || type === "application/json; charset=utf-8";
  if (c.req.method === "POST" && !isJson) return refusal("desk/bad-request", {}, 415);
  return next();
};
