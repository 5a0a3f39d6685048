import { z } from "zod";
import type { Secret } from "../../src/domain/secret.ts";

const ANSWER_MS = 10_000;
const TOKEN_REFUSED = 190;
/** Not there, not ours, or no permission: Meta does not tell these apart. */
const NO_RIGHT: ReadonlySet<number> = new Set([3, 10, 100, 200]);

/** Where questions about the account go, and in whose name. */
export interface Graph {
  readonly apiRoot: string;
  readonly version: string;
  readonly token: Secret;
}

/** `isTokenRefused`: then every other question fails alike. */
export type Told<T> =
  | { readonly ok: true; readonly told: T }
  | { readonly ok: false; readonly why: string; readonly isTokenRefused: boolean };

const refusal = z.object({ error: z.object({ code: z.number() }) });

/**
 * Asks the Graph API something and changes nothing. Never throws.
 *
 * @returns what it told, or why it did not: a number of Meta's at most, because their sentences may repeat what was asked.
 */
export async function askGraph<T>(
  { apiRoot, version, token }: Graph,
  path: string,
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): Promise<Told<T>> {
  const url = new URL(`${apiRoot.replace(/\/$/, "")}/${version}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await jsonFrom(url, token);
  if (answer === null) return failed("Meta is not reached from here");
  const told = schema.safeParse(answer.content);
  if (answer.status === 200 && told.success) return { ok: true, told: told.data };
  const refused = refusal.safeParse(answer.content);
  return refused.success
    ? refusedWith(refused.data.error.code)
    : failed(`an answer that is none, HTTP ${answer.status}`);
}

async function jsonFrom(
  url: URL,
  token: Secret,
): Promise<{ readonly status: number; readonly content: unknown } | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const headers = { authorization: `Bearer ${token.reveal()}` };
    const response = await fetch(url, { headers, redirect: "manual", signal });
    return { status: response.status, content: await response.json().catch(() => null) };
  } catch {
    return null;
  }
}

function refusedWith(code: number): Told<never> {
  if (code === TOKEN_REFUSED) return failed("the token is not taken", true);
  return failed(NO_RIGHT.has(code) ? "there is no such thing, or no right to it" : `Meta refuses, code ${code}`);
}

function failed(why: string, isTokenRefused = false): Told<never> {
  return { ok: false, why, isTokenRefused };
}
