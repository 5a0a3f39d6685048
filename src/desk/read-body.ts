import { Fault } from "../domain/faults.ts";

/** No command of the desk needs more: eight entries of the largest size, in base64url, are less than a megabyte. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * The bytes of a body, as they were signed. Stops reading as soon as it is too much, whatever its length was said to be.
 *
 * @throws {Fault} `desk/bad-request` with `tooLarge` when there is more than {@link MAX_BODY_BYTES}.
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const reader = request.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MAX_BODY_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function tooLarge(): Fault {
  return new Fault("desk/bad-request", { tooLarge: true });
}
