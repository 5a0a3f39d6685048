import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Webhook } from "../channels/telegram-webhook.ts";
import type { WhatsAppWebhook } from "../channels/whatsapp/whatsapp-webhook.ts";
import { DESK_PATH, type DeskApi } from "../desk/desk-api.ts";
import { networkOf } from "./network-of.ts";
import { REPORT_PATH } from "./page-headers.ts";
import { type PageRoutes, type Pages, pageRoutes } from "./pages.ts";
import { telegramDoor } from "./telegram-door.ts";
import { whatsAppDoor } from "./whatsapp-door.ts";

/** Slow senders and hangers-on are let go. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const MAX_HEADER_BYTES = 16_384;

export interface Health {
  /** Database, keys, organisations and platform are there. */
  readonly isReady: () => Promise<boolean>;
  /** Numbers only, by name. */
  readonly counts: () => Promise<Readonly<Record<string, number>>>;
}

/** What the one HTTP server offers. */
export interface Doors {
  readonly telegram: Webhook | null;
  readonly whatsapp: WhatsAppWebhook | null;
  /** The interface of the staff's console; null: there is none. */
  readonly desk: DeskApi | null;
  readonly health: Health;
  /** The desk's pages; left out: they are not built, or served from another host. */
  readonly pages?: Pages;
}

/** Headers of every answer that is no page: nothing may be kept or embedded. */
const HEADERS = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "X-Frame-Options": "DENY",
} as const;

/** Everything but the webhooks and the desk's interface. There is no access log: who asks when is nobody's business. */
export function routes({ health, pages }: Pick<Doors, "health" | "pages">): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    if (c.res.headers.has("Content-Security-Policy")) return; // Pages bear their own.
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  });
  const desk: PageRoutes | null = pages === undefined ? null : pageRoutes(pages);
  if (desk !== null) app.route("/", desk.app);
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => ((await health.isReady()) ? c.text("ready") : c.text("not ready", 503)));
  app.get("/metrics", async (c) => {
    const reports: Record<string, number> = desk === null ? {} : { cspreports: desk.reports() };
    return c.text(printMetrics({ ...(await health.counts()), ...reports }));
  });
  app.notFound((c) => c.body(null, 404));
  app.onError((_error, c) => c.body(null, 500));
  return app;
}

/** Starts to listen; resolves once the port is open. */
export function listen(doors: Doors, host: string, port: number): Promise<Server> {
  const others = routes(doors);
  const answer = getRequestListener((request, env) => {
    const path = new URL(request.url).pathname;
    const isDesk = doors.desk !== null && path.startsWith(`${DESK_PATH}/`) && path !== REPORT_PATH;
    return isDesk ? doors.desk.app.fetch(request, { network: networkOf(env.incoming) }) : others.fetch(request);
  });
  const telegram = doors.telegram && telegramDoor(doors.telegram, HEADERS);
  const whatsapp = doors.whatsapp && whatsAppDoor(doors.whatsapp, HEADERS);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    const isTaken = telegram?.(request, response) || whatsapp?.(request, response);
    if (!isTaken) void answer(request, response);
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}

function printMetrics(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, value]) => `# TYPE pana_${name} gauge\npana_${name} ${value}\n`)
    .join("");
}
