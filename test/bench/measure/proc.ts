import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in /proc/<pid>/stat: USER_HZ is 100 on every Linux of today. @see man 5 proc_pid_stat */
const TICKS_PER_SECOND = 100;
const NS_PER_SECOND = 1e9;
const KIB = 1_024;
/** Where utime stands behind the name of the program, counted from the state; stime is the next one. */
const UTIME_FIELD = 11;

/** Seconds of the processor, since the machine was started, summed over its cores. */
export interface MachineSeconds {
  readonly busy: number;
  /** Taken by other guests of the same host. */
  readonly stolen: number;
}

/** User and system time of a process with all its threads, in seconds. The name may hold blanks and brackets. */
export function parseProcessSeconds(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[UTIME_FIELD]) + Number(fields[UTIME_FIELD + 1])) / TICKS_PER_SECOND;
}

/** Time on the processor of one thread, from its `schedstat`, in seconds. Finer than ticks. */
export function parseThreadSeconds(schedstat: string): number {
  return Number(schedstat.split(" ")[0]) / NS_PER_SECOND;
}

/** Resident memory, from `status`, in bytes. */
export function parseResidentBytes(status: string): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error("status names no resident memory");
  return Number(kib) * KIB;
}

/** The first line of `/proc/stat`: user nice system idle iowait irq softirq steal. */
export function parseMachineSeconds(stat: string): MachineSeconds {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (stat.split("\n")[0] ?? "")
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) / TICKS_PER_SECOND);
  return { busy: user + nice + system + irq + softirq, stolen: steal };
}

export function processSeconds(pid: number): number {
  return parseProcessSeconds(readFileSync(`/proc/${pid}/stat`, "latin1"));
}

/** As {@link processSeconds}, in nanoseconds' steps, for short pieces of work. Threads that have ended are not counted. */
export function fineProcessSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + threadSeconds(pid, thread), 0);
}

export function residentBytes(pid: number): number {
  return parseResidentBytes(readFileSync(`/proc/${pid}/status`, "latin1"));
}

export function machineSeconds(): MachineSeconds {
  return parseMachineSeconds(readFileSync("/proc/stat", "latin1"));
}

function threadSeconds(pid: number, thread: string): number {
  try {
    return parseThreadSeconds(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "latin1"));
  } catch {
    return 0; // It ended between the listing and now.
  }
}
