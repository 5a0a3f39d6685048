import type { DeskRefusal } from "../port.ts";

const REFUSED: DeskRefusal = { refused: "desk/not-found" };

/** A part of the port that does nothing but what is put into it: every other call is refused. */
export function notYet<Part extends object>(): Part {
  return new Proxy({} as Part, {
    get: (filled, name) => (Reflect.has(filled, name) ? Reflect.get(filled, name) : () => Promise.resolve(REFUSED)),
  });
}
