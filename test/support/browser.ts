import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { startNode } from "./process.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache");
/** By version: another one does not find the old file. */
const HOME = join(CACHE, "chromium-147.0.0");
const INFLATE_MS = 60_000;
const BUILD_MS = 60_000;

/** Sizes that every page is looked at in: a phone held in one hand, and the screen of a desk. */
export const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } } as const;

/**
 * Starts Chromium as it comes from npm, without one of the flags that would switch off what is tested here.
 *
 * @throws {Error} when a library is missing; see `.ci/run`.
 */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await inflated(), args: ["--no-sandbox"] });
}

/**
 * Unpacks the browser once for all tests. It is done beside and moved there in one step, so that two at the same time do
 * not see half of it.
 */
async function inflated(): Promise<string> {
  const program = join(HOME, "chromium");
  if (existsSync(program)) return program;
  await mkdir(CACHE, { recursive: true });
  const beside = await mkdtemp(join(CACHE, "inflating-"));
  const script = 'const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath();';
  const child = startNode(["--input-type=module", "-e", script], { cwd: ROOT, env: { TMPDIR: beside } });
  const { code } = await child.ended(INFLATE_MS);
  if (code !== 0) throw new Error(`the browser could not be unpacked\n${child.stderr}`);
  await rename(beside, HOME).catch(async (error: unknown) => {
    await rm(beside, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  });
  return program;
}

/** Builds the pages into a folder; with `worker` a stand-in is behind them. */
export async function buildPages(folder: string, worker?: string): Promise<void> {
  const args = ["--import", "tsx", "test/support/build-pages.ts", folder, ...(worker === undefined ? [] : [worker])];
  const child = startNode(args, { cwd: ROOT });
  const { code } = await child.ended(BUILD_MS);
  if (code !== 0) throw new Error(`the pages could not be built\n${child.stdout}${child.stderr}`);
}

/** A page that keeps account of what the browser complains about. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors, refused loads and violations of the page's own rules, since it was opened. */
  readonly complaints: readonly string[];
}

/** Opens an empty page of a size in a context of its own. */
export async function watchedPage(
  browser: Browser,
  size: { readonly width: number; readonly height: number },
  more: NonNullable<Parameters<Browser["newContext"]>[0]> = {},
): Promise<WatchedPage & { readonly context: BrowserContext }> {
  const context = await browser.newContext({ viewport: size, locale: "ru-KZ", ...more });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  return { context, page, complaints };
}

/** What axe finds serious or critical on the page as it stands, by the rules of WCAG 2.2 A and AA. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`));
}

/** By how many pixels the page is wider than its window; 0: nothing sticks out. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
