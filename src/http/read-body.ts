import type { IncomingMessage } from "node:http";

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
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) resolve("too-large");
      else chunks.push(chunk);
    });
    request.on("end", () => resolve({ bytes: Buffer.concat(chunks, length) }));
    request.on("error", () => resolve("broken-off"));
    request.on("close", () => resolve("broken-off"));
  });
}
