import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Webhook } from "../channels/telegram-webhook.ts";

/** Telegram's updates are far smaller; whoever sends more wants something else. */
const MAX_BODY_BYTES = 1_048_576;
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
  readonly health: Health;
}

/** Headers of every answer: nothing here is a page, nothing may be kept or embedded. */
const HEADERS = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "X-Frame-Options": "DENY",
} as const;

/** Routes. There is no access log: who asks when is nobody's business. */
export function routes({ telegram, health }: Doors): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  });
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => ((await health.isReady()) ? c.text("ready") : c.text("not ready", 503)));
  app.get("/metrics", async (c) => c.text(printMetrics(await health.counts())));
  if (telegram !== null) {
    const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.body(null, 413) });
    app.use("/telegram/webhook", async (c, next) => {
      if (!telegram.isTelegram(c.req.header("x-telegram-bot-api-secret-token") ?? null)) return c.body(null, 401);
      return next();
    });
    app.post("/telegram/webhook", limit, async (c) => c.body(null, await telegram.take(await c.req.text())));
  }
  app.notFound((c) => c.body(null, 404));
  app.onError((_error, c) => c.body(null, 500));
  return app;
}

/** Starts to listen; resolves once the port is open. */
export function listen(doors: Doors, host: string, port: number): Promise<Server> {
  const app = routes(doors);
  const answer = getRequestListener(app.fetch);
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES },
    (request, response) => void answer(request, response),
  );
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
