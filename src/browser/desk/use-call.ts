import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { FaultCode } from "../../domain/faults.ts";
import type { DeskRefusal, Done } from "./port.ts";

/** Calls of one form or button: whether one is under way, and why the last was refused. */
export interface Call {
  readonly isBusy: boolean;
  readonly refusal: DeskRefusal | null;
  /** The answer, or null when it was refused. A second call while one is under way is not made. */
  readonly run: <T extends object>(call: () => Promise<Done<T>>) => Promise<T | null>;
  readonly forget: () => void;
}

/** @see Call */
export function useCall(): Call {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<DeskRefusal | null>(null);
  const isUnderWay = useRef(false);
  const isHere = useIsHere();
  const run = useCallback(
    async <T extends object>(call: () => Promise<Done<T>>): Promise<T | null> => {
      if (isUnderWay.current) return null;
      isUnderWay.current = true;
      setBusy(true);
      const done = await call();
      isUnderWay.current = false;
      if (isHere.current) {
        setBusy(false);
        setRefusal(isRefused(done) ? done : null);
      }
      return isRefused(done) ? null : (done as T);
    },
    [isHere],
  );
  return { isBusy, refusal, run, forget: useCallback(() => setRefusal(null), []) };
}

function useIsHere(): { readonly current: boolean } {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}

export function isRefused(done: object): done is DeskRefusal {
  return (done as { readonly refused?: FaultCode }).refused !== undefined;
}

/** What was read, or why it was not; null while it is being read. */
export type Reading<T> = { readonly value: T } | DeskRefusal | null;

/**
 * Reads when the page opens, again whenever `deps` change and when `again` is called. An answer that was overtaken by a
 * later one is dropped.
 */
export function useReading<T extends object>(
  read: () => Promise<Done<T>>,
  deps: readonly unknown[],
): { readonly reading: Reading<T>; readonly again: () => void } {
  const [reading, setReading] = useState<Reading<T>>(null);
  const turn = useRef(0);
  const readAgain = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const done = await read();
    if (mine === turn.current) setReading(isRefused(done) ? done : { value: done as T });
  }, deps);
  const again = useCallback(() => void readAgain(), [readAgain]);
  useEffect(() => {
    again();
    return () => {
      turn.current += 1;
    };
  }, [again]);
  return { reading, again };
}
