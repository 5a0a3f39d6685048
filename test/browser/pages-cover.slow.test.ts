import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { type ServedPages, servePages } from "../support/served-pages.ts";
import { atWork, go, openCase, textsIn } from "./at-work.ts";
import { CASE } from "./pretend-ids.ts";

const ru = textsIn("ru");
const SECONDS_MS = 1_000;

let browser: Browser;
let served: ServedPages;
beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), servePages("test/browser/pretend-worker.ts")]);
});
afterAll(() => Promise.all([browser.close(), served.close()]));

async function working(work: (page: Page) => Promise<void>, before?: (page: Page) => Promise<void>): Promise<void> {
  const at = await atWork(browser, served.url, "desk", "ru", before);
  await work(at.page);
  await at.close();
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const box = (page: Page) => page.locator(".reply textarea");
const sent = (page: Page, words: string) => page.locator(".timeline .bubble-ours .person-text", { hasText: words });

describe("an answer in a covert case", () => {
  it("is a ready phrase until she chooses words of her own, and open phrases are nowhere", () =>
    working(async (page) => {
      await openCase(page, CASE.order);
      expect(await box(page).getAttribute("readonly")).not.toBeNull();
      await page.locator(".phrases > summary").click();
      const phrases = await page.locator(".phrase").allTextContents();
      expect(phrases.length).toBeGreaterThan(0);
      expect(phrases.join(" ")).not.toMatch(/102-ге|Здравствуйте\. Ваше сообщение/);
      await button(page, ru.text("reply.own-words")).click();
      await box(page).fill("Курьер уже выехал");
      await page.locator(".preview", { hasText: "Отмена" }).waitFor();
      await button(page, ru.text("reply.send")).click();
      await sent(page, "Курьер уже выехал").waitFor();
    }));

  it("with a word that gives away is marked while it is typed, warned of at the first press, sent by the second", () =>
    working(async (page) => {
      await openCase(page, CASE.order);
      await button(page, ru.text("reply.own-words")).click();
      await box(page).fill("Полиция едет");
      await page.locator(".notice-warn", { hasText: /полици/i }).waitFor();
      await button(page, ru.text("reply.send")).click();
      await button(page, ru.text("reply.anyway")).waitFor();
      expect(await sent(page, "Полиция едет").count()).toBe(0);
      await box(page).fill("Полиция едет.");
      await button(page, ru.text("reply.send")).waitFor(); // Other words are warned of anew.
      await button(page, ru.text("reply.send")).click();
      await button(page, ru.text("reply.anyway")).click();
      await sent(page, "Полиция едет.").waitFor();
    }));

  it("with a number that everybody knows cannot be sent at all", () =>
    working(async (page) => {
      await openCase(page, CASE.order);
      await button(page, ru.text("reply.own-words")).click();
      await box(page).fill("Артикул 102");
      await page.getByText(ru.fault("reply/number-not-allowed")).waitFor();
      expect(await button(page, ru.text("reply.send")).isDisabled()).toBe(true);
    }));
});

describe("what was laid down beforehand", () => {
  it("stands in front, and its words are hidden with hers", () =>
    working(async (page) => {
      await go(page, { page: "case", caseId: CASE.order });
      await page.getByText(ru.text("case.profile.send-police")).waitFor();
      const before = await page.content();
      for (const secret of ["домофон", "василёк", "Күйеуім"]) expect(before).not.toContain(secret);
      await button(page, ru.text("case.hidden.show")).click();
      await page.getByText("домофон").waitFor();
      await page.getByText(ru.text("reply.identity.ask-word", { word: "василёк" })).waitFor();
    }));
});

describe("a false alarm", () => {
  const press = async (page: Page) => {
    await openCase(page, CASE.practice);
    await page.clock.pauseAt(Date.now() + 3_600 * SECONDS_MS);
    await button(page, ru.text("case.step.false-alarm")).click();
    await page.clock.runFor(SECONDS_MS);
  };
  const install = (page: Page) => page.clock.install();

  it("is closed by one press, ten seconds later", () =>
    working(async (page) => {
      await press(page);
      expect(await page.locator(`#row-${CASE.practice}`).count()).toBe(1);
      await page.clock.runFor(10 * SECONDS_MS);
      await page.clock.resume();
      await page.locator(`#row-${CASE.practice}`).waitFor({ state: "detached" });
    }, install));

  it("is taken back within them, and nothing was closed", () =>
    working(async (page) => {
      await press(page);
      await page.locator(".toast", { hasText: "10 секунд" }).getByRole("button").click();
      await page.clock.runFor(20 * SECONDS_MS);
      await page.locator(`#row-${CASE.practice}`).waitFor();
    }, install));
});
