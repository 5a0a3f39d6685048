import { describe, expect, it, vi } from "vitest";
import { parseErrand, printErrand, withoutErrand } from "../../src/browser/desk/door-errand.ts";
import { createDrafts } from "../../src/browser/desk/drafts.ts";
import { readPageFacts } from "../../src/browser/desk/page-facts.ts";
import { readPreferences, writePreferences } from "../../src/browser/desk/preferences.ts";
import { letterOf } from "../../src/browser/desk/typing.ts";
import { createTicker } from "../../src/browser/ui/ticker.ts";

describe("what was chosen for this device", () => {
  const keeps = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
      kept,
    };
  };

  it("is kept", () => {
    const store = keeps();
    writePreferences(store, { locale: "kk", theme: "dark", sound: true });
    expect(readPreferences(store, ["en-GB"])).toEqual({ locale: "kk", theme: "dark", sound: true });
  });

  it.each([
    [["kk-KZ", "ru"], "kk"],
    [["de-DE", "en-US"], "en"],
    [["de-DE"], "ru"],
    [[], "ru"],
  ] as const)("begins with the language of the browser: %j", (languages, locale) => {
    expect(readPreferences(keeps(), languages)).toEqual({ locale, theme: "system", sound: false });
  });

  it.each(["{", "7", "null", '{"locale":"xx","theme":"pink","sound":"yes"}'])(
    "bears whatever lies there: %s",
    (text) => {
      const store = { ...keeps(), getItem: () => text };
      expect(readPreferences(store, [])).toEqual({ locale: "ru", theme: "system", sound: false });
    },
  );

  it("is no reason not to work when the browser keeps nothing", () => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    expect(readPreferences({ getItem: refuse, setItem: refuse }, []).locale).toBe("ru");
    expect(() =>
      writePreferences({ getItem: refuse, setItem: refuse }, { locale: "ru", theme: "light", sound: false }),
    ).not.toThrow();
  });
});

describe("the link that brought her", () => {
  it("is an invitation, a sheet, or nothing", () => {
    expect(parseErrand("#invitation=abc_DEF-1")).toEqual({ errand: "invitation", token: "abc_DEF-1" });
    expect(parseErrand("#sheet=ABCDE12345")).toEqual({ errand: "sheet", code: "ABCDE12345" });
    for (const hash of ["", "#/queue", "#invitation=", "#invitation=<b>", `#sheet=${"A".repeat(129)}`]) {
      expect(parseErrand(hash)).toEqual({ errand: "work" });
    }
  });

  it("is read as it was printed", () => {
    const errands = [
      { errand: "invitation", token: "A_b-9".repeat(8) },
      { errand: "sheet", code: "0EE906F796".repeat(8) },
    ] as const;
    for (const errand of errands) {
      expect(parseErrand(new URL(printErrand("https://desk.example", errand)).hash)).toEqual(errand);
    }
  });

  it("leaves no secret in the address", () => {
    expect(withoutErrand("https://desk.example/desk/#invitation=secret")).toBe("https://desk.example/desk/");
    expect(withoutErrand("https://desk.example/desk/")).toBe("https://desk.example/desk/");
  });
});

describe("drafts", () => {
  it("are kept by name until they are emptied or somebody else comes", () => {
    const drafts = createDrafts();
    drafts.write("reply 1", "words");
    expect([drafts.read("reply 1"), drafts.read("reply 2"), drafts.isEmpty()]).toEqual(["words", "", false]);
    drafts.write("reply 1", "");
    expect(drafts.isEmpty()).toBe(true);
    drafts.write("reply 1", "words");
    drafts.clear();
    expect(drafts.read("reply 1")).toBe("");
  });
});

describe("the clock of the page", () => {
  it("is one for all who listen, and stands still when nobody does", () => {
    vi.useFakeTimers();
    let now = 0;
    const ticker = createTicker(() => now);
    const heard: string[] = [];
    const first = ticker.listen((at) => heard.push(`first ${at}`));
    const second = ticker.listen((at) => heard.push(`second ${at}`));
    expect(vi.getTimerCount()).toBe(1);
    now = 1_000;
    vi.advanceTimersByTime(1_000);
    expect(heard).toEqual(["first 1000", "second 1000"]);
    first();
    second();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe("the version under a page", () => {
  const manifest = JSON.stringify({ version: "1.2.3", files: {} });

  it("is the release and the beginning of its manifest's hash", async () => {
    const { version } = await readPageFacts(async () => new Response(manifest), crypto.subtle);
    expect(version).toMatch(/^1\.2\.3 · [0-9a-f]{12}$/);
  });

  it("is left out where nothing can be said", async () => {
    expect(await readPageFacts(async () => Promise.reject(new TypeError("offline")), crypto.subtle)).toEqual({
      version: "",
    });
    expect(await readPageFacts(async () => new Response("<html>"), crypto.subtle)).toEqual({ version: "" });
    expect(await readPageFacts(async () => new Response(manifest), undefined)).toEqual({ version: "1.2.3" });
  });
});

describe("a key", () => {
  it("is known by its place, whatever language is typed", () => {
    expect([letterOf({ code: "KeyJ" }), letterOf({ code: "Digit1" }), letterOf({ code: "" })]).toEqual([
      "j",
      null,
      null,
    ]);
  });
});
