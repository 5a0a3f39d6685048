const FIRST_ROOM = 1_024;

/** Every value that was measured, so that percentiles are exact: no buckets, nothing is thrown away. */
export class Samples {
  #values = new Float64Array(FIRST_ROOM);
  #count = 0;
  #isSorted = true;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const more = new Float64Array(this.#values.length * 2);
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#count] = value;
    this.#count += 1;
    this.#isSorted = false;
  }

  /**
   * The smallest value that is not below `share` of all values (nearest rank).
   *
   * @param share 0 to 1: 0.99 for p99.
   * @returns null when nothing was measured.
   */
  at(share: number): number | null {
    if (this.#count === 0) return null;
    if (!this.#isSorted) {
      this.#values.subarray(0, this.#count).sort();
      this.#isSorted = true;
    }
    const rank = Math.min(this.#count, Math.max(1, Math.ceil(share * this.#count)));
    return this.#values[rank - 1] ?? null;
  }
}

/** The middle one; between the middle two when their number is even. null when there are none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) return null;
  if (!Number.isInteger(middle)) return upper;
  return ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * How much the end lies over the beginning, in percent: 0 is flat, 15 is fifteen percent dearer. Each side is a median,
 * so that one slow moment says nothing.
 *
 * @returns null when one side is empty, or when the beginning is 0.
 */
export function flatness(beginning: readonly number[], end: readonly number[]): number | null {
  const [from, to] = [median(beginning), median(end)];
  if (from === null || to === null || from === 0) return null;
  return (to / from - 1) * 100;
}
