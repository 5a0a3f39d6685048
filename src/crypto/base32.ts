/** No I, L, O, U: what is read off paper is not mistaken. @see https://www.crockford.com/base32.html */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP = 5;

/** Letters and digits for paper, in groups of five. The length must be a multiple of 5 bits. Undone by {@link parseLetters}. */
export function printLetters(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{1,5}/g)?.map((five) => LETTERS[Number.parseInt(five.padEnd(5, "0"), 2)]) ?? [];
  return (
    letters
      .join("")
      .match(new RegExp(`.{1,${GROUP}}`, "g"))
      ?.join(" ") ?? ""
  );
}

/** Undoes {@link printLetters}; forgives case, gaps, and letters that look like digits. `null` when it is anything else. */
export function parseLetters(typed: string, length: number): Uint8Array | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (letters.length !== Math.ceil((length * 8) / 5)) return null;
  const values = [...letters].map((letter) => LETTERS.indexOf(letter));
  if (values.some((value) => value === -1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  if (/1/.test(bits.slice(length * 8))) return null;
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2));
}
