import http from "node:http";
import { type Answer, refuse } from "./answer.ts";
import type { Calls } from "./calls.ts";
import { parseCall } from "./payload.ts";

const CALL = /^\/(file\/)?bot([^/]+)\/(.+)$/;
const FILE_BYTES = 1_024;

/** The HTTP server of the stand-in: `/bot<token>/<method>` and `/file/bot<token>/<path>`. Not listening yet. */
export function openDoor(token: string, calls: Calls): http.Server {
  return http.createServer((request, response) => void handle(token, calls, request, response));
}

async function handle(
  token: string,
  calls: Calls,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const body = await readAll(request);
  if (body === null) return;
  const answer = await route(token, calls, request, body, gone.signal);
  if (answer === "cut") response.destroy();
  else if (answer === "file") response.end(new Uint8Array(FILE_BYTES));
  else {
    response.writeHead(answer.ok ? 200 : answer.error_code, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer));
  }
}

/** `null` when the bot hung up while it was still speaking: then there is no call to record. */
async function readAll(request: http.IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

async function route(
  token: string,
  calls: Calls,
  request: http.IncomingMessage,
  body: Buffer,
  gone: AbortSignal,
): Promise<Answer | "cut" | "file"> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const [, file, hasToken, method] = CALL.exec(decodeURIComponent(pathname)) ?? [];
  const bodyText = body.toString("utf8");
  if (method === undefined) return refuse(404);
  if (hasToken !== token) {
    calls.record(method, {}, bodyText, 401);
    return refuse(401);
  }
  if (file !== undefined) {
    calls.record("downloadFile", { file_path: method }, "", 200);
    return "file";
  }
  try {
    const payload = parseCall(searchParams, request.headers["content-type"] ?? "", body);
    return await calls.answer(method, payload, bodyText, gone);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    calls.record(method, {}, bodyText, 400);
    return refuse(400, "can't parse JSON object");
  }
}
