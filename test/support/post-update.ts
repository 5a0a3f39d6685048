import http from "node:http";
import { type PanaInProcess, WEBHOOK_SECRET } from "./pana-in-process.ts";
import type { Payload } from "./telegram/payload.ts";

/** An answer of an HTTP server. */
export interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** One request as somebody on the network makes it, with no client between that puts things right. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** What is sent of the body. */
  readonly body?: string | Uint8Array;
  /** True: the body is announced and begun, and its end never comes. */
  readonly neverEnds?: boolean;
}

/** Sends a request and resolves with the answer, however much of the body is still to come. */
export function rawRequest(port: number, asked: RawRequest): Promise<Answered> {
  const { method = "POST", path = "/telegram/webhook", headers = {}, body = "", neverEnds = false } = asked;
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value as string | string[]]));
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, method, path, headers: sent, agent: false });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, body: Buffer.concat(chunks).toString() });
        request.destroy();
      });
    });
    if (!neverEnds) request.end(body);
    else {
      request.flushHeaders();
      if (body.length > 0) request.write(body);
    }
  });
}

/** Posts an update as Telegram does, with the right secret; gives the status. */
export async function postUpdate(pana: PanaInProcess, update: Payload): Promise<number> {
  const headers = { "x-telegram-bot-api-secret-token": WEBHOOK_SECRET, "content-type": "application/json" };
  return (await rawRequest(pana.port, { headers, body: JSON.stringify(update) })).status;
}
