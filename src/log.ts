import { type DestinationStream, pino } from "pino";
import type { Log, LogEvent } from "./domain/log-event.ts";

const LEVEL: Readonly<Partial<Record<LogEvent["event"], "warn" | "error">>> = {
  warning: "warn",
  fault: "error",
  "persona.broken": "error",
  "outbox.dropped": "warn",
  "outbox.delayed": "warn",
};

/**
 * The log: one JSON object a line, and nothing in it that is not in {@link LogEvent}.
 * `time` is cut to the minute: exact seconds tie a log line to a chat.
 */
export function jsonLog(level: "info" | "warn" | "error", now: () => Date, sink?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${now().toISOString().slice(0, 16)}Z"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = sink ? pino(options, sink) : pino(options);
  return (entry) => logger[LEVEL[entry.event] ?? "info"](entry);
}
