import { createHmac } from "node:crypto";
import { verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { describe, expect, it } from "vitest";
import { isSigned } from "../../../src/channels/whatsapp/signature.ts";

const SECRET = "an-app-secret";
const BODY = Buffer.from(`{"object": "whatsapp_business_account", "entry": []}`);
const sign = (body: Buffer, secret = SECRET) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

describe("the signature of a notification", () => {
  it("is right over the bytes as they came, and another client says so too", () => {
    expect(isSigned(SECRET, BODY, sign(BODY))).toBe(true);
    expect(verifySignature({ appSecret: SECRET, rawBody: BODY, signatureHeader: sign(BODY) })).toBe(true);
  });

  it("is wrong over the same JSON written anew", () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(BODY.toString())));
    expect(isSigned(SECRET, again, sign(BODY))).toBe(false);
  });

  it("is wrong over bytes that are the same text but another file", () => {
    const broken = Buffer.concat([BODY, Buffer.from([0xff])]);
    expect(isSigned(SECRET, Buffer.from(broken.toString()), sign(broken))).toBe(false);
    expect(isSigned(SECRET, broken, sign(broken))).toBe(true);
  });

  it.each([
    ["none", undefined],
    ["null", null],
    ["an empty one", ""],
    ["of another secret", sign(BODY, "another-secret")],
    ["of another body", sign(Buffer.from("{}"))],
    ["in capitals", sign(BODY).toUpperCase()],
    ["with capital digits", sign(BODY).replace(/[0-9a-f]{64}/, (hex) => hex.toUpperCase())],
    ["without its prefix", sign(BODY).slice(7)],
    ["with an old prefix", sign(BODY).replace("sha256", "sha1")],
    ["with an odd number of digits", sign(BODY).slice(0, -1)],
    ["with two digits more", `${sign(BODY)}00`],
    ["with a line after it", `${sign(BODY)}\n`],
    ["twice", [sign(BODY), sign(BODY)]],
    ["twice in one line", `${sign(BODY)}, ${sign(BODY)}`],
    ["with letters that are no digits", `sha256=${"g".repeat(64)}`],
    ["with letters outside ASCII", `sha256=${"а".repeat(64)}`],
    ["a number", 5],
    ["very long", `sha256=${"0".repeat(100_000)}`],
  ])("is wrong, and nothing is thrown, when it is %s", (_what, header) => {
    expect(isSigned(SECRET, BODY, header)).toBe(false);
  });

  it("is never right where no secret was set", () => {
    expect(isSigned("", BODY, sign(BODY, ""))).toBe(false);
  });
});
