import type { Config } from "../../src/config.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import { checkNumber } from "./check-number.ts";
import { checkAccount, checkApp } from "./check-subscription.ts";
import { checkTemplates, type Named } from "./check-templates.ts";
import { checkToken } from "./check-token.ts";
import { checkWebhook } from "./check-webhook.ts";
import { type Finding, note, toDo } from "./finding.ts";

const WEBHOOK_PATH = "/whatsapp/webhook";

/** Looks at everything that WhatsApp needs, in the order in which it is set up. Nobody is messaged, nothing is changed. */
export async function checkWhatsApp(config: Config, now: UnixMs): Promise<readonly Finding[]> {
  const { WHATSAPP_APP_SECRET: appSecret, WHATSAPP_VERIFY_TOKEN: verifyToken, PUBLIC_URL: base } = config;
  if (!appSecret || !verifyToken) return [toDo("settings", "nothing of WhatsApp is set; see .env.example")];
  const webhook = base === undefined ? null : new URL(WEBHOOK_PATH, base);
  return [
    ...(await checkAtMeta(config, webhook, now)),
    ...(webhook === null
      ? [toDo("webhook", "PUBLIC_URL is not set; Meta must reach the server")]
      : await checkWebhook(webhook, { verifyToken, appSecret })),
  ];
}

async function checkAtMeta(config: Config, webhook: URL | null, now: UnixMs): Promise<readonly Finding[]> {
  const { WHATSAPP_ACCESS_TOKEN: token, WHATSAPP_PHONE_NUMBER_ID: phoneNumberId } = config;
  const { WHATSAPP_APP_SECRET: appSecret, WHATSAPP_ACCOUNT_ID: accountId = null } = config;
  if (!token || !phoneNumberId || !appSecret) return [];
  const graph = { apiRoot: config.WHATSAPP_API_ROOT, version: config.WHATSAPP_API_VERSION, token };
  const { findings, appId, isTaken } = await checkToken(graph, accountId, now);
  if (!isTaken) return findings;
  return [
    ...findings,
    ...(await checkNumber(graph, phoneNumberId)),
    ...(appId === null ? [] : [await checkApp(graph, { appId, appSecret, webhook })]),
    ...(accountId === null
      ? [toDo("account", "WHATSAPP_ACCOUNT_ID is not set, so subscription and templates cannot be looked at")]
      : [
          await checkAccount(graph, accountId, appId),
          ...noteMissing(config),
          ...(await checkTemplates(graph, accountId, namedIn(config))),
        ]),
  ];
}

function namedIn({ WHATSAPP_TEMPLATE_KK: kk, WHATSAPP_TEMPLATE_RU: ru }: Config): readonly Named[] {
  return [
    ...(kk === undefined ? [] : [{ setting: "WHATSAPP_TEMPLATE_KK", name: kk, language: "kk" } as const]),
    ...(ru === undefined ? [] : [{ setting: "WHATSAPP_TEMPLATE_RU", name: ru, language: "ru" } as const]),
  ];
}

/** Not needed to talk; needed to be heard a day later. */
function noteMissing({ WHATSAPP_TEMPLATE_KK: kk, WHATSAPP_TEMPLATE_RU: ru }: Config): readonly Finding[] {
  const says = "not set: a day after her last message she is not told that an answer waits";
  return [
    ...(kk === undefined ? [note("WHATSAPP_TEMPLATE_KK", says)] : []),
    ...(ru === undefined ? [note("WHATSAPP_TEMPLATE_RU", says)] : []),
  ];
}
