import { useCallback, useEffect, useState } from "preact/hooks";
import { isTyping } from "./typing.ts";

/** `?` shows the keys, wherever nobody types. */
export function useKeysDialog() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "?" && !isTyping(event)) setShown(true);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return {
    isShown,
    show: useCallback(() => setShown(true), []),
    hide: useCallback(() => setShown(false), []),
  };
}
