import { describe, expect, it } from "vitest";
import { cutMessage } from "./drive/http-message.ts";

const POST = "POST /bot1/sendMessage HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
const CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";

function cut(text: string) {
  const message = cutMessage(Buffer.from(text));
  return message && { body: message.body.toString(), rest: message.rest?.toString() ?? null };
}

describe("the driver's reading of HTTP", () => {
  it.each([
    ["with a length", POST, "hello"],
    ["in chunks", CHUNKS, "abcde"],
    ["without a body", "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n", ""],
  ])("takes a message %s only when it is whole", (_what, whole, body) => {
    for (let length = 0; length < whole.length; length += 1) expect(cut(whole.slice(0, length))).toBeNull();
    expect(cut(whole)).toEqual({ body, rest: null });
  });

  it("leaves the beginning of the next message", () => {
    expect(cut(`${POST}${CHUNKS}`)).toEqual({ body: "hello", rest: CHUNKS });
  });

  it("refuses a chunk without a size", () => {
    expect(() => cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")).toThrow("without a size");
  });
});
