import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRoute, printRoute, type Route } from "../../src/browser/desk/router.ts";
import { CASE } from "./pretend-ids.ts";

describe("the address of a page", () => {
  it("leads back to its page", () => {
    const routes: readonly Route[] = [
      { page: "queue" },
      { page: "referrals" },
      { page: "house" },
      { page: "phrases" },
      { page: "members" },
      { page: "audit" },
      { page: "case", caseId: CASE.mine },
      { page: "print", caseId: CASE.mine },
    ];
    for (const route of routes) expect(parseRoute(printRoute(route))).toEqual(route);
  });

  it("is the queue when it is anything else", () => {
    for (const hash of ["", "#", "#/case", "#/case/zz", "#/case/../audit", "#/queue/1", "#invitation=1"])
      expect(parseRoute(hash)).toEqual({ page: "queue" });
    fc.assert(fc.property(fc.string(), (hash) => parseRoute(printRoute(parseRoute(hash))) !== undefined));
  });
});
