import { open, readFile } from "node:fs/promises";

/** Bigger pieces of memory are read in parts of this size, which overlap by as much as a needle is long. */
const PART_BYTES = 16 * 1024 * 1024;
const OVERLAP_BYTES = 4_096;

/**
 * How often bytes stand in the writable memory of a running process, as Linux shows it to its owner.
 *
 * @param pid of a process that this test started.
 * @throws {Error} when the memory cannot be read at all: nothing found must mean something.
 */
export async function countInMemory(pid: number, needle: Buffer): Promise<number> {
  const maps = await readFile(`/proc/${pid}/maps`, "utf8");
  const memory = await open(`/proc/${pid}/mem`, "r");
  let [found, read] = [0, 0];
  try {
    for (const [, from = "0", to = "0"] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      const end = Number.parseInt(to, 16);
      for (let at = Number.parseInt(from, 16); at < end; at += PART_BYTES - OVERLAP_BYTES) {
        const part = Buffer.alloc(Math.min(PART_BYTES, end - at));
        const { bytesRead } = await memory.read(part, 0, part.length, at).catch(() => ({ bytesRead: 0 }));
        read += bytesRead;
        found += occurrences(part.subarray(0, bytesRead), needle);
      }
    }
  } finally {
    await memory.close();
  }
  if (read === 0) throw new Error("the memory of the process cannot be read");
  return found;
}

function occurrences(bytes: Buffer, needle: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) count += 1;
  return count;
}
