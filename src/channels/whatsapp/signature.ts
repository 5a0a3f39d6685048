import { createHmac, timingSafeEqual } from "node:crypto";

const SHAPE = /^sha256=[0-9a-f]{64}$/;

/** Whether a header could be a signature at all: what is none is sent away before the body is read. */
export function isSignature(header: unknown): header is string {
  return typeof header === "string" && SHAPE.test(header);
}

/**
 * Whether a body was signed with the secret of the app. Compared in constant time; never throws.
 *
 * @param appSecret @secret Empty: nothing is signed.
 * @param rawBody the bytes as they came. The same JSON written anew has another signature.
 * @param header of `X-Hub-Signature-256`: `sha256=` and 64 lower-case hexadecimal digits of HMAC-SHA256. Node joins two
 * headers of that name with a comma, which is no signature.
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
 */
export function isSigned(appSecret: string, rawBody: Buffer, header: unknown): boolean {
  if (appSecret === "" || !isSignature(header)) return false;
  const expected = `sha256=${createHmac("sha256", appSecret).update(rawBody).digest("hex")}`;
  return timingSafeEqual(Buffer.from(header), Buffer.from(expected));
}
