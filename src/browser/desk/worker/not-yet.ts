import type { DeskRefusal } from "../port.ts";

const REFUSED: DeskRefusal = { refused: "desk/not-found" };

/** A part of the port that does nothing: every call is refused. */
export function notYet<Part extends object>(): Part {
  return new Proxy({} as Part, { get: () => () => Promise.resolve(REFUSED) });
}
