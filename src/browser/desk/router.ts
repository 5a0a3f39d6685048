/** A page of the desk. */
export type Route =
  | { readonly page: "queue" | "referrals" | "house" | "phrases" | "members" | "audit" }
  | { readonly page: "case" | "print"; readonly caseId: string };

const PLAIN = ["queue", "referrals", "house", "phrases", "members", "audit"] as const;
const CASE_PATH = /^(case|print)\/([0-9a-f]{32})$/;

/** What stands behind `#`; anything unknown is the queue. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#?\/?/, "");
  const [, page, caseId] = CASE_PATH.exec(path) ?? [];
  if ((page === "case" || page === "print") && caseId !== undefined) return { page, caseId };
  return { page: PLAIN.find((one) => one === path) ?? "queue" };
}

/** Undoes {@link parseRoute}. The id stands in the address only, never in a title. */
export function printRoute(route: Route): string {
  return "caseId" in route ? `#/${route.page}/${route.caseId}` : `#/${route.page}`;
}
