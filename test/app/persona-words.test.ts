import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { personaWords } from "../../src/app/persona-words.ts";
import { codeOf } from "../../src/domain/faults.ts";
import type { LogEvent } from "../../src/domain/log-event.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";
import { openTestHouse } from "../support/test-house.ts";

const LOCALES = join(import.meta.dirname, "../../locales");

let folder: TempDir;
beforeEach(async () => {
  folder = await tempDir();
  await cp(LOCALES, folder.path, { recursive: true });
});
afterEach(() => folder.remove());

/** What comes of a start under this cover: the fault, and what the log says. */
function start(persona: string): { readonly fault: string | null; readonly log: readonly LogEvent[] } {
  const log: LogEvent[] = [];
  try {
    personaWords({ localesDir: folder.path, persona, log: (entry) => log.push(entry) });
    return { fault: null, log };
  } catch (error) {
    return { fault: codeOf(error), log };
  }
}

const file = (persona: string, locale: string) => join(folder.path, "personas", persona, `${locale}.yaml`);

/** A cover of somebody's own, beside the shipped ones. */
async function copyPersona(persona: string, locale: string, change: (text: string) => string): Promise<void> {
  await cp(join(folder.path, "personas/school-supplies"), join(folder.path, "personas", persona), { recursive: true });
  await writeFile(file(persona, locale), change(await readFile(file(persona, locale), "utf8")));
}

describe("the words of a house", () => {
  it("are those of its cover, beside its own", async () => {
    expect(start("pharmacy")).toEqual({ fault: null, log: [] });
    const words = personaWords({ localesDir: folder.path, persona: "school-supplies", log: () => {} });
    expect(words.ru.get("shop.name")).toBe("Школьная полка");
    expect(words.ru.has("menu.ask")).toBe(true);
  });

  it("are none under a cover that is not there, or cannot be read", async () => {
    const unreadable = (persona: string) => [{ event: "persona.broken", persona, key: null, rule: "unreadable" }];
    expect(start("florist")).toEqual({ fault: "texts/broken", log: unreadable("florist") });
    await mkdir(join(folder.path, "personas/florist"));
    await writeFile(file("florist", "ru"), "shop: [");
    expect(start("florist")).toEqual({ fault: "texts/broken", log: unreadable("florist") });
    await writeFile(file("florist", "ru"), "");
    expect(start("florist")).toEqual({ fault: "texts/broken", log: unreadable("florist") });
  });

  it.each([
    ["gives-away", "shop.seen", (text: string) => text.replace("Менеджер проверяет", "Юрист проверяет")],
    ["missing", "shop.accepted", (text: string) => text.replace(/^ {2}accepted: .*\n/m, "")],
    ["too-long", "shop.strength.strong", (text: string) => text.replace('"Твёрдая"', '"Твёрдая и очень толстая"')],
    ["code", "shop.seen", (text: string) => text.replace("Менеджер проверяет", `$\{process.exit(1)} проверяет`)],
  ] as const)("are none under one with a fault, and the log names it: %s", async (rule, key, change) => {
    await copyPersona("own", "ru", change);
    expect(start("own")).toEqual({
      fault: "texts/broken",
      log: [{ event: "persona.broken", persona: "own", key, rule }],
    });
  });

  it("fill no log: of a hundred faults twenty are told", async () => {
    await copyPersona("own", "kk", () => "shop: {}\n");
    expect(start("own")).toMatchObject({ fault: "texts/broken", log: { length: 20 } });
  });

  it("stand in the way of opening a house at all", async () => {
    await expect(openTestHouse({ persona: "florist" })).rejects.toMatchObject({ code: "texts/broken" });
  });
});
