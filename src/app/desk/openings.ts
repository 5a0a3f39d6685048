import { HOUR_MS, type UnixMs } from "../../domain/time.ts";

/** So many different cases an hour are a busy shift; more are somebody who collects them. Our own estimate. */
export const MOST_CASES = 60;

/** What was opened by whom in the last hour. In memory only: a restart forgives, and the audit forgets nothing. */
export class Openings {
  /** By member: case → when it was last opened. */
  readonly #byMember = new Map<string, Map<string, UnixMs>>();
  readonly #stopped = new Set<string>();

  /**
   * Counts an opening. The same case again counts once: a case that is talked about is opened at every word.
   *
   * @returns null: it may be; otherwise when the next one may, and whether this is the first refusal.
   */
  count(memberId: string, caseId: string, now: UnixMs): { readonly retryAt: number; readonly isNew: boolean } | null {
    const opened = this.#byMember.get(memberId) ?? new Map<string, UnixMs>();
    this.#byMember.set(memberId, opened);
    for (const [name, at] of opened) if (now - at >= HOUR_MS) opened.delete(name);
    if (opened.has(caseId) || opened.size < MOST_CASES) {
      opened.set(caseId, now);
      if (opened.size < MOST_CASES) this.#stopped.delete(memberId);
      return null;
    }
    const isNew = !this.#stopped.has(memberId);
    this.#stopped.add(memberId);
    return { retryAt: Math.min(...opened.values()) + HOUR_MS, isNew };
  }
}
