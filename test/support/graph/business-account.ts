/** What a self-test asks the Graph API about, as a test may change it. */
export interface BusinessAccount {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly appId: string;
  displayPhone: string;
  verifiedName: string;
  quality: "GREEN" | "YELLOW" | "RED";
  templates: Template[];
  /** Ids of the apps that get the notifications of this account. */
  subscribedApps: string[];
  /** Where the app has its notifications posted; null: nowhere. */
  webhook: { callbackUrl: string; fields: string[] } | null;
  token: { isValid: boolean; scopes: string[] /** Unix seconds; 0: never. */; expiresAt: number };
}

/** A text that may be sent to whoever has not written for a day. */
interface Template {
  name: string;
  language: string;
  status: "APPROVED" | "PENDING" | "PAUSED";
  category: "UTILITY" | "MARKETING";
  components?: { type: string; text: string }[];
}

/** In order, with a number from the range that is given to no one. */
export function newAccount(): BusinessAccount {
  return {
    phoneNumberId: "100000000000001",
    wabaId: "200000000000002",
    appId: "300000000000003",
    displayPhone: "+1 202-555-0199",
    verifiedName: "Stand-in",
    quality: "GREEN",
    templates: [
      { name: "news", language: "kk", status: "APPROVED", category: "UTILITY" },
      { name: "news", language: "ru", status: "APPROVED", category: "UTILITY" },
    ],
    subscribedApps: ["300000000000003"],
    webhook: null,
    token: { isValid: true, scopes: ["whatsapp_business_messaging", "whatsapp_business_management"], expiresAt: 0 },
  };
}

/**
 * The answer to a question about the account; null when there is no such thing.
 *
 * @param path without the version, such as `/200000000000002/message_templates`.
 * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account
 */
export function tellOf(account: BusinessAccount, path: string): object | null {
  const { phoneNumberId, wabaId, appId, displayPhone, verifiedName, quality, token } = account;
  switch (path) {
    case `/${phoneNumberId}`:
      return {
        ...{ id: phoneNumberId, display_phone_number: displayPhone, verified_name: verifiedName },
        ...{ quality_rating: quality, code_verification_status: "VERIFIED", platform_type: "CLOUD_API" },
      };
    case `/${wabaId}/message_templates`:
      return { data: account.templates.map((template, i) => ({ id: String(i + 1), components: [], ...template })) };
    case `/${wabaId}/subscribed_apps`:
      return {
        data: account.subscribedApps.map((id) => ({ whatsapp_business_api_data: { id, name: "Stand-in", link: "" } })),
      };
    case `/${appId}/subscriptions`:
      return { data: account.webhook === null ? [] : [subscriptionOf(account.webhook)] };
    case "/debug_token": {
      const { isValid, scopes, expiresAt } = token;
      const granular = scopes.map((scope) => ({ scope, target_ids: [wabaId] }));
      const told = { app_id: appId, type: "SYSTEM_USER", is_valid: isValid, expires_at: expiresAt };
      return { data: { ...told, scopes, granular_scopes: granular } };
    }
    default:
      return null;
  }
}

function subscriptionOf({ callbackUrl, fields }: NonNullable<BusinessAccount["webhook"]>): object {
  const named = fields.map((name) => ({ name, version: "v23.0" }));
  return { object: "whatsapp_business_account", callback_url: callbackUrl, active: true, fields: named };
}
