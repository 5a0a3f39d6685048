import { type Context, Hono } from "hono";
import type { PinsFile } from "../domain/desk/pins.ts";
import { type PageFile, type PageFiles, pageFile } from "./page-files.ts";
import { FORGET_HEADERS, type PagePlace, pageHeaders, REPORT_PATH } from "./page-headers.ts";

/** The desk's pages and what they need to be told beside their files. */
export interface Pages {
  readonly files: PageFiles;
  readonly place: PagePlace;
  /** Content of `pins.json`: the roots that the pages believe. */
  readonly pins: PinsFile;
}

const PAGES_PATH = "/desk";
const PINS = "pins.json";
/** Asked for when nobody is known on a device any more. */
const FORGET_PATH = `${PAGES_PATH}/forget`;

/** The routes of the pages, and how often browsers reported that something was stopped. */
export interface PageRoutes {
  readonly app: Hono;
  readonly reports: () => number;
}

/** Serves the pages. What is not one of their files does not exist. */
export function pageRoutes({ files, place, pins }: Pages): PageRoutes {
  const headers = pageHeaders(place);
  const pinned = pinsFile(pins);
  let reports = 0;
  const app = new Hono();
  app.get(PAGES_PATH, (c) => c.body(null, 308, { ...headers, Location: `${PAGES_PATH}/` }));
  app.get(`${PAGES_PATH}/*`, (c) => {
    const name = c.req.path.slice(PAGES_PATH.length + 1) || "index.html";
    const file = name === PINS ? pinned : files.get(name);
    return file === undefined ? c.body(null, 404) : answer(c, file, headers);
  });
  // Another page must not make a browser forget: such a request says where it comes from.
  app.post(FORGET_PATH, (c) => {
    const isOwn = c.req.header("sec-fetch-site") === "same-origin";
    return isOwn ? c.body(null, 204, { ...headers, ...FORGET_HEADERS }) : c.body(null, 403);
  });
  // What a report says is not read: it may hold an address out of somebody's case.
  app.post(REPORT_PATH, (c) => {
    reports += 1;
    return c.body(null, 204);
  });
  return { app, reports: () => reports };
}

function pinsFile(pins: PinsFile): PageFile {
  return pageFile(PINS, new TextEncoder().encode(`${JSON.stringify(pins, null, 2)}\n`));
}

/** HEAD comes here as GET; the framework leaves the body out. */
function answer(c: Context, file: PageFile, headers: Readonly<Record<string, string>>): Response {
  const isGzip = /(^|,)\s*gzip\s*(;|,|$)/.test(c.req.header("accept-encoding") ?? "");
  const body = isGzip ? file.gzipped : file.body;
  return c.body(body, 200, {
    ...headers,
    "Content-Type": file.type,
    "Content-Length": String(body.length),
    Vary: "Accept-Encoding",
    ...(isGzip && { "Content-Encoding": "gzip" }),
  });
}
