import { z } from "zod";
import { DAY_MS, SECOND_MS, type UnixMs } from "../../src/domain/time.ts";
import { askGraph, type Graph } from "./ask-graph.ts";
import { type Finding, note, ok, toDo } from "./finding.ts";

const ABOUT = "token";
/** Whoever is told later has no time left to change it. */
const SOON_DAYS = 14;

const permissions = z.object({
  data: z.object({
    app_id: z.string(),
    is_valid: z.boolean(),
    /** Unix seconds; 0: never. */
    expires_at: z.number().default(0),
    scopes: z.array(z.string()).default([]),
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })).default([]),
  }),
});
type Permissions = z.output<typeof permissions>["data"];

/** What the token is good for, and whose it is. */
export interface TokenCheck {
  readonly findings: readonly Finding[];
  /** Of the app that it was made for; null: not told. */
  readonly appId: string | null;
  /** Whether there is any use in asking more in its name. */
  readonly isTaken: boolean;
}

/**
 * Whether the token is valid, until when, and for what.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/permissions/
 */
export async function checkToken(graph: Graph, accountId: string | null, now: UnixMs): Promise<TokenCheck> {
  const answer = await askGraph(graph, "debug_token", { input_token: graph.token.reveal() }, permissions);
  if (!answer.ok) {
    const says = answer.isTokenRefused
      ? "Meta does not take it; make a new one for the system user"
      : `nothing is told of it: ${answer.why}`;
    return { findings: [toDo(ABOUT, says)], appId: null, isTaken: !answer.isTokenRefused };
  }
  const { data } = answer.told;
  if (!data.is_valid)
    return { findings: [toDo(ABOUT, "it is no longer valid; make a new one")], appId: data.app_id, isTaken: false };
  return { findings: [lifeOf(data, now), ...rightsOf(data, accountId)], appId: data.app_id, isTaken: true };
}

function lifeOf({ expires_at }: Permissions, now: UnixMs): Finding {
  if (expires_at === 0) return ok(ABOUT, "valid, and does not expire");
  const end = expires_at * SECOND_MS;
  const day = new Date(end).toISOString().slice(0, "2026-11-26".length);
  if (end - now > SOON_DAYS * DAY_MS)
    return note(ABOUT, `valid until ${day}; that of a system user can be without end`);
  return toDo(ABOUT, `valid only until ${day}; make one for a system user, which does not expire`);
}

function rightsOf({ scopes, granular_scopes }: Permissions, accountId: string | null): readonly Finding[] {
  const granted = (scope: string) => {
    if (!scopes.includes(scope)) return toDo(ABOUT, `lacks the permission ${scope}; make one that has it`);
    const targets = granular_scopes.find((one) => one.scope === scope)?.target_ids;
    if (accountId !== null && targets !== undefined && !targets.includes(accountId))
      return toDo(ABOUT, `${scope} is not for WHATSAPP_ACCOUNT_ID; assign that account to the system user`);
    return ok(ABOUT, `has the permission ${scope}`);
  };
  return [granted("whatsapp_business_messaging"), granted("whatsapp_business_management")];
}
