import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWhatsApp } from "../../scripts/whatsapp/check-whatsapp.ts";
import { printFinding } from "../../scripts/whatsapp/finding.ts";
import { whatsAppWebhook } from "../../src/channels/whatsapp/whatsapp-webhook.ts";
import { parseConfig } from "../../src/config.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import { listen } from "../../src/http/server.ts";
import { type GraphStandIn, startGraph } from "../support/graph-stand-in.ts";

const NOW = Date.UTC(2026, 10, 26) as UnixMs;
const VERIFY_TOKEN = "said-once-at-the-door";
const DAY_SECONDS = 86_400;

let graph: GraphStandIn;
let server: Server;

/** The door of the real server; what comes through it is counted. */
let received = 0;

beforeEach(async () => {
  graph = await startGraph();
  received = 0;
  server = await openServer(graph.appSecret);
  graph.account.webhook = { callbackUrl: `${origin()}/whatsapp/webhook`, fields: ["messages"] };
});
afterEach(async () => {
  await graph.stop();
  await new Promise((resolve) => server.close(resolve));
});

describe("the self-test of WhatsApp", () => {
  it("has nothing to do where everything is in order, messages nobody, and says no token and no number", async () => {
    const lines = await check();
    expect(lines.filter((line) => !line.startsWith("ok"))).toEqual([]);
    expect(lines).toHaveLength(13);
    expect(graph.sends).toEqual([]);
    expect(received).toBe(0);
    const { phoneNumberId, wabaId, appId, displayPhone } = graph.account;
    for (const secret of [graph.token, graph.appSecret, VERIFY_TOKEN, phoneNumberId, wabaId, appId, displayPhone])
      expect(lines.join("\n")).not.toContain(secret);
  });

  it.each<[what: string, spoil: () => void, line: RegExp]>([
    [
      "a token that is no longer valid",
      () => Object.assign(graph.account.token, { isValid: false }),
      /^to do {2}token: .*no longer valid/,
    ],
    [
      "a token that expires within days",
      () => Object.assign(graph.account.token, { expiresAt: NOW / 1_000 + 3 * DAY_SECONDS }),
      /^to do {2}token: valid only until 2026-11-29/,
    ],
    [
      "a token that expires within months",
      () => Object.assign(graph.account.token, { expiresAt: NOW / 1_000 + 60 * DAY_SECONDS }),
      /^note {3}token: valid until 2027-01-25/,
    ],
    [
      "a token that may not send",
      () => Object.assign(graph.account.token, { scopes: ["whatsapp_business_management"] }),
      /^to do {2}token: lacks the permission whatsapp_business_messaging/,
    ],
    ["a number of bad quality", () => Object.assign(graph.account, { quality: "RED" }), /^note {3}number: quality RED/],
    [
      "a display name that gives the cover away",
      () => Object.assign(graph.account, { verifiedName: "Кризисный центр" }),
      /^note {3}number: .*no name of a shop/,
    ],
    [
      "a display name in which a number stands",
      () => Object.assign(graph.account, { verifiedName: "Shop 202-555-0199" }),
      /^note {3}number: .*not printed/,
    ],
    [
      "an app without a webhook",
      () => Object.assign(graph.account, { webhook: null }),
      /^to do {2}app: it has no webhook/,
    ],
    [
      "an app that posts elsewhere",
      () => Object.assign(graph.account.webhook ?? {}, { callbackUrl: "https://elsewhere.example/whatsapp/webhook" }),
      /^to do {2}app: .*another address/,
    ],
    [
      "an app that is not told of messages",
      () => Object.assign(graph.account.webhook ?? {}, { fields: ["account_alerts"] }),
      /^to do {2}app: .*“messages”/,
    ],
    [
      "an account that is another app's",
      () => Object.assign(graph.account, { subscribedApps: ["300000000000009"] }),
      /^to do {2}account: the app is not subscribed/,
    ],
    [
      "a template that waits",
      () => Object.assign(graph.account.templates[0] ?? {}, { status: "PENDING" }),
      /^to do {2}WHATSAPP_TEMPLATE_KK: .*PENDING/,
    ],
    [
      "a template of marketing",
      () => Object.assign(graph.account.templates[1] ?? {}, { category: "MARKETING" }),
      /^note {3}WHATSAPP_TEMPLATE_RU: .*MARKETING/,
    ],
    [
      "a template in another language only",
      () => Object.assign(graph.account.templates[0] ?? {}, { language: "en" }),
      /^to do {2}WHATSAPP_TEMPLATE_KK: .*“kk”/,
    ],
    [
      "a template with a placeholder",
      () => says("Ваш заказ {{1}} готов."),
      /^to do {2}WHATSAPP_TEMPLATE_RU: .*placeholders/,
    ],
    [
      "a template that tells too much",
      () => says("Оператор горячей линии ответил."),
      /^to do {2}WHATSAPP_TEMPLATE_RU: .*оператор/,
    ],
  ])("says what to do about %s", async (_what, spoil, line) => {
    spoil();
    expect(await check()).toContainEqual(expect.stringMatching(line));
  });

  it.each<[what: string, setting: Record<string, string>, line: RegExp]>([
    [
      "a token that Meta does not know",
      { WHATSAPP_ACCESS_TOKEN: "EAA-of-somebody-else" },
      /^to do {2}token: Meta does not take it/,
    ],
    ["a number that is not there", { WHATSAPP_PHONE_NUMBER_ID: "42" }, /^to do {2}number: WHATSAPP_PHONE_NUMBER_ID/],
    ["an account that is not the token's", { WHATSAPP_ACCOUNT_ID: "42" }, /^to do {2}token: .*WHATSAPP_ACCOUNT_ID/],
    ["no account", { WHATSAPP_ACCOUNT_ID: "" }, /^to do {2}account: WHATSAPP_ACCOUNT_ID is not set/],
    ["the secret of another app", { WHATSAPP_APP_SECRET: "of-another-app" }, /^to do {2}app: WHATSAPP_APP_SECRET/],
    [
      "a server with another secret",
      { WHATSAPP_APP_SECRET: "of-another-app" },
      /^to do {2}webhook: answers 401 to a right signature/,
    ],
    [
      "a server with another verify token",
      { WHATSAPP_VERIFY_TOKEN: "another" },
      /^to do {2}webhook: .*WHATSAPP_VERIFY_TOKEN/,
    ],
    [
      "a path that the proxy does not pass",
      { PUBLIC_URL: "http://127.0.0.1:9/" },
      /^to do {2}webhook: PUBLIC_URL is not reached/,
    ],
    ["an address without TLS", { PUBLIC_URL: "http://help.example/" }, /^to do {2}webhook: PUBLIC_URL must be https/],
    ["no address", { PUBLIC_URL: "" }, /^to do {2}webhook: PUBLIC_URL is not set/],
    ["no template", { WHATSAPP_TEMPLATE_KK: "" }, /^note {3}WHATSAPP_TEMPLATE_KK: not set/],
    ["a Meta that is not reached", { WHATSAPP_API_ROOT: "http://127.0.0.1:9" }, /^to do {2}token: .*not reached/],
  ])("says what to do about %s", async (_what, setting, line) => {
    expect(await check(setting)).toContainEqual(expect.stringMatching(line));
  });

  it("says that nothing is set where nothing is", async () => {
    const findings = await checkWhatsApp(
      parseConfig({}, () => ""),
      NOW,
    );
    expect(findings.map(printFinding)).toEqual(["to do  settings: nothing of WhatsApp is set; see .env.example"]);
  });
});

