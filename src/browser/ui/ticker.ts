import { useEffect, useState } from "preact/hooks";

const SECOND_MS = 1_000;

/** One clock for every countdown of the page: they turn together, and a page with none of them has no timer. */
export interface Ticker {
  now(): number;
  /** Called once a second until the answer is called. */
  listen(hear: (now: number) => void): () => void;
}

/** Sets nothing going before somebody listens. `read` is the clock, ms. */
export function createTicker(read: () => number): Ticker {
  const hearers = new Set<(now: number) => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  const tick = () => {
    for (const hear of [...hearers]) hear(read());
  };
  return {
    now: read,
    listen(hear) {
      hearers.add(hear);
      timer ??= setInterval(tick, SECOND_MS);
      return () => {
        hearers.delete(hear);
        if (hearers.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}

const pageTicker = createTicker(() => Date.now());

/**
 * The time, ms, drawn anew when another step has begun: 1,000 for a countdown, 60,000 for "2 min ago".
 * The clock of this device is used; `offset` (ms) corrects it by what the server said.
 */
export function useNow(stepMs: number, offset = 0): number {
  const [now, setNow] = useState(() => pageTicker.now());
  useEffect(() => pageTicker.listen((next) => setNow((old) => (isSameStep(old, next, stepMs) ? old : next))), [stepMs]);
  return now + offset;
}

function isSameStep(a: number, b: number, stepMs: number): boolean {
  return Math.floor(a / stepMs) === Math.floor(b / stepMs);
}
