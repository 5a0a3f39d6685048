/**
 * Restricted Damerau-Levenshtein distance (optimal string alignment): letters added, lost, changed, or two
 * neighbours swapped, each at 1, no letter touched twice. Counted up to `limit`; anything farther is `limit + 1`.
 *
 * @see https://doi.org/10.1145/363958.363994 (Damerau 1964)
 */
export function distanceUpTo(limit: number, a: string, b: string): number {
  const tooFar = limit + 1;
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return tooFar;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(cell(above, j) + 1, cell(row, j - 1) + 1, cell(above, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, cell(before, j - 2) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit && Math.min(...above) > limit) return tooFar;
    before = above;
    above = row;
  }
  return Math.min(cell(above, b.length), tooFar);
}

function cell(row: readonly number[], at: number): number {
  return row[at] ?? Number.POSITIVE_INFINITY;
}
