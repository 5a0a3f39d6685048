/** Every spelling of a word with one letter less. */
function shorter(word: string): readonly string[] {
  return Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));
}

/** Whether one letter was added, lost, changed, or swapped with its neighbour. */
export function isOneTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  const swapped = `${restA[1] ?? ""}${restA[0] ?? ""}${restA.slice(2)}`;
  return restA.slice(1) === restB.slice(1) || swapped === restB;
}

/** Known words, to be found with one letter wrong without looking at each of them. */
export type TypoIndex = ReadonlyMap<string, readonly string[]>;

export function indexTypos(words: Iterable<string>): TypoIndex {
  const index = new Map<string, string[]>();
  for (const word of words) {
    for (const key of [word, ...shorter(word)]) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [word]);
      else known.push(word);
    }
  }
  return index;
}

/** Known words that are one typo away, each once. */
export function oneTypoAway(index: TypoIndex, word: string): readonly string[] {
  const near = [word, ...shorter(word)].flatMap((key) => index.get(key) ?? []);
  return [...new Set(near)].filter((known) => isOneTypo(known, word));
}
