import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { openBrowser } from "../support/browser.ts";
import { type ServedPages, servePages } from "../support/served-pages.ts";
import { atWork, openCase, textsIn } from "./at-work.ts";
import { CASE } from "./pretend-ids.ts";

const ru = textsIn("ru");
/** Longer than the page waits before it looks at the clock again. */
const LOOK_MS = 6_000;

let browser: Browser;
let served: ServedPages;
beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), servePages("test/browser/pretend-worker.ts")]);
});
afterAll(() => Promise.all([browser.close(), served.close()]));

/** Somebody at work in Russian, for one test. */
async function working(work: (page: Page) => Promise<void>, before?: (page: Page) => Promise<void>): Promise<void> {
  const at = await atWork(browser, served.url, "desk", "ru", before);
  await work(at.page);
  await at.close();
}

const inReply = (page: Page) => page.locator(".reply > p").allTextContents();
const fates = (page: Page) => page.locator(".bubble-ours .delivery").allTextContents();

describe("a case from WhatsApp", () => {
  it("says beside the answer until when it goes, and turns to waiting while it is looked at", () =>
    working(
      async (page) => {
        await openCase(page, CASE.whatsapp);
        expect(await inReply(page)).toEqual([
          ru.text("reply.way.at-once"),
          ru.text("reply.window.open", { left: ru.text("time.hours-minutes", { h: 3, m: "20" }) }),
          ru.text("reply.keeps"),
          ru.text("reply.identity.no-word"),
        ]);
        await page.clock.fastForward(3 * HOUR_MS);
        await page.clock.runFor(LOOK_MS);
        await page.getByText(ru.text("reply.window.open", { left: ru.text("time.minutes", { m: 20 }) })).waitFor();
        await page.clock.fastForward(20 * MINUTE_MS);
        await page.clock.runFor(LOOK_MS);
        expect((await inReply(page)).slice(0, 2)).toEqual([
          ru.text("reply.way.window-closed"),
          ru.text("reply.window.knocks"),
        ]);
      },
      (page) => page.clock.install(),
    ));

  it("says of each answer what became of it, and what may be done where it failed", () =>
    working(async (page) => {
      await openCase(page, CASE.whatsapp);
      const failed = (why: string) => ru.text("reply.delivery.failed", { why });
      expect(await fates(page)).toEqual([
        ru.text("reply.delivery.delivered"),
        failed(ru.fault("channel/window-closed")),
        failed(ru.text("reply.delivery.no-messages")),
        failed(ru.fault("channel/unreachable")),
        ru.text("reply.delivery.sent"),
      ]);
      await openCase(page, CASE.mine);
      expect(await fates(page)).toContain(failed(ru.fault("channel/blocked")));
    }));

  it("promises no reminder where she did not allow one, nor into a decoy", () =>
    working(async (page) => {
      await openCase(page, CASE.lateOrder);
      const said = await inReply(page);
      expect(said).toContain(ru.text("reply.way.in-cover-window-closed"));
      expect(said).not.toContain(ru.text("reply.window.knocks"));
    }));

  it("says that nothing can be deleted there; a case from Telegram does not", () =>
    working(async (page) => {
      const keeps = () => page.getByText(ru.text("case.facts.keeps")).count();
      await openCase(page, CASE.lateOrder);
      expect([await keeps(), await page.getByText(ru.text("case.cover.keeps")).count()]).toEqual([1, 1]);
      await openCase(page, CASE.order);
      expect([await keeps(), await page.getByText(ru.text("case.cover.keeps")).count()]).toEqual([0, 0]);
      expect(await page.getByText(ru.text("reply.keeps")).count()).toBe(0);
    }));
});
