import { z } from "zod";
import { Secret } from "../../src/domain/secret.ts";
import { askGraph, type Graph } from "./ask-graph.ts";
import { type Finding, ok, toDo } from "./finding.ts";

const OBJECT = "whatsapp_business_account";

const subscribed = z.object({
  data: z.array(z.object({ whatsapp_business_api_data: z.object({ id: z.string() }) })),
});
const webhooks = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string().default(""),
      active: z.boolean().default(true),
      fields: z.array(z.object({ name: z.string() })).default([]),
    }),
  ),
});

/** Whether the account's notifications go to our app. @param appId null: not told; any app will do. */
export async function checkAccount(graph: Graph, accountId: string, appId: string | null): Promise<Finding> {
  const about = "account";
  const answer = await askGraph(graph, `${accountId}/subscribed_apps`, {}, subscribed);
  if (!answer.ok) return toDo(about, `WHATSAPP_ACCOUNT_ID: ${answer.why}`);
  const ids = answer.told.data.map(({ whatsapp_business_api_data }) => whatsapp_business_api_data.id);
  const isOurs = appId === null ? ids.length > 0 : ids.includes(appId);
  if (isOurs) return ok(about, "its notifications go to the app");
  return toDo(about, "the app is not subscribed to it, so nothing arrives; POST subscribed_apps once (README)");
}

/**
 * Whether the app posts what comes in to our webhook. Asked in the name of the app, so that its secret is checked too.
 *
 * @see https://developers.facebook.com/docs/graph-api/reference/app/subscriptions/
 */
export async function checkApp(
  graph: Graph,
  { appId, appSecret, webhook }: { readonly appId: string; readonly appSecret: Secret; readonly webhook: URL | null },
): Promise<Finding> {
  const about = "app";
  const inItsName = { ...graph, token: new Secret(`${appId}|${appSecret.reveal()}`) };
  const answer = await askGraph(inItsName, `${appId}/subscriptions`, {}, webhooks);
  if (!answer.ok && answer.isTokenRefused) return toDo(about, "WHATSAPP_APP_SECRET is not that of the token's app");
  if (!answer.ok) return toDo(about, `its webhook is not told: ${answer.why}`);
  const found = answer.told.data.find(({ object, active }) => object === OBJECT && active);
  if (found === undefined) return toDo(about, "it has no webhook for WhatsApp; set it up (README)");
  if (webhook !== null && found.callback_url !== webhook.href)
    return toDo(about, "its webhook is another address than PUBLIC_URL with /whatsapp/webhook");
  if (!found.fields.some(({ name }) => name === "messages"))
    return toDo(about, "its webhook is not subscribed to the field “messages”");
  return ok(about, "its secret is right, and it posts messages to our webhook");
}
