import { useEffect, useState } from "preact/hooks";
import { parseRoute, printRoute, type Route } from "./router.ts";

/** Where the page is, by what stands behind `#`. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** Goes there; the button *back* of the browser comes back. */
export function goTo(route: Route): void {
  location.hash = printRoute(route);
}
