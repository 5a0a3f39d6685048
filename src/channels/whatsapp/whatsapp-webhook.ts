import type { Update } from "grammy/types";
import { codeOf } from "../../domain/faults.ts";
import type { DropReason, Log } from "../../domain/log-event.ts";
import { sameSecret } from "../same-secret.ts";
import type { Arrived, DeliveryState, Sender } from "./arrived.ts";
import { readNotification } from "./notification.ts";
import { sideBySide, type Work } from "./side-by-side.ts";
import { isSignature, isSigned } from "./signature.ts";
import { numberOf, toUpdate } from "./translate.ts";

/** What Meta and we agreed on. */
export interface WhatsAppSecrets {
  /** Signs what Meta posts. @secret */
  readonly appSecret: string;
  /** Said once, when the webhook is set up. @secret */
  readonly verifyToken: string;
  /** Meta's id of our number. */
  readonly phoneNumberId: string;
}

/** What is done with what came. Each may be told the same twice. */
export interface WhatsAppTakers {
  /** Resolves once the update is committed. */
  readonly receive: (update: Update) => Promise<void>;
  /** The number that stands for her chat, from 2^52 on. */
  readonly chatOf: (from: Sender) => Promise<number>;
  readonly moved: (from: Sender, to: Sender) => Promise<void>;
  /** @param code Meta's number of the error, when it failed. */
  readonly status: (message: number, state: DeliveryState, code: number | null) => void;
  readonly log: Log;
}

/** Takes what Meta asks and posts. */
export interface WhatsAppWebhook {
  /** Answers the handshake. The challenge is digits only, so that nothing can be smuggled into the answer. */
  readonly verify: (
    query: URLSearchParams,
  ) => { readonly status: 200; readonly challenge: string } | { readonly status: 403 };
  /** Whether a header could be a signature. If not, the body need not be read: 401. */
  readonly bearsSignature: (header: unknown) => boolean;
  /**
   * 200: everything was received or is dropped for good. 401: not signed. 400: no notification. 500: something failed,
   * and Meta sends all of it again; what was received is known by its number.
   */
  readonly take: (raw: Buffer, signature: unknown) => Promise<{ readonly status: 200 | 400 | 401 | 500 }>;
}

/** The receiving half of WhatsApp's Cloud API. */
export function whatsAppWebhook(secrets: WhatsAppSecrets, takers: WhatsAppTakers): WhatsAppWebhook {
  const isToken = sameSecret(secrets.verifyToken);
  const drop = (reason: DropReason) => takers.log({ event: "inbound.dropped", channel: "whatsapp", reason });
  return {
    verify(query) {
      const challenge = only(query, "hub.challenge");
      const isRight = isToken(only(query, "hub.verify_token")) && only(query, "hub.mode") === "subscribe";
      if (isRight && challenge !== null && /^\d{1,64}$/.test(challenge)) return { status: 200, challenge };
      drop("bad-secret");
      return { status: 403 };
    },
    bearsSignature(header) {
      const isOne = isSignature(header);
      if (!isOne) drop("bad-signature");
      return isOne;
    },
    async take(raw, signature) {
      if (!isSigned(secrets.appSecret, raw, signature)) {
        drop("bad-signature");
        return { status: 401 };
      }
      const arrived = readNotification(raw, secrets.phoneNumberId);
      if (arrived !== null) return { status: await takeAll(arrived, takers, drop) };
      drop("malformed");
      return { status: 400 };
    },
  };
}

/** Null when it is missing or there more than once. */
function only(query: URLSearchParams, name: string): string | null {
  const all = query.getAll(name);
  return all.length === 1 ? (all[0] ?? null) : null;
}

/** Takes each thing by itself: what fails stops no other one. */
async function takeAll(
  arrived: readonly Arrived[],
  takers: WhatsAppTakers,
  drop: (reason: DropReason) => void,
): Promise<200 | 500> {
  let status: 200 | 500 = 200;
  const work = (one: Arrived) => async () => {
    try {
      if (one.is === "dropped") drop(one.reason);
      else await takeOne(one, takers);
    } catch (error) {
      status = 500;
      takers.log({ event: "fault", at: "webhook", code: codeOf(error) });
    }
  };
  await sideBySide(arrived.map((one): Work => ({ keys: keysOf(one), work: work(one) })));
  return status;
}

async function takeOne(one: Exclude<Arrived, { is: "dropped" }>, takers: WhatsAppTakers): Promise<void> {
  switch (one.is) {
    case "message":
      return takers.receive(toUpdate(one, await takers.chatOf(one.from)));
    case "moved":
      return takers.moved(one.from, one.to);
    case "status":
      return takers.status(numberOf(one.wamid), one.state, one.code);
  }
}

/** Whom it concerns: a number, an id, or both. Statuses of one message keep their order. */
function keysOf(one: Arrived): readonly string[] {
  if (one.is === "dropped") return ["dropped"];
  if (one.is === "status") return [one.wamid];
  const people = one.is === "moved" ? [one.from, one.to] : [one.from];
  return people.flatMap(({ phone, user }) => [phone, user]).filter((key) => key !== null);
}
