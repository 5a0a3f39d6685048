/** Cyrillic letters at 48 to 79, digits behind them. */
function slotOf(unit: number): number {
  return (unit < 0x400 ? unit + 0x40 : unit) & 127;
}

/** For each letter, a bit for each place that it has in the word. */
function placesOf(word: string): Int32Array {
  const places = new Int32Array(128);
  for (let i = 0; i < word.length; i += 1) {
    const slot = slotOf(word.charCodeAt(i));
    places[slot] = (places[slot] ?? 0) | (1 << i);
  }
  return places;
}

/** Looks for one word in many texts. */
export type Finder = (text: string) => boolean;

/**
 * Whether the first 30 letters of a word stand anywhere in a text of the skeleton's letters with one letter added, lost, changed or
 * swapped with its neighbour at most.
 *
 * @see https://doi.org/10.1145/135239.135244 (Wu and Manber 1992, agrep)
 */
export function finderOf(whole: string): Finder {
  const word = whole.slice(0, 30);
  const places = placesOf(word);
  const last = 1 << (word.length - 1);
  return (text) => {
    let exact = 0;
    let once = 1;
    let beforeThat = 0;
    let letter = 0;
    for (let i = 0; i < text.length; i += 1) {
      const here = places[slotOf(text.charCodeAt(i))] ?? 0;
      const swapped = ((((beforeThat << 1) | 1) & here) << 1) & letter;
      beforeThat = exact;
      letter = here;
      exact = ((exact << 1) | 1) & here;
      once = (((once << 1) | 1) & here) | beforeThat | (beforeThat << 1) | (exact << 1) | swapped | 1;
      if ((once & last) !== 0) return true;
    }
    return false;
  };
}
