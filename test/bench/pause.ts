const MINUTE_MS = 60_000;

/** Lets the bot alone for a while. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** How long to wait so that what comes `leadMs` after that falls on a full minute. */
export function msToFullMinute(nowMs: number, leadMs: number): number {
  return MINUTE_MS - ((nowMs + leadMs) % MINUTE_MS);
}
