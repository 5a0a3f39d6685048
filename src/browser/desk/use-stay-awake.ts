import { useEffect } from "preact/hooks";
import type { LockReason } from "./lock-reason.ts";
import type { DeskPort } from "./port.ts";

const MINUTE_MS = 60_000;
const ACTS = ["pointerdown", "keydown", "touchstart"] as const;

/** Tells the Worker that somebody is there: at most once a minute, and only when something was really pressed. */
export function useStayAwake(port: DeskPort, onLock: (why: LockReason) => void): void {
  useEffect(() => {
    let last = Date.now();
    const act = () => {
      if (Date.now() - last < MINUTE_MS) return;
      last = Date.now();
      void port.door.touch().then((answer) => {
        if (answer.refused === "desk/signed-out") onLock("signed-out");
      });
    };
    for (const name of ACTS) window.addEventListener(name, act, { passive: true });
    return () => {
      for (const name of ACTS) window.removeEventListener(name, act);
    };
  }, [port, onLock]);
}
