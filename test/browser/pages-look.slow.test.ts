import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Route } from "../../src/browser/desk/router.ts";
import { openBrowser, overflowOf, SIZES, seriousFaults } from "../support/browser.ts";
import { type ServedPages, servePages } from "../support/served-pages.ts";
import { type AtWork, atWork, go, LOCALES, openCase } from "./at-work.ts";
import { CASE } from "./pretend-ids.ts";

const PLAIN: readonly Route["page"][] = ["referrals", "house", "phrases", "members", "audit"];

let browser: Browser;
let served: ServedPages;
beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), servePages("test/browser/pretend-worker.ts")]);
});
afterAll(() => Promise.all([browser.close(), served.close()]));

/** Goes to every page, and calls `look` on each as it stands. */
async function walk({ page }: AtWork, look: (name: string) => Promise<void>): Promise<void> {
  for (const [name, caseId] of Object.entries(CASE)) {
    await openCase(page, caseId);
    await look(`case ${name}`);
  }
  for (const name of PLAIN) {
    await go(page, { page: name } as Route);
    await page.locator("main h1").first().waitFor();
    await page.waitForLoadState("networkidle");
    await look(name);
  }
  await go(page, { page: "print", caseId: CASE.mine });
  await page.locator("main textarea").fill("По просьбе человека");
  await page.locator("main form button").click();
  await page.locator(".printed").waitFor();
  await look("print");
}

describe("the pages of the desk", () => {
  for (const locale of LOCALES) {
    for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
      it(`fit into the window and are read by everybody: ${locale}, ${size}`, async () => {
        const work = await atWork(browser, served.url, size, locale);
        const wrong: string[] = [];
        await walk(work, async (name) => {
          const over = await overflowOf(work.page);
          if (over > 0) wrong.push(`${name}: ${over} px too wide`);
          for (const fault of await seriousFaults(work.page)) wrong.push(`${name}: ${fault}`);
        });
        expect(wrong).toEqual([]);
        // A name in the header of permissions that this build of Chromium does not know; others do.
        expect(work.complaints.filter((one) => !one.includes("Permissions-Policy"))).toEqual([]);
        await work.close();
      });
    }
  }

  it("fit in dark colours, too", async () => {
    const work = await atWork(browser, served.url, "phone", "kk", (page) => page.emulateMedia({ colorScheme: "dark" }));
    const wrong: string[] = [];
    await walk(work, async (name) => {
      for (const fault of await seriousFaults(work.page)) wrong.push(`${name}: ${fault}`);
    });
    expect(wrong).toEqual([]);
    await work.close();
  });
});
