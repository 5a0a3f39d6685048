/** Where the pages of the desk stand, as far as their headers say it. */
export interface PagePlace {
  /** Origin of the desk's interface when it is another one than that of the pages; null: the same. */
  readonly apiOrigin: string | null;
  /** The deployment is reached by https only: browsers are told to keep to it. */
  readonly isSecure: boolean;
}

/** Two years, in seconds. */
const HSTS_SECONDS = 63_072_000;
/** Where browsers report what a page was not let do. */
export const REPORT_PATH = "/api/desk/csp-report";

/** The only trusted-types policy: see `src/browser/desk/start-worker.ts`. */
const WORKER_POLICY = "pana-worker";

const NOT_ALLOWED = [
  "camera",
  "microphone",
  "geolocation",
  "clipboard-read",
  "display-capture",
  "usb",
  "serial",
  "bluetooth",
  "payment",
  "interest-cohort",
];

/**
 * Headers of every file of the desk. [Note: What a page may do]
 *
 * The page's own code, its Worker and libsodium run; nothing else does, and nothing is loaded from or sent anywhere else.
 */
export function pageHeaders({ apiOrigin, isSecure }: PagePlace): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": policy(apiOrigin),
    "Reporting-Endpoints": `csp="${REPORT_PATH}"`,
    ...(isSecure && { "Strict-Transport-Security": `max-age=${HSTS_SECONDS}; includeSubDomains; preload` }),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": NOT_ALLOWED.map((name) => `${name}=()`).join(", "),
  };
}

/** Sent once, when somebody wants this device to forget her: cache, and the device's secret with everything stored. */
export const FORGET_HEADERS = { "Clear-Site-Data": '"cache", "cookies", "storage"' } as const;

function policy(apiOrigin: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src blob:",
    `connect-src 'self'${apiOrigin === null ? "" : ` ${apiOrigin}`}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${WORKER_POLICY}`,
    "report-to csp",
  ].join("; ");
}
