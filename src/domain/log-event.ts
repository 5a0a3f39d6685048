import type { Channel } from "./chat.ts";
import type { FaultCode, FaultDetail } from "./faults.ts";

/** The places a fault can be noticed at. */
export type FaultPlace =
  | "start"
  | "stop"
  | "webhook"
  | "bridge"
  | "polling"
  | "panic"
  | "hide"
  | "sweep"
  | "distress"
  | "take-turn"
  | "open-case"
  | "deliver"
  | "notice"
  | "job"
  | "audit"
  | "desk"
  | "health";

/** Why something that came in was not worked on. */
export type DropReason =
  | "not-private"
  | "repeat"
  | "unsupported"
  | "bot"
  | "flood"
  | "stale-button"
  | "bad-secret"
  | "bad-signature"
  | "too-large"
  /** It does not say from whom it is, or has no id. */
  | "malformed"
  /** Meant for another phone number or service of the same account. */
  | "not-ours"
  | "reaction"
  /** Somebody took a message back. */
  | "deleted"
  /** The platform tells of itself. */
  | "system"
  | "platform-error";

/** The whole vocabulary of the log. A field that is not here cannot be logged. [Note: No words of the person in errors] */
export type LogEvent =
  | {
      readonly event: "service.started";
      readonly demo: boolean;
      readonly telegram: "off" | "polling" | "webhook";
      readonly whatsapp: boolean;
    }
  | { readonly event: "service.stopped" }
  | {
      readonly event: "warning";
      readonly about:
        | "no-phrases"
        | "weak-phrase"
        | "charter-expires"
        | "registry-expires"
        | "no-hotline"
        | "no-certificate";
    }
  | {
      /** A cover that cannot be worn; `key` null: it cannot be read at all. */
      readonly event: "persona.broken";
      readonly persona: string;
      readonly key: string | null;
      readonly rule: "unreadable" | "missing" | "unknown" | "empty" | "code" | "gives-away" | "too-long" | "malformed";
    }
  | { readonly event: "inbound.dropped"; readonly channel: Channel; readonly reason: DropReason }
  | { readonly event: "case.opened"; readonly recipients: number; readonly bytes: number }
  | { readonly event: "outbox.delivered"; readonly calls: number }
  | { readonly event: "outbox.delayed"; readonly code: FaultCode; readonly tries: number }
  | { readonly event: "outbox.dropped"; readonly code: FaultCode }
  | {
      readonly event: "job.done";
      readonly job:
        | "roll-keys"
        | "expire"
        | "end-cases"
        | "end-again"
        | "erase-asked"
        | "sweep-orphans"
        | "expire-messages"
        | "expire-desk"
        | "forget-seeds"
        | "check-audit"
        | "prune-audit"
        | "escalate";
      readonly count: number;
    }
  | { readonly event: "fault"; readonly code: FaultCode; readonly at: FaultPlace; readonly detail?: FaultDetail };

export type Log = (entry: LogEvent) => void;
