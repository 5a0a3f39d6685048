import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { type ServedPages, servePages } from "../support/served-pages.ts";
import { type AtWork, atWork, go, openCase, tabTo, textsIn } from "./at-work.ts";
import { PRETEND_PASSPHRASE } from "./pretend-door-port.ts";
import { CASE } from "./pretend-ids.ts";
import { STRANGE_WORDS } from "./pretend-odd-cases.ts";

const ru = textsIn("ru");
const UNDO_MS = 10_000;
/** Enough for a page to draw itself. */
const DRAWING_MS = 500;
const HOUR_MS = 3_600_000;

let browser: Browser;
let served: ServedPages;
beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), servePages("test/browser/pretend-worker.ts")]);
});
afterAll(() => Promise.all([browser.close(), served.close()]));

/** Somebody at work, for one test. */
async function working(work: (page: Page) => Promise<void>, before?: (page: Page) => Promise<void>): Promise<void> {
  const at: AtWork = await atWork(browser, served.url, "desk", "ru", before);
  await work(at.page);
  expect(at.complaints.filter((one) => !one.includes("Permissions-Policy"))).toEqual([]);
  await at.close();
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const toast = (page: Page, words: string) => page.locator(".toast", { hasText: words });
const dialog = (page: Page) => page.locator("dialog[open]");

/** A step of the case, wherever its button is. */
async function step(page: Page, name: string): Promise<void> {
  const here = page.locator(".actions").getByRole("button", { name, exact: true });
  if (!(await here.isVisible())) await page.locator(".more > summary").click();
  await here.click();
}

describe("what a person wrote", () => {
  it("is hidden until somebody asks for it, and not in the page before", () =>
    working(async (page) => {
      await go(page, { page: "case", caseId: CASE.mine });
      await page.locator(".case-hidden").waitFor();
      expect(await page.content()).not.toContain("душил меня");
      expect(await page.content()).not.toContain("Майкудук");
      await button(page, ru.text("case.hidden.show")).click();
      await page.getByText("душил меня").waitFor();
      await button(page, ru.text("case.hide")).click();
      expect(await page.content()).not.toContain("душил меня");
    }));

  it("is shown literally, whatever it is, and changes nothing of the page", () =>
    working(async (page) => {
      const title = await page.title();
      await openCase(page, CASE.strange);
      for (const whole of await page.getByRole("button", { name: ru.text("case.whole-text") }).all())
        await whole.click();
      const shown = await page.locator(".bubble .person-text").allTextContents();
      expect(shown).toContain(STRANGE_WORDS[0]);
      expect(shown).toContain(STRANGE_WORDS[2]);
      expect(shown.some((words) => words.includes("U+202E") && words.includes("U+0000"))).toBe(true);
      expect(await page.locator(".timeline script, .timeline img, .timeline a, .timeline b").count()).toBe(0);
      expect(await page.title()).toBe(title);
    }));

  it("that cannot be verified is a red line in its place, with its code", () =>
    working(async (page) => {
      await openCase(page, CASE.strange);
      await page.getByText(ru.text("case.broken", { code: "crypto/broken-chain" })).waitFor();
      await page.getByText(ru.text("case.shorter")).waitFor();
    }));
});

describe("a reply", () => {
  it("goes by Ctrl+Enter and shows how it went", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      await page.locator(".reply textarea").fill("Мы на связи.");
      await page.keyboard.press("Control+Enter");
      await toast(page, ru.text("reply.sent")).waitFor();
      expect(await page.locator(".reply textarea").inputValue()).toBe("");
      await page
        .locator(".bubble-ours", { hasText: "Мы на связи." })
        .getByText(ru.text("reply.delivery.sending"))
        .waitFor();
    }));

  it("with a link is not sent, and says why", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      await page.locator(".reply textarea").fill("Смотрите example.kz");
      await page.getByText(ru.fault("reply/link-not-allowed")).waitFor();
      expect(await button(page, ru.text("reply.send")).isDisabled()).toBe(true);
      await page.locator(".reply textarea").press("Control+Enter");
      expect(await page.locator(".bubble-ours", { hasText: "example.kz" }).count()).toBe(0);
    }));

  it("that was begun outlives the lock and the way to other pages", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      await page.locator(".reply textarea").fill("Начатый ответ");
      await go(page, { page: "house" });
      await button(page, ru.text("shell.lock")).click();
      await page.getByLabel(ru.text("door.passphrase"), { exact: true }).fill(PRETEND_PASSPHRASE);
      await page.keyboard.press("Enter");
      await page.locator("main h1", { hasText: ru.text("house.title") }).waitFor();
      await openCase(page, CASE.mine);
      expect(await page.locator(".reply textarea").inputValue()).toBe("Начатый ответ");
    }));

  it("into a covert talk is a cover phrase as it stands; the courier comes after the call to 102", () =>
    working(async (page) => {
      await openCase(page, CASE.covert);
      await page.getByText(ru.text("case.covert.never")).waitFor();
      expect(await page.locator(".reply textarea").getAttribute("readonly")).not.toBeNull();
      await page.locator(".phrases > summary").click();
      const courier = page.locator(".phrase", { hasText: "передан курьеру" });
      expect(await courier.getAttribute("aria-disabled")).toBe("true");
      await courier.click({ force: true });
      expect(await page.locator(".reply textarea").inputValue()).toBe("");

      await step(page, ru.text("case.step.called-102"));
      await dialog(page).getByLabel(ru.text("case.call.life-in-danger")).check();
      await dialog(page).getByLabel(ru.text("case.call.words-why")).fill("Слышно, как ломают дверь");
      await button(page, ru.text("case.call.submit")).click();
      await toast(page, ru.text("case.done.called-102")).waitFor();
      await courier.click();
      await button(page, ru.text("reply.send")).click();
      await page.locator(".bubble-ours", { hasText: "передан курьеру" }).waitFor();
    }));
});

