import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Welcome } from "./port.ts";

/** Null until the place that serves the desk has answered. */
export const WelcomeContext = createContext<Welcome | null>(null);

export function useWelcome(): Welcome | null {
  return useContext(WelcomeContext);
}
