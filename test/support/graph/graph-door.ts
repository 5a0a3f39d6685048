import http from "node:http";
import { isObject, type Payload } from "../telegram/payload.ts";
import { errorBody, type GraphError, graphError } from "./graph-error.ts";
import { type PlannedAnswer, plannedError } from "./planned-answers.ts";

/** What the door asks of the house. */
export interface GraphRooms {
  /** @secret */
  readonly token: string;
  /** In the name of the app, for what belongs to the app. @secret */
  readonly appToken: string;
  readonly version: string;
  /** Without the version. */
  readonly messagesPath: string;
  /** What the next message meets, whatever it says. */
  readonly meet: () => PlannedAnswer | null;
  /** Checks and shows a message. @returns the answer, or what is wrong. */
  readonly take: (message: Payload, isBlind: boolean) => object | GraphError;
  /** null: there is no such thing. */
  readonly tell: (path: string) => object | null;
}

/** An answer as it goes out. null: none, the connection stays open; "cut": it is closed. */
type Reply =
  | { readonly status: number; readonly body: string; readonly headers: Record<string, string> }
  | "cut"
  | null;

const JSON_TYPE = { "content-type": "application/json; charset=UTF-8" };

/** The HTTP server of the stand-in. Not listening yet. */
export function openGraphDoor(rooms: GraphRooms): http.Server {
  return http.createServer((request, response) => void handle(rooms, request, response));
}

async function handle(rooms: GraphRooms, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return; // Hung up while it was still speaking.
  }
  const reply = route(rooms, request, Buffer.concat(chunks).toString("utf8"));
  if (reply === "cut") response.destroy();
  else if (reply !== null) response.writeHead(reply.status, reply.headers).end(reply.body);
}

function route(rooms: GraphRooms, { url, method, headers }: http.IncomingMessage, body: string): Reply {
  const { pathname } = new URL(url ?? "/", "http://127.0.0.1");
  const token = pathname.endsWith("/subscriptions") ? rooms.appToken : rooms.token;
  if (headers.authorization !== `Bearer ${token}`) return say(graphError(190, "Invalid OAuth access token", 401));
  if (!pathname.startsWith(`/${rooms.version}/`) && pathname !== "/debug_token")
    return say(graphError(2500, "Unknown path components", 404));
  const path = pathname.replace(`/${rooms.version}`, "");
  if (method === "POST" && path === rooms.messagesPath) return message(rooms, headers["content-type"] ?? "", body);
  const told = method === "GET" ? rooms.tell(path) : null;
  return told === null ? say(graphError(100, "Unsupported request, object does not exist", 400, 33)) : ok(told);
}

function message(rooms: GraphRooms, type: string, body: string): Reply {
  if (!type.startsWith("application/json")) return say(graphError(100, "messaging_product is required"));
  const payload = parse(body);
  if (payload === null) return say(graphError(100, "not JSON"));
  const plan = rooms.meet();
  if (plan === null || plan.applied === true) {
    const answer = rooms.take(payload, false);
    if (plan === null) return "details" in answer ? say(answer) : ok(answer);
  } else rooms.take(payload, true);
  return planned(plan);
}

function planned(plan: PlannedAnswer): Reply {
  const html = { "content-type": "text/html" };
  switch (plan.answer) {
    case "error": {
      const wait = plan.retryAfter === undefined ? {} : { "retry-after": String(plan.retryAfter) };
      return say(plannedError(plan), wait);
    }
    case "html":
      return { status: plan.status ?? 502, headers: html, body: "<!DOCTYPE html><title>Sorry</title>" };
    case "empty":
      return { status: plan.status ?? 200, headers: {}, body: "" };
    case "list":
      return { status: plan.status ?? 200, headers: JSON_TYPE, body: "[]" };
    case "hang":
      return null;
    case "cut":
      return "cut";
  }
}

function say(error: GraphError, more: Record<string, string> = {}): Reply {
  return { status: error.status, headers: { ...JSON_TYPE, ...more }, body: JSON.stringify(errorBody(error)) };
}

function ok(answer: object): Reply {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(answer) };
}

function parse(body: string): Payload | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
