/** What one look found: all is well; something to know; or something to do before it works. */
export interface Finding {
  readonly kind: "ok" | "note" | "to do";
  /** What was looked at, in a word or two. */
  readonly about: string;
  /** Never a token, a number or an id. */
  readonly says: string;
}

export function ok(about: string, says: string): Finding {
  return { kind: "ok", about, says };
}

export function note(about: string, says: string): Finding {
  return { kind: "note", about, says };
}

export function toDo(about: string, says: string): Finding {
  return { kind: "to do", about, says };
}

/** One line for people. */
export function printFinding({ kind, about, says }: Finding): string {
  return `${kind.padEnd("to do".length)}  ${about}: ${says}`;
}

/** A word that Meta uses for a state, such as `PENDING`; anything else is not printed. */
export function stateIn(word: string): string {
  return /^[A-Z_]{1,40}$/.test(word) ? word : "a state unknown here";
}