/** What the Russian template says. */
function says(text: string): void {
  Object.assign(graph.account.templates[1] ?? {}, { components: [{ type: "BODY", text }] });
}

async function check(other: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const settings = {
    KEY_ENCRYPTION_KEY: "5e".repeat(32),
    ROOT_PUBLIC_KEYS: "00".repeat(32),
    PUBLIC_URL: origin(),
    WHATSAPP_ACCESS_TOKEN: graph.token,
    WHATSAPP_PHONE_NUMBER_ID: graph.account.phoneNumberId,
    WHATSAPP_ACCOUNT_ID: graph.account.wabaId,
    WHATSAPP_APP_SECRET: graph.appSecret,
    WHATSAPP_VERIFY_TOKEN: VERIFY_TOKEN,
    WHATSAPP_API_ROOT: graph.apiRoot,
    WHATSAPP_TEMPLATE_KK: "news",
    WHATSAPP_TEMPLATE_RU: "news",
    ...other,
  };
  return (
    await checkWhatsApp(
      parseConfig(settings, () => ""),
      NOW,
    )
  ).map(printFinding);
}

function openServer(appSecret: string): Promise<Server> {
  const secrets = { appSecret, verifyToken: VERIFY_TOKEN, phoneNumberId: graph.account.phoneNumberId };
  const count = async () => {
    received += 1;
  };
  const takers = { receive: count, chatOf: async () => 1, moved: count, status: () => {}, log: () => {} };
  const health = { isReady: async () => true, counts: async () => ({}) };
  const doors = { telegram: null, whatsapp: whatsAppWebhook(secrets, takers), desk: null, health };
  return listen(doors, "127.0.0.1", 0);
}

function origin(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
