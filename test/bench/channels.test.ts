import { describe, expect, it } from "vitest";
import type { ChannelFigures, CrowdChannel } from "./channel-turn.ts";
import { type ChannelTurn, channelOrder, compareChannels } from "./channels.ts";
import { msToFullMinute } from "./pause.ts";
import { channelsRow } from "./report/channels-row.ts";
import { channelsReport } from "./report/report.ts";

const PLAN = { atOnce: 32, channels: { persons: 200, warmUp: 32, rounds: 2 } };
const MACHINE = { cpu: "a processor", cores: 2, node: "v20", date: "2026-11-25", diskIsMemory: false, pinned: true };

function turn(channel: CrowdChannel, figures: Partial<ChannelFigures>): ChannelTurn {
  const statuses = channel === "whatsapp" ? 12_000 : 0;
  const rest = { updates: 4_000, updatesPerSecond: 100, statuses, driverShare: 0.5, foreignShare: 0.01 };
  return { channel, figures: { ...rest, cpuMicros: 2_000, ...figures } };
}

const TURNS = [
  turn("telegram", { cpuMicros: 2_000, updatesPerSecond: 200 }),
  turn("whatsapp", { cpuMicros: 3_000, updatesPerSecond: 90 }),
  turn("whatsapp", { cpuMicros: 3_600, updatesPerSecond: 110 }),
  turn("telegram", { cpuMicros: 2_400, updatesPerSecond: 200 }),
];

describe("the channels side by side", () => {
  it("take turns, and the other one begins in each new round", () => {
    expect(channelOrder(2)).toEqual(["telegram", "whatsapp", "whatsapp", "telegram"]);
    expect(channelOrder(1)).toEqual(["telegram", "whatsapp"]);
  });

  it("are compared by the medians of their turns", () => {
    expect(compareChannels(TURNS, PLAN)).toMatchObject({
      atOnce: 32,
      telegram: { cpuMicros: 2_200, updatesPerSecond: 200, statuses: 0 },
      whatsapp: { cpuMicros: 3_300, updatesPerSecond: 100, statuses: 12_000 },
      speedRatio: 0.5,
      cpuRatio: 1.5,
    });
  });

  it("are never said to be more at once than there are persons", () => {
    expect(compareChannels(TURNS, { ...PLAN, channels: { ...PLAN.channels, persons: 8 } }).atOnce).toBe(8);
  });

  it("stand in one line, with statuses told apart from updates", () => {
    expect(channelsRow(compareChannels(TURNS, PLAN))).toEqual([
      "the same intake, Telegram / WhatsApp, 32 persons at once: updates/s and CPU µs per update",
      "200 / 100 (× 0.50); 2,200 / 3,300 µs (× 1.50), with 12,000 statuses for 4,000 updates",
    ]);
  });

  it("are told alone, with a warning where the driver was what was slow", () => {
    const busy = TURNS.map(({ channel }) => turn(channel, { driverShare: channel === "whatsapp" ? 0.95 : 0.5 }));
    const text = channelsReport(compareChannels(busy, PLAN), MACHINE);
    expect(text).toContain("medians of 2 interleaved rounds");
    expect(text.match(/^\| the same intake/gm)).toHaveLength(1);
    expect(text).toMatch(/bottleneck for the intake on WhatsApp: faster/);
  });
});

describe("the wait for a full minute", () => {
  it("ends so that the middle of the load falls on it, and is never longer than a minute", () => {
    expect(msToFullMinute(120_000, 20_000)).toBe(40_000);
    expect(msToFullMinute(150_000, 20_000)).toBe(10_000);
    expect(msToFullMinute(165_000, 20_000)).toBe(55_000);
  });
});