describe("spam", () => {
  /** Erases the case as spam, with a clock that stands still but for what is run. */
  async function erase(page: Page): Promise<void> {
    await openCase(page, CASE.pull);
    await step(page, ru.text("case.step.spam"));
    await page.clock.pauseAt(Date.now() + HOUR_MS);
    await button(page, ru.text("case.spam.submit")).click();
    await page.clock.runFor(DRAWING_MS);
  }

  it("is taken back within ten seconds, and nothing was destroyed", () =>
    working(async (page) => {
      await erase(page);
      await toast(page, "10 секунд").getByRole("button").click();
      await page.clock.runFor(DRAWING_MS);
      await toast(page, ru.text("case.spam.kept")).waitFor();
      await page.clock.runFor(2 * UNDO_MS);
      await page.locator(`#row-${CASE.pull}`).waitFor();
    }, installClock));

  it("is destroyed after ten seconds, and not before", () =>
    working(async (page) => {
      await erase(page);
      await page.clock.runFor(UNDO_MS - 2 * DRAWING_MS);
      expect(await page.locator(`#row-${CASE.pull}`).count()).toBe(1);
      await page.clock.runFor(2 * DRAWING_MS);
      await page.clock.resume();
      await page.locator(`#row-${CASE.pull}`).waitFor({ state: "detached" });
      await toast(page, "стёрт").waitFor();
    }, installClock));
});

async function installClock(page: Page): Promise<void> {
  await page.clock.install();
}

describe("a referral", () => {
  it("asks for the consent first, then shows what goes", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      await step(page, ru.text("case.step.refer"));
      const submit = button(page, ru.text("referral.offer.submit"));
      await dialog(page).locator(".recipient", { hasText: "«Үміт»" }).click();
      await dialog(page).getByText(ru.text("referral.offer.record-first")).waitFor();
      expect(await submit.isDisabled()).toBe(true);
      await dialog(page).getByLabel(ru.text("case.consent.words"), { exact: true }).fill("да, передайте");
      await button(page, ru.text("referral.offer.record")).click();
      await dialog(page).locator(".packet").waitFor();
      await submit.click();
      await dialog(page).waitFor({ state: "detached" });
      await page.locator(".deed", { hasText: "«Үміт»" }).last().waitFor();
    }));

  it("to a full centre needs a reason, and the whole case is said twice", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      await step(page, ru.text("case.step.refer"));
      const submit = button(page, ru.text("referral.offer.submit"));
      await dialog(page).locator(".recipient", { hasText: "«Ақ қанат»" }).click();
      expect(await submit.isDisabled()).toBe(true);
      await dialog(page).getByLabel(ru.text("referral.offer.why"), { exact: true }).fill("Рядом с её матерью");
      expect(await submit.isDisabled()).toBe(false);
      await dialog(page).getByLabel(ru.text("referral.offer.whole"), { exact: true }).check();
      expect(await submit.isDisabled()).toBe(true);
      await dialog(page).getByLabel(ru.text("referral.offer.whole-sure")).check();
      expect(await submit.isDisabled()).toBe(false);
    }));

  it("to the police needs their name, typed", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      await step(page, ru.text("case.step.refer"));
      const submit = button(page, ru.text("referral.offer.submit"));
      await dialog(page).locator(".recipient", { hasText: "Дежурная часть" }).click();
      await dialog(page).getByLabel(ru.text("case.consent.words"), { exact: true }).fill("да, в полицию");
      await button(page, ru.text("referral.offer.record")).click();
      const typed = dialog(page).getByLabel(ru.text("referral.offer.type-name", { name: "Дежурная часть (демо)" }));
      await typed.fill("Дежурная");
      expect(await submit.isDisabled()).toBe(true);
      await typed.fill("дежурная часть (демо)");
      expect(await submit.isDisabled()).toBe(false);
    }));

  it("that came in is declined with a reason of the list", () =>
    working(async (page) => {
      await go(page, { page: "referrals" });
      await button(page, ru.text("referral.step.decline")).click();
      const submit = dialog(page).getByRole("button", { name: ru.text("referral.decline.submit") });
      expect(await submit.isDisabled()).toBe(true);
      await dialog(page).getByLabel(ru.text("referral.decline.full")).check();
      await submit.click();
      await page.getByText(ru.text("referral.decline.reason", { reason: ru.text("referral.decline.full") })).waitFor();
    }));
});

