// The floors of the house as rules. Imports go down only; type-only imports count. Run by `npm run floors`.

/** Folder or file of src/ → what it may import besides itself. A folder that is not here may import nothing. */
const FLOORS = {
  domain: [],
  crypto: ["domain"],
  i18n: ["domain"],
  services: ["domain"],
  distress: ["domain"],
  storage: ["domain"],
  talks: ["domain", "i18n", "services", "distress"],
  keys: ["domain", "crypto", "storage"],
  app: ["domain", "crypto", "i18n", "services", "distress", "storage", "talks", "keys"],
  bot: ["domain", "crypto", "i18n", "services", "distress", "storage", "talks", "keys", "app"],
  desk: ["domain", "crypto", "app"],
  intake: ["domain", "crypto", "app"],
  channels: ["domain", "i18n", "bot"],
  browser: ["domain", "crypto", "i18n", "services", "distress", "talks", "desk", "intake"],
  http: ["domain", "desk", "intake", "channels"],
  "demo-chat.ts": ["domain", "storage", "app", "bot", "channels", "config.ts"],
  "config.ts": ["domain"],
  "log.ts": ["domain"],
};

/** Third-party package → its owners in src/. A package that is not here may not be imported in src/ at all. */
const OWNERS = {
  "@grammyjs": ["bot"],
  "@hono/node-server": ["http", "desk", "intake"],
  "better-sqlite3": ["storage", "keys"],
  grammy: ["bot", "channels"],
  "hash-wasm": ["crypto"],
  hono: ["http", "desk", "intake"],
  "intl-messageformat": ["i18n"],
  kysely: ["storage"],
  "libsodium-wrappers": ["crypto"],
  pg: ["storage"],
  pino: ["log.ts"],
  preact: ["browser"],
  "telegraf-i18n": ["i18n/load-locales.ts"],
  undici: ["channels"],
  uqr: ["browser"],
  zod: ["domain", "channels/whatsapp", "config.ts"],
};

/** Folders that run in a browser too, and the one file in them that reads from disk. */
const BROWSER_SAFE = ["domain", "crypto", "i18n", "services", "distress", "talks", "browser"];
const NODE_ONLY = "src/i18n/load-locales.ts";

const quote = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const places = (names) => names.map((name) => `^src/${quote(name)}${name.endsWith(".ts") ? "$" : "/"}`);
const packages = (names) => `(^|/)node_modules/(@types/)?(${names.map(quote).join("|")})/`;

const floorRules = Object.entries(FLOORS).map(([name, below]) => ({
  name: `floor-${name}`,
  comment: `${name} may import ${below.length === 0 ? "nothing of src/" : below.join(", ")}.`,
  severity: "error",
  from: { path: places([name]) },
  to: { path: "^src/", pathNot: places([name, ...below]) },
}));

const ownerRules = Object.entries(OWNERS).map(([name, owners]) => ({
  name: `package-${name}`,
  comment: `${name} may be imported in ${owners.join(", ")} only.`,
  severity: "error",
  from: { path: "^src/", pathNot: places(owners) },
  to: { path: packages([name]) },
}));

const otherRules = [
  {
    name: "no-rings",
    comment: "Files must not import each other in a ring, not even for types.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "every-folder-has-a-floor",
    comment: "Add the folder to FLOORS, with what it may import.",
    severity: "error",
    from: { path: "^src/", pathNot: [...places(Object.keys(FLOORS)), "^src/main\\.ts$"] },
    to: {},
  },
  {
    name: "every-package-has-an-owner",
    comment: "Add the package to OWNERS, with the folder that may import it.",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "(^|/)node_modules/", pathNot: packages(Object.keys(OWNERS)) },
  },
  {
    name: "main-is-the-top",
    comment: "main.ts puts the parts together; only scripts/ and test/ may import it.",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "^src/main\\.ts$" },
  },
  {
    name: "src-stands-alone",
    comment: "src/ must not import scripts/ or test/.",
    severity: "error",
    from: { path: "^src/" },
    to: { path: "^(scripts|test)/" },
  },
  {
    name: "browser-safe-no-node",
    comment: "These folders run in a browser too: no module of Node.",
    severity: "error",
    from: { path: places(BROWSER_SAFE), pathNot: places([NODE_ONLY.slice(4)]) },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "browser-safe-no-disk",
    comment: `${NODE_ONLY} reads from disk: app, bot, channels and main.ts load it and pass on what it gives.`,
    severity: "error",
    from: { path: places(BROWSER_SAFE) },
    to: { path: `^${quote(NODE_ONLY)}$` },
  },
  {
    name: "browser-takes-types-only",
    comment: "Pages take the types of the desk and intake interfaces, never their code.",
    severity: "error",
    from: { path: places(["browser"]) },
    to: { path: places(["desk", "intake"]), dependencyTypesNot: ["type-only"] },
  },
  {
    name: "everything-resolves",
    comment: "The file or package does not exist. What begins with virtual: is put in by a plugin of the build.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, pathNot: "^virtual:" },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [...floorRules, ...ownerRules, ...otherRules],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    // Type-only imports count as imports.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
