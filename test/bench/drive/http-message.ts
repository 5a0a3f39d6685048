/** One HTTP/1.1 message and what came behind it. */
export interface HttpMessage {
  /** First line and headers. */
  readonly head: string;
  readonly body: Buffer;
  /** Bytes of the next message that are here already; null when there are none. */
  readonly rest: Buffer | null;
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");
const END_OF_HEAD_BYTES = END_OF_HEAD.length;
const END_OF_LINE_BYTES = 2;
const LENGTH = /\r\ncontent-length:[ \t]*(\d+)/i;
const CHUNKED = /\r\ntransfer-encoding:[^\r]*chunked/i;

/**
 * Cuts the first whole message off. Written by hand because the driver must cost a few microseconds for a message:
 * Node's own client and server cost more than some of the bots that are measured.
 *
 * @returns null while the message is not whole.
 * @throws {Error} when a chunk has no size.
 */
export function cutMessage(buffer: Buffer): HttpMessage | null {
  const headEnd = buffer.indexOf(END_OF_HEAD);
  if (headEnd < 0) return null;
  const head = buffer.toString("latin1", 0, headEnd);
  const from = headEnd + END_OF_HEAD_BYTES;
  if (CHUNKED.test(head)) return cutChunks(head, buffer, from);
  const end = from + Number(LENGTH.exec(head)?.[1] ?? 0);
  if (buffer.length < end) return null;
  return { head, body: buffer.subarray(from, end), rest: restFrom(buffer, end) };
}

function cutChunks(head: string, buffer: Buffer, from: number): HttpMessage | null {
  const chunks: Buffer[] = [];
  for (let at = from; ; ) {
    const lineEnd = buffer.indexOf("\r\n", at, "latin1");
    if (lineEnd < 0) return null;
    const size = Number.parseInt(buffer.toString("latin1", at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error("a chunk without a size");
    const begin = lineEnd + END_OF_LINE_BYTES;
    const end = begin + size + END_OF_LINE_BYTES; // No bot here sends trailers: the last chunk ends like the others.
    if (buffer.length < end) return null;
    if (size === 0) return { head, body: Buffer.concat(chunks), rest: restFrom(buffer, end) };
    chunks.push(buffer.subarray(begin, begin + size));
    at = end;
  }
}

function restFrom(buffer: Buffer, end: number): Buffer | null {
  return end === buffer.length ? null : buffer.subarray(end);
}