describe("the house", () => {
  it("lets nobody in whose fingerprint was not compared", () =>
    working(async (page) => {
      await go(page, { page: "members" });
      await button(page, ru.text("members.admit")).click();
      const admit = button(page, ru.text("members.compare.submit"));
      expect(await admit.isDisabled()).toBe(true);
      await dialog(page).getByText(ru.text("members.compare.voice")).click();
      expect(await admit.isDisabled()).toBe(true);
      await dialog(page).getByText(ru.text("members.compare.same")).click();
      await admit.click();
      await toast(page, "Гүлнұр").waitFor();
      expect(await button(page, ru.text("members.admit")).count()).toBe(0);
    }));

  it("keeps a phrase only in all three languages, and without a link", () =>
    working(async (page) => {
      await go(page, { page: "phrases" });
      await page
        .getByRole("button", { name: ru.text("house.phrases.add") })
        .first()
        .click();
      const save = button(page, ru.text("house.phrases.save"));
      await dialog(page).getByLabel(ru.text("house.phrases.kk")).fill("Біз осындамыз.");
      await dialog(page).getByLabel(ru.text("house.phrases.ru")).fill("Мы здесь.");
      expect(await save.isDisabled()).toBe(true);
      await dialog(page).getByLabel(ru.text("house.phrases.en")).fill("We are here: example.org");
      expect(await save.isDisabled()).toBe(true);
      await dialog(page).getByLabel(ru.text("house.phrases.en")).fill("We are here.");
      await save.click();
      await page.locator(".phrase-cards").getByText("Мы здесь.").waitFor();
    }));

  it("says in red that its log was tampered with", async () => {
    const tampered = await servePages("test/browser/pretend-broken-worker.ts");
    const { page, close } = await atWork(browser, tampered.url);
    await go(page, { page: "audit" });
    await page.getByRole("alert").getByText(ru.text("audit.broken")).waitFor();
    expect(await page.locator(".audit-wrong").count()).toBeGreaterThan(0);
    await close();
    await tampered.close();
  });
});

describe("the keyboard alone", () => {
  it("takes a case, reads it, records a call, answers, refers and closes it", () =>
    working(async (page) => {
      const press = async (name: string) => {
        await tabTo(page, name);
        await page.keyboard.press("Enter");
      };
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("c");
      await page.locator(".case-hidden").waitFor();
      await press(ru.text("case.hidden.show"));

      await press(ru.text("case.step.called-102"));
      await tabTo(page, ru.text("case.call.in-case"));
      await page.keyboard.press("Space");
      await press(ru.text("case.call.submit"));
      await toast(page, ru.text("case.done.called-102")).waitFor();

      await press(ru.text("reply.phrases"));
      await press("102-ге қоңырау шалдық");
      await tabTo(page, ru.text("reply.placeholder"));
      await page.keyboard.press("Control+Enter");
      await page.locator(".bubble-ours", { hasText: "102-ге" }).waitFor();

      await press(ru.text("case.step.refer"));
      await tabTo(page, "«Үміт»");
      await page.keyboard.press("Space");
      await tabTo(page, ru.text("case.consent.words"));
      await page.keyboard.type("иә, беріңіз");
      await press(ru.text("referral.offer.record"));
      await dialog(page).locator(".packet").waitFor();
      await press(ru.text("referral.offer.submit"));
      await dialog(page).waitFor({ state: "detached" });

      await press(ru.text("case.more"));
      await press(ru.text("case.step.close"));
      await tabTo(page, ru.text("case.outcome.safe"));
      await page.keyboard.press("Space");
      await tabTo(page, ru.text("case.close.reason"));
      await page.keyboard.type("Полиция на месте");
      await press(ru.text("case.close.submit"));
      await page.getByText(ru.text("case.door.closed")).waitFor();
    }));

  it("comes back to where it was after a dialog", () =>
    working(async (page) => {
      await openCase(page, CASE.mine);
      const note = page.locator(".actions").getByRole("button", { name: ru.text("case.step.note") });
      await note.focus();
      await page.keyboard.press("Enter");
      await dialog(page).waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      expect(await note.evaluate((element) => element === document.activeElement)).toBe(true);
    }));
});
