import type { Browser, Page } from "playwright-core";
import { printRoute, type Route } from "../../src/browser/desk/router.ts";
import { deskTextsOf } from "../../src/i18n/desk-texts.ts";
import { loadLocales } from "../../src/i18n/load-locales.ts";
import { SIZES, type WatchedPage, watchedPage } from "../support/browser.ts";

export const LOCALES = ["ru", "kk", "en"] as const;
const TAGS = { ru: "ru-KZ", kk: "kk-KZ", en: "en-GB" } as const;

/** What the pages say, to find things by the words that people find them by. */
export const textsIn = deskTextsOf(loadLocales("locales/desk"));

/** Somebody at work on the pretend desk. */
export interface AtWork extends WatchedPage {
  close(): Promise<void>;
}

/** Opens the desk and comes in by the first demo member. `before`: done to the page before it loads. */
export async function atWork(
  browser: Browser,
  url: string,
  size: keyof typeof SIZES = "desk",
  locale: (typeof LOCALES)[number] = "ru",
  before: (page: Page) => Promise<void> = async () => {},
): Promise<AtWork> {
  const { page, complaints, context } = await watchedPage(browser, SIZES[size], { locale: TAGS[locale] });
  await before(page);
  await page.goto(url);
  await page.locator(".who-button").first().click();
  await page.locator(".queue .row").first().waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Goes to a page by its address, as a link does. */
export async function go(page: Page, route: Route): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, printRoute(route));
}

/** Opens a case with its text shown; takes it first where it is free. */
export async function openCase(page: Page, caseId: string): Promise<void> {
  await go(page, { page: "case", caseId });
  const show = page.locator(".case-hidden button");
  const door = page.locator(".case-door button").first();
  await show.or(door).waitFor();
  if (await door.isVisible()) await door.click();
  await show.click();
  await page.locator(".timeline").waitFor();
}

/** Presses Tab until what has the focus is called so. @throws {Error} when nothing is, after one round of the page. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const most = 250;
  const heard: string[] = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement === document.body ? null : document.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
      const label = [...(labels ?? [])].map((one) => one.textContent).join(" ");
      return element?.getAttribute("aria-label") ?? (label || (element?.textContent ?? ""));
    });
    if (here.includes(name)) return;
    heard.push(here.slice(0, 40));
  }
  const names = [...new Set(heard)].join(" | ");
  throw new Error(`nothing that can be reached with Tab is called ${name}, but there are: ${names}`);
}
