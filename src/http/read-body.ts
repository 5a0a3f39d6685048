import type { IncomingMessage } from "node:http";

const MOST_CHUNKS = 256;

/**
 * The bytes of a body as they came. Too large: more than the limit was announced or arrived; what is still to come is
 * not read. Broken off: whoever sent it went away.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ readonly bytes: Buffer } | "too-large" | "broken-off"> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return Promise.resolve("too-large");
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        chunks = [];
        resolve("too-large");
      } else chunks.push(chunk);
      // Who sends byte by byte would have us keep an object for each.
      if (chunks.length > MOST_CHUNKS) chunks = [Buffer.concat(chunks, length)];
    });
    request.on("end", () => resolve({ bytes: Buffer.concat(chunks, length) }));
    request.on("error", () => resolve("broken-off"));
    request.on("close", () => resolve("broken-off"));
  });
}
