import { Pool } from "undici";
import { Fault } from "../../domain/faults.ts";
import type { Secret } from "../../domain/secret.ts";
import { type Gathered, gatherInto } from "../gather-into.ts";
import type { CloudMessage } from "./cloud-payload.ts";
import { faultOfGraph } from "./graph-faults.ts";

const CONNECT_MS = 5_000;
const CONNECTIONS = 64;
/** What is not answered by then is tried again. */
const ANSWER_MS = 8_000;

/**
 * Who gets a message: a phone number, or the id that Meta gives in its place for this business alone.
 *
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export type Recipient =
  /** @secret International, without "+". */
  | { readonly kind: "phone"; readonly digits: string }
  /** @secret */
  | { readonly kind: "user"; readonly id: string };

export interface GraphSettings {
  /** `https://graph.facebook.com` outside tests. */
  readonly apiRoot: string;
  /** `v23.0`. */
  readonly version: string;
  /** Of the number that writes, as Meta counts it. */
  readonly phoneNumberId: string;
  /** @secret */
  readonly token: Secret;
  /** Longest wait for an answer to begin, and to go on, ms; 8,000 when left out. */
  readonly answerMs?: number;
}

export interface GraphClient {
  /**
   * Sends one message. [Note: An error is a number]
   *
   * @returns its id at WhatsApp.
   * @throws {Fault} `channel/window-closed`, `channel/blocked`, `channel/refused`: trying again is useless;
   * `channel/slow-down` with `retryMs`, `channel/unreachable`: later. Without a cause: it would hold token and words.
   */
  readonly send: (to: Recipient, message: CloudMessage) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** One pool of kept-alive connections to the Cloud API. */
export function graphClient({
  apiRoot,
  version,
  phoneNumberId,
  token,
  answerMs = ANSWER_MS,
}: GraphSettings): GraphClient {
  const { origin, pathname } = new URL(apiRoot);
  const pool = new Pool(origin, { connections: CONNECTIONS, connect: { timeout: CONNECT_MS } });
  const path = `${pathname.replace(/\/$/, "")}/${version}/${phoneNumberId}/messages`;

  const headers = { authorization: `Bearer ${token.reveal()}`, "content-type": "application/json" };

  function post(body: string): Promise<Answer> {
    const asked = { path, method: "POST", headers, body, headersTimeout: answerMs, bodyTimeout: answerMs } as const;
    return new Promise((resolve, reject) => {
      const unreachable = () => reject(new Fault("channel/unreachable", { status: 0 }));
      pool.dispatch(
        asked,
        gatherInto((answer) => resolve(readAnswer(answer)), unreachable),
      );
    });
  }

  return {
    async send(to, message) {
      const address = to.kind === "phone" ? { to: to.digits } : { recipient: to.id };
      const about = { messaging_product: "whatsapp", recipient_type: "individual" };
      const answer = await post(JSON.stringify({ ...about, ...address, ...message }));
      const id = idIn(answer);
      if (id === null) throw faultIn(answer);
      return id;
    },
    close: () => pool.destroy(),
  };
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number | null;
  /** null: no JSON. */
  readonly content: unknown;
}

function readAnswer({ status, headers, bytes }: Gathered): Answer {
  return { status, retryAfter: secondsIn(headers["retry-after"]), content: parse(bytes.toString("utf8")) };
}

function idIn({ status, content }: Answer): string | null {
  const messages = status === 200 ? field(content, "messages") : null;
  const id = Array.isArray(messages) ? field(messages[0], "id") : null;
  return typeof id === "string" && id !== "" ? id : null;
}

function faultIn({ status, retryAfter, content }: Answer): Fault {
  const error = field(content, "error");
  return faultOfGraph({
    status,
    code: wholeIn(field(error, "code")),
    subcode: wholeIn(field(error, "error_subcode")),
    retryAfter,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
}

function wholeIn(value: unknown): number | null {
  return Number.isInteger(value) ? Number(value) : null;
}

/** A date, which the header may be too, is not waited for. */
function secondsIn(header: unknown): number | null {
  return typeof header === "string" && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
