import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const FOLDER = join(import.meta.dirname, "../../src/browser");
/** Ways from a text to markup or code. React's name for the first is Preact's, too. */
const SINKS =
  /[iI]nnerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTML|srcdoc|document\.write|\beval\(|new Function|importScripts|javascript:|href=\{(?!print|item|location)/;

const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(tsx?|html)$/.test(name))
  .map((name) => ({ name, source: readFileSync(join(FOLDER, name), "utf8") }));

describe("the source of the pages", () => {
  it("has no way from words to markup or code", () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.filter(({ source }) => SINKS.test(source)).map(({ name }) => name)).toEqual([]);
  });

  it("writes nothing into the browser's console, where an extension or the next user may read it", () => {
    expect(sources.filter(({ source }) => /\bconsole\./.test(source)).map(({ name }) => name)).toEqual([]);
  });

  it("keeps nothing in the page's storage but what was chosen for the device", () => {
    const keeping = sources.filter(({ source }) =>
      /localStorage|sessionStorage|indexedDB|document\.cookie|caches\./.test(source),
    );
    expect(keeping.map(({ name }) => name).sort()).toEqual(["desk/desk-app.tsx", "desk/main.tsx", "desk/worker.ts"]);
  });

  it("would be found out by these rules", () => {
    for (const bad of ["dangerouslySetInnerHTML={{ __html }}", "eval(text)", "<a href={text}>", "el.outerHTML = x"]) {
      expect(SINKS.test(bad), bad).toBe(true);
    }
  });
});
