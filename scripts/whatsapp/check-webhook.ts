import { createHmac, randomInt } from "node:crypto";
import type { Secret } from "../../src/domain/secret.ts";
import { type Finding, ok, toDo } from "./finding.ts";

const ABOUT = "webhook";
const ANSWER_MS = 10_000;
const CHALLENGES = 2 ** 32;
/** A notification that tells nothing. */
const NOTHING = '{"object":"whatsapp_business_account","entry":[]}';

/** What Meta and the server agreed on. */
export interface Agreed {
  readonly verifyToken: Secret;
  readonly appSecret: Secret;
}

/** Asks and posts what Meta would, at the address that Meta is told: the way through proxy and certificate is checked too. */
export async function checkWebhook(url: URL, { verifyToken, appSecret }: Agreed): Promise<readonly Finding[]> {
  if (url.protocol !== "https:" && !isHere(url)) return [toDo(ABOUT, "PUBLIC_URL must be https; Meta takes no other")];
  const handshake = await shakeHands(url, verifyToken);
  if (handshake.kind !== "ok") return [handshake];
  return [handshake, await postForged(url), await postSigned(url, appSecret)];
}

async function shakeHands(url: URL, verifyToken: Secret): Promise<Finding> {
  const challenge = String(randomInt(CHALLENGES));
  const question = new URL(url);
  question.searchParams.set("hub.mode", "subscribe");
  question.searchParams.set("hub.verify_token", verifyToken.reveal());
  question.searchParams.set("hub.challenge", challenge);
  const answer = await ask(question, {});
  if (answer === null)
    return toDo(ABOUT, "PUBLIC_URL is not reached from here; see whether the server and its proxy run");
  if (answer.status === 200 && answer.text === challenge) return ok(ABOUT, "answers the handshake");
  if (answer.status === 403)
    return toDo(ABOUT, "the server has another WHATSAPP_VERIFY_TOKEN; start it anew after a change");
  return toDo(ABOUT, `does not answer the handshake, HTTP ${answer.status}; pass /whatsapp/webhook through the proxy`);
}

async function postForged(url: URL): Promise<Finding> {
  const answer = await post(url, "f".repeat(64));
  if (answer?.status === 401) return ok(ABOUT, "refuses what is signed wrongly");
  return toDo(
    ABOUT,
    `answers ${statusOf(answer)} to a wrong signature, not 401; look at what stands before the server`,
  );
}

async function postSigned(url: URL, appSecret: Secret): Promise<Finding> {
  const answer = await post(url, createHmac("sha256", appSecret.reveal()).update(NOTHING).digest("hex"));
  if (answer?.status === 200) return ok(ABOUT, "takes what is signed");
  return toDo(ABOUT, `answers ${statusOf(answer)} to a right signature, not 200; the proxy must not change the body`);
}

function post(url: URL, signature: string): Promise<Answer | null> {
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
  return ask(url, { method: "POST", headers, body: NOTHING });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** null: none came. Meta follows nobody elsewhere. */
async function ask(url: URL, init: RequestInit): Promise<Answer | null> {
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

function statusOf(answer: Answer | null): string {
  return answer === null ? "nothing" : String(answer.status);
}

/** For whoever tries it on one machine. */
function isHere({ hostname }: URL): boolean {
  return hostname === "127.0.0.1" || hostname === "localhost";
}
