import type { Parts } from "../../src/app/parts.ts";
import { ErasureLedger } from "../../src/keys/erasure-ledger.ts";
import { KeyStore } from "../../src/keys/key-store.ts";

/** Everything that changes a file of the keys. */
const WRITING = [
  [KeyStore.prototype, ["add", "destroy", "raiseMark", "raiseTop"]],
  [ErasureLedger.prototype, ["add"]],
] as const;

/** A process that dies in the middle of something, as far as its disks can tell. */
export interface Dying {
  readonly parts: Parts;
  /** What was written until then, in order. */
  readonly wrote: readonly string[];
  readonly isDead: () => boolean;
  /** The next process is a healthy one. */
  readonly bury: () => void;
}

/** Dies before it writes for the n-th time, counted from 1: from then on nothing is written, whoever asks. */
export function dyingBefore(n: number, parts: Parts): Dying {
  const wrote: string[] = [];
  let isDead = false;
  const mustLive = (what: string) => {
    isDead ||= wrote.length + 1 === n;
    if (isDead) throw new Error("killed");
    wrote.push(what);
  };
  const restored = WRITING.flatMap(([prototype, names]) =>
    names.map((name) => {
      const real = Reflect.get(prototype, name) as (...given: unknown[]) => unknown;
      Reflect.set(prototype, name, function (this: unknown, ...given: unknown[]) {
        mustLive(name);
        return real.apply(this, given);
      });
      return () => Reflect.set(prototype, name, real);
    }),
  );
  const { store } = parts;
  const dying: Parts["store"] = {
    ...store,
    commit: async (writes) => {
      mustLive(writes.map(({ write }) => write).join(" "));
      return store.commit(writes);
    },
    tidy: async () => {
      mustLive("tidy");
      return store.tidy();
    },
  };
  return {
    parts: { ...parts, store: dying },
    wrote,
    isDead: () => isDead,
    bury: () => {
      for (const restore of restored) restore();
    },
  };
}
