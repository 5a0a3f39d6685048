import { mkdirSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPageFiles } from "../../src/http/page-files.ts";
import { pageHeaders } from "../../src/http/page-headers.ts";
import { listen } from "../../src/http/server.ts";
import { rawRequest } from "../support/post-update.ts";
import { type TempDir, tempDir } from "../support/temp-dir.ts";

const PINS = { roots: ["ab".repeat(32)], threshold: 1 };
const CODE = `const long = ${JSON.stringify("a".repeat(2_000))};`;
const health = { isReady: async () => true, counts: async () => ({ cases: 0 }) };

/** Every header of a page, word by word. */
const CONSOLE = {
  "content-security-policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; " +
    "media-src blob:; connect-src 'self' https://api.example.kz; worker-src 'self'; frame-src 'none'; " +
    "font-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types pana-worker; report-to csp",
  "reporting-endpoints": 'csp="/api/desk/csp-report"',
  "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-frame-options": "DENY",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), clipboard-read=(), display-capture=(), usb=(), serial=(), " +
    "bluetooth=(), payment=(), interest-cohort=()",
};

let folder: TempDir;
let server: Server;
let base: string;

beforeAll(async () => {
  folder = await tempDir();
  const pages = join(folder.path, "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(join(folder.path, "secret.txt"), "secret");
  const files = { "index.html": "<!doctype html>", "assets/index-a1.js": CODE, "assets/style-b2.css": "a{}" };
  for (const [name, text] of Object.entries({ ...files, "not-listed.html": "no" })) {
    writeFileSync(join(pages, name), text);
  }
  writeFileSync(join(pages, "manifest.json"), JSON.stringify({ version: "1", files }));
  const loaded = loadPageFiles(pages);
  if (loaded === null) throw new Error("no pages");
  const place = { apiOrigin: "https://api.example.kz", isSecure: true };
  server = await listen(
    { telegram: null, whatsapp: null, desk: null, health, pages: { files: loaded, place, pins: PINS } },
    "127.0.0.1",
    0,
  );
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await folder.remove();
});

const get = (path: string, init: RequestInit = {}) => fetch(`${base}${path}`, { redirect: "manual", ...init });

describe("the pages of the desk", () => {
  it.each([
    ["/desk/", "text/html; charset=utf-8"],
    ["/desk/index.html", "text/html; charset=utf-8"],
    ["/desk/assets/index-a1.js", "text/javascript; charset=utf-8"],
    ["/desk/assets/style-b2.css", "text/css; charset=utf-8"],
    ["/desk/manifest.json", "application/json"],
    ["/desk/pins.json", "application/json"],
  ])("are served as what they are, with every header of a console: %s", async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ ...CONSOLE, "content-type": type });
  });

  it("have one address: without the stroke at the end it leads there", async () => {
    const answer = await get("/desk");
    expect([answer.status, answer.headers.get("location")]).toEqual([308, "/desk/"]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(CONSOLE);
  });

  it("answer HEAD with the same headers and nothing else", async () => {
    const [head, whole] = [await get("/desk/", { method: "HEAD" }), await get("/desk/")];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(head.headers.get("content-length")).toBe(whole.headers.get("content-length"));
    expect(Object.fromEntries(head.headers)).toMatchObject(CONSOLE);
  });

  it("come packed to whoever can unpack, and are the same", async () => {
    const plain = await get("/desk/assets/index-a1.js", { headers: { "accept-encoding": "identity" } });
    const packed = await get("/desk/assets/index-a1.js", { headers: { "accept-encoding": "br, gzip;q=0.8" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(Number(packed.headers.get("content-length"))).toBeLessThan(500);
    expect(await packed.text()).toBe(CODE);
    expect(await plain.text()).toBe(CODE);
  });

  it("tell which roots are to be believed", async () => {
    expect(await (await get("/desk/pins.json")).json()).toEqual(PINS);
  });

  it.each([
    "/desk/not-listed.html",
    "/desk/nothing.js",
    "/desk/../secret.txt",
    "/desk/%2e%2e/secret.txt",
    "/desk/..%2fsecret.txt",
    "/desk/assets/..%5c..%5csecret.txt",
    "/desk//etc/passwd",
    "/desk/__proto__",
    "/desk/assets/",
    "/desk/index.html%00.js",
  ])("give out nothing that is not in their list: %s", async (path) => {
    // Past fetch, which would clean the path before it is sent.
    const answer = await rawRequest(Number(new URL(base).port), { method: "GET", path });
    expect([answer.status, answer.body]).toEqual([404, ""]);
    expect(answer.headers["content-security-policy"]).toContain("sandbox");
  });

  it("take no other request", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) expect((await get("/desk/", { method })).status).toBe(404);
  });

  it("count what browsers report, and read none of it", async () => {
    const report = { method: "POST", body: JSON.stringify([{ body: { documentURL: "https://x/#/case/abc" } }]) };
    for (const type of ["application/reports+json", "text/plain"]) {
      const answer = await get("/api/desk/csp-report", { ...report, headers: { "content-type": type } });
      expect(answer.status).toBe(204);
    }
    expect(await (await get("/metrics")).text()).toContain("pana_cspreports 2\n");
  });

  it("let a browser forget everything when its own page asks, and no other", async () => {
    const forget = (site: string) => get("/desk/forget", { method: "POST", headers: { "sec-fetch-site": site } });
    const own = await forget("same-origin");
    expect([own.status, own.headers.get("clear-site-data")]).toEqual([204, '"cache", "cookies", "storage"']);
    for (const site of ["cross-site", "same-site", "none"]) {
      const other = await forget(site);
      expect([other.status, other.headers.get("clear-site-data")]).toEqual([403, null]);
    }
  });
});

describe("the headers of the pages", () => {
  it("ask for https only where there is https", () => {
    expect(pageHeaders({ apiOrigin: null, isSecure: false })).not.toHaveProperty("Strict-Transport-Security");
    expect(pageHeaders({ apiOrigin: null, isSecure: true })).toHaveProperty("Strict-Transport-Security");
  });

  it("name no other address when the interface is where the pages are", () => {
    expect(pageHeaders({ apiOrigin: null, isSecure: true })["Content-Security-Policy"]).toContain(
      "; connect-src 'self'; ",
    );
  });
});

describe("a program without built pages", () => {
  it("has none to show, and everything else", async () => {
    expect(loadPageFiles(join(folder.path, "nowhere"))).toBeNull();
    const bare = await listen({ telegram: null, whatsapp: null, desk: null, health }, "127.0.0.1", 0);
    const here = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
    expect((await fetch(`${here}/desk/`)).status).toBe(404);
    expect((await fetch(`${here}/healthz`)).status).toBe(200);
    bare.close();
    bare.closeAllConnections();
  });
});
