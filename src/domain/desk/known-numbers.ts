/** Short numbers of services, alone or at the end of words; not inside of longer ones. */
const NUMBERS = /(?<!\d)(?:10[1-4]|11[12]|150)(?!\d)/;

/** Whether words hold a number that everybody knows: no shop would write it. */
export function hasKnownNumber(text: string): boolean {
  return NUMBERS.test(text.normalize("NFKC"));
}
