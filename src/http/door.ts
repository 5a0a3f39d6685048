import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Takes a request that is meant for it, in front of the framework; false: it is for somebody else. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The path of a request, and what it asks for. */
export function addressOf({ url = "" }: IncomingMessage): { readonly path: string; readonly query: string } {
  const mark = url.indexOf("?");
  return mark === -1 ? { path: url, query: "" } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Answers, and with `body` says what it is. */
export function answer(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: { readonly type: string; readonly text: string } | null = null,
): void {
  const length = { "content-length": body === null ? 0 : Buffer.byteLength(body.text) };
  const type = body === null ? {} : { "content-type": body.type };
  response.writeHead(status, { ...headers, ...type, ...length }).end(body?.text);
}

/** Answers so that the connection ends: what is still to come of a body that nobody wants is not read. */
export function sendAway(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  answer(response, status, { ...headers, connection: "close" });
}
