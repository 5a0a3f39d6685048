import { describe, expect, it } from "vitest";
import {
  fineProcessSeconds,
  machineSeconds,
  parseMachineSeconds,
  parseProcessSeconds,
  parseResidentBytes,
  parseThreadSeconds,
  processSeconds,
  residentBytes,
} from "./measure/proc.ts";

const STAT = "4242 (node (main) x) S 1 4242 4242 0 -1 4194560 9000 0 12 0 1234 66 0 0 20 0 11 0 100 1000000 9000 1844";

describe("what /proc tells", () => {
  it("gives user and system time of a process, whatever its name holds", () => {
    expect(parseProcessSeconds(STAT)).toBeCloseTo(13);
  });

  it("gives the time of a thread from nanoseconds", () => {
    expect(parseThreadSeconds("292192300 95789468 341\n")).toBeCloseTo(0.2921923);
  });

  it("gives resident memory, and not its highest mark", () => {
    expect(parseResidentBytes("Name:\tnode\nVmHWM:\t  222 kB\nVmRSS:\t  100 kB\n")).toBe(102_400);
    expect(() => parseResidentBytes("Name:\tnode\n")).toThrow("no resident memory");
  });

  it("counts what the machine did, without waiting, and apart what was taken from it", () => {
    const machine = parseMachineSeconds("cpu  100 200 300 9999 8888 5 15 40 0 0\ncpu0 1 1 1 1\n");
    expect(machine).toEqual({ busy: 6.2, stolen: 0.4 });
  });

  it("grows while this process works", () => {
    const before = {
      ticks: processSeconds(process.pid),
      fine: fineProcessSeconds(process.pid),
      machine: machineSeconds(),
    };
    const began = process.cpuUsage();
    let spent = 0;
    while (spent < 100_000) {
      const { user, system } = process.cpuUsage(began);
      spent = user + system;
    }
    expect(processSeconds(process.pid) - before.ticks).toBeGreaterThan(0.05);
    expect(fineProcessSeconds(process.pid) - before.fine).toBeGreaterThan(0.05);
    expect(machineSeconds().busy).toBeGreaterThan(before.machine.busy);
    expect(residentBytes(process.pid)).toBeGreaterThan(10_000_000);
  });
});
