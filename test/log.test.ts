import { describe, expect, it } from "vitest";
import type { LogEvent } from "../src/domain/log-event.ts";
import { jsonLog } from "../src/log.ts";

const AT = new Date("2026-06-03T12:34:56.789Z");
const INFO: LogEvent = { event: "case.opened", recipients: 2, bytes: 4096 };
const WARN: LogEvent = { event: "warning", about: "no-hotline" };
const ERROR: LogEvent = { event: "fault", at: "take-turn", code: "store/conflict", detail: { tries: 3 } };

function linesOf(level: "info" | "warn" | "error", entries: readonly LogEvent[]): readonly string[] {
  let text = "";
  const write = (line: string) => {
    text += line;
  };
  const log = jsonLog(level, () => AT, { write });
  for (const entry of entries) log(entry);
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

const eventsOf = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as LogEvent).event);

describe("the log", () => {
  it("writes one JSON object a line, with what was given and nothing about the machine", () => {
    const time = "2026-06-03T12:34Z";
    expect(linesOf("info", [INFO, WARN, ERROR]).map((line) => JSON.parse(line))).toEqual([
      { level: "info", time, ...INFO },
      { level: "warn", time, ...WARN },
      { level: "error", time, ...ERROR },
    ]);
  });

  it("cuts the time to the minute: a second would tie a line to a chat", () => {
    const [line] = linesOf("info", [INFO]);
    expect(line).toContain('"time":"2026-06-03T12:34Z"');
    expect(line).not.toMatch(/34:56|789/);
  });

  it("leaves out what is below its level", () => {
    const all = [INFO, WARN, ERROR];
    expect(eventsOf(linesOf("info", all))).toEqual(["case.opened", "warning", "fault"]);
    expect(eventsOf(linesOf("warn", all))).toEqual(["warning", "fault"]);
    expect(eventsOf(linesOf("error", all))).toEqual(["fault"]);
  });
});
