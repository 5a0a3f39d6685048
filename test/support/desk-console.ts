import type { Browser, BrowserContext, Page } from "playwright-core";
import { watchedPage } from "./browser.ts";

/** How long a page may take on a machine that does other work, ms. */
const PATIENCE_MS = 30_000;

/** A member of staff before the real pages: she sees words and presses what she can read, in Russian. */
export class DeskConsole {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors, refused loads and violations of the page's rules. */
  readonly complaints: readonly string[];

  private constructor(opened: Awaited<ReturnType<typeof watchedPage>>) {
    ({ page: this.page, context: this.context, complaints: this.complaints } = opened);
    this.page.setDefaultTimeout(PATIENCE_MS);
  }

  static async open(
    browser: Browser,
    url: string,
    size: { readonly width: number; readonly height: number },
  ): Promise<DeskConsole> {
    const console = new DeskConsole(await watchedPage(browser, size));
    await console.page.goto(url);
    return console;
  }

  /** Brings a member's file to this device, types the passphrase and waits for the queue. */
  async comesInWith(file: string, passphrase: string): Promise<void> {
    await this.presses("Новое устройство");
    await this.page.locator('input[type="file"]').setInputFiles(file);
    const form = this.page.locator("form", { hasText: "Файл сотрудника" });
    await form.getByLabel("Парольная фраза").fill(passphrase);
    await form.getByRole("button", { name: "Войти" }).click();
    await this.sees(/Сейчас никто не ждёт|Взять/);
  }

  async presses(name: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name }).filter({ visible: true }).first().click();
  }

  async goesTo(name: string): Promise<void> {
    await this.page.getByRole("navigation").getByRole("link", { name }).filter({ visible: true }).first().click();
  }

  async sees(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** Everything that can be read now. */
  text(): Promise<string> {
    return this.page.locator("body").innerText();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
