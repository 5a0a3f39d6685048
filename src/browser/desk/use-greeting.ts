import { useCallback, useEffect, useState } from "preact/hooks";
import type { DeskPort, DeskRefusal, Welcome } from "./port.ts";

/** What the place that serves the desk said of itself; read again each time the door is shown. */
export interface Greeting {
  /** Null: not yet, or it did not answer. */
  readonly welcome: Welcome | null;
  readonly refusal: DeskRefusal | null;
  readonly ask: () => void;
}

/** @param at asks anew when it changes: who has worked on this device may have changed since. */
export function useGreeting(port: DeskPort, at: string): Greeting {
  const [welcome, setWelcome] = useState<Welcome | null>(null);
  const [refusal, setRefusal] = useState<DeskRefusal | null>(null);
  const read = useCallback(async () => {
    setRefusal(null);
    const answer = await port.door.welcome();
    if (answer.refused === undefined) setWelcome(answer.welcome);
    else setRefusal(answer);
  }, [port]);
  useEffect(() => void read(), [read, at]);
  return { welcome, refusal, ask: useCallback(() => void read(), [read]) };
}
