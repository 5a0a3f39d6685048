import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, inspect, parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { CONFIG_NAMES, type Config, parseConfig } from "../src/config.ts";
import { compilePhrases } from "../src/distress/phrase.ts";
import { Secret } from "../src/domain/secret.ts";

const KEY = "5e".repeat(32);
const TOKEN = "7000000001:stand-in-token";
const PHRASE = "где можно купить синюю кружку";
const REAL = { TELEGRAM_MODE: "polling", TELEGRAM_BOT_TOKEN: TOKEN, KEY_ENCRYPTION_KEY: KEY, ROOT_PUBLIC_KEYS: KEY };
const WEBHOOK = {
  ...REAL,
  TELEGRAM_MODE: "webhook",
  TELEGRAM_WEBHOOK_SECRET: "a-webhook-secret",
  PUBLIC_URL: "https://a.kz",
};

const WHATSAPP = {
  WHATSAPP_ACCESS_TOKEN: "access",
  WHATSAPP_PHONE_NUMBER_ID: "100000000000001",
  WHATSAPP_APP_SECRET: "app",
  WHATSAPP_VERIFY_TOKEN: "verify",
};
const KEYS = { KEY_ENCRYPTION_KEY: KEY, ROOT_PUBLIC_KEYS: KEY };

type Env = Readonly<Record<string, string>>;

const parse = (env: Env, files: Env = {}): Config =>
  parseConfig(env, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT ${path}`);
    return text;
  });

/** What the program says when it refuses to start; empty when it starts. */
function complaint(env: Env, files: Env = {}): string {
  try {
    parse(env, files);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "not an error";
  }
}

describe("the settings", () => {
  it.each([
    ["PORT", "notaport", "number"],
    ["PORT", "65536", "65535"],
    ["PUBLIC_URL", "ftp://secret.kz", "URL"],
    ["DATABASE_URL", "mysql://user:hunter2@db", "must start with sqlite: or postgres:"],
    ["TELEGRAM_MODE", "sometimes", "polling"],
    ["TELEGRAM_WEBHOOK_SECRET", "tooshort", "16 to 256"],
    ["WHATSAPP_PHONE_NUMBER_ID", "+77010000000", "digits"],
    ["KEY_ENCRYPTION_KEY", "5e5e5e", "64 hexadecimal digits"],
    ["ROOT_PUBLIC_KEYS", `${KEY};${KEY}`, "separated by commas"],
    ["ROOT_THRESHOLD", "0", "1"],
    ["RETAIN_CLOSED_DAYS", "366", "365"],
    ["DEADLINE_HIGH_MINUTES", "1.5", "int"],
    ["LOG_LEVEL", "verbose", "warn"],
    ["DEMO", "yes", '"0"|"1"'],
  ])("stop the start when %s is wrong, with its name and rule and not its value", (name, value, rule) => {
    const said = complaint({ [name]: value });
    expect(said).toMatch(new RegExp(`^${name}: `, "m"));
    expect(said).toContain(rule);
    if (value !== "0") expect(said).not.toContain(value);
  });

  it("name every variable that is wrong, one a line", () => {
    const said = complaint({ PORT: "x", LOG_LEVEL: "loud", DEMO: "maybe" });
    expect(said.split("\n").map((line) => line.split(":")[0])).toEqual(["PORT", "LOG_LEVEL", "DEMO"]);
  });

  it("take an empty variable for one that is not set", () => {
    const config = parse({ PORT: "", TELEGRAM_BOT_TOKEN: "", DATABASE_URL: "", TELEGRAM_MODE: "" });
    expect(config).toMatchObject({ PORT: 8080, TELEGRAM_MODE: "off", demo: true });
    expect(config.TELEGRAM_BOT_TOKEN).toBeUndefined();
  });

  it("cannot be changed after the start", () => {
    expect(Object.isFrozen(parse({}))).toBe(true);
  });
});

describe("a secret in a file", () => {
  const secrets = {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_WEBHOOK_SECRET: "a-webhook-secret",
    WHATSAPP_ACCESS_TOKEN: "access",
    WHATSAPP_APP_SECRET: "app",
    WHATSAPP_VERIFY_TOKEN: "verify",
    KEY_ENCRYPTION_KEY: KEY,
    DISTRESS_PHRASES: PHRASE,
  } as const;
  const names = Object.keys(secrets) as (keyof typeof secrets)[];

  it.each(names)("is read for %s, without the line end after it", (name) => {
    const { [name]: secret, ...others } = { ...secrets, ...WEBHOOK, ...WHATSAPP };
    const config = parse({ ...others, [`${name}_FILE`]: "/run/secret" }, { "/run/secret": `${secret}\n` });
    expect(config[name]?.reveal()).toBe(secret);
  });

  it("may be any secret that there is", () => {
    const config = parse({ ...secrets, ...WEBHOOK, ...WHATSAPP });
    const found = Object.entries(config).filter(([, value]) => value instanceof Secret);
    expect(found.map(([name]) => name).sort()).toEqual([...names].sort());
  });

  it("is refused when the variable is set too, and neither value nor path is said", () => {
    const said = complaint({ KEY_ENCRYPTION_KEY: KEY, KEY_ENCRYPTION_KEY_FILE: "/run/kek" }, { "/run/kek": KEY });
    expect(said).toBe("KEY_ENCRYPTION_KEY: is set twice, also by KEY_ENCRYPTION_KEY_FILE");
  });

  it("that cannot be read stops the start without its path", () => {
    expect(complaint({ TELEGRAM_BOT_TOKEN_FILE: "/nowhere" })).toBe("TELEGRAM_BOT_TOKEN_FILE: cannot be read");
  });

  it("must keep to the rule, and is not printed when it does not", () => {
    const said = complaint({ KEY_ENCRYPTION_KEY_FILE: "/run/kek" }, { "/run/kek": "hunter2" });
    expect(said).toMatch(/^KEY_ENCRYPTION_KEY: must be 64/);
    expect(said).not.toContain("hunter2");
  });
});

describe("what belongs together", () => {
  it("is a demo when nothing is configured", () => {
    expect(parse({}).demo).toBe(true);
    expect(parse({ DEMO: "1", KEY_ENCRYPTION_KEY: KEY }).demo).toBe(true);
  });

  it("is no demo as soon as a channel, a database or a key is configured", () => {
    expect(parse(REAL).demo).toBe(false);
    expect(parse({ KEY_ENCRYPTION_KEY: KEY }).demo).toBe(false);
    expect(parse({ ...KEYS, ...WHATSAPP }).demo).toBe(false);
    expect(parse({ DATABASE_URL: "sqlite:a.db", KEY_ENCRYPTION_KEY: KEY, ROOT_PUBLIC_KEYS: KEY }).demo).toBe(false);
  });

  it("refuses a demo on a real channel", () => {
    expect(complaint({ ...REAL, DEMO: "1" })).toBe("DEMO: cannot be 1 together with a real channel");
    expect(complaint({ ...WHATSAPP, DEMO: "1" })).toBe("DEMO: cannot be 1 together with a real channel");
  });

  it.each(Object.keys({ ...WHATSAPP, ...KEYS }))("refuses WhatsApp without %s", (name) => {
    expect(complaint({ ...KEYS, ...WHATSAPP })).toBe("");
    expect(complaint({ ...KEYS, ...WHATSAPP, [name]: "" })).toMatch(new RegExp(`^${name}: is needed`));
  });

  it.each(["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "PUBLIC_URL", "KEY_ENCRYPTION_KEY", "ROOT_PUBLIC_KEYS"])(
    "refuses a webhook without %s",
    (name) => {
      expect(complaint(WEBHOOK)).toBe("");
      expect(complaint({ ...WEBHOOK, [name]: "" })).toMatch(new RegExp(`^${name}: is needed`));
    },
  );

  it("refuses a real database without keys", () => {
    const said = complaint({ DATABASE_URL: "postgres://db/pana" });
    expect(said).toMatch(/^KEY_ENCRYPTION_KEY: is needed/);
    expect(said).toMatch(/^ROOT_PUBLIC_KEYS: is needed/m);
  });
});

describe("a secret", () => {
  const config = parse({ ...REAL, DISTRESS_PHRASES: PHRASE });

  it("prints as [secret] however it is printed", () => {
    const token = config.TELEGRAM_BOT_TOKEN;
    for (const shown of [`${token}`, String(token), JSON.parse(JSON.stringify(token)), inspect(token), `${[token]}`]) {
      expect(shown).toBe("[secret]");
    }
    expect(format("%s %o %O", token, token, token)).toBe("[secret] [secret] [secret]");
    expect(format("%j", { token })).toBe('{"token":"[secret]"}');
  });

  it("does not come out with everything else", () => {
    const deep = { depth: 9, showHidden: true };
    const shown = [
      JSON.stringify(config),
      inspect(config, deep),
      format("%o", config),
      format(config),
      Object.values(config).join(),
    ];
    for (const text of shown) {
      expect(text).toContain("[secret]");
      for (const value of [TOKEN, PHRASE]) expect(text).not.toContain(value);
    }
  });

  it("is still there for the one who asks for it", () => {
    expect(config.TELEGRAM_BOT_TOKEN?.reveal()).toBe(TOKEN);
  });
});

describe(".env.example", () => {
  const text = readFileSync(join(import.meta.dirname, "../.env.example"), "utf8");
  const example = parseEnv(text) as Env;

  it("names every variable that is read, and no other", () => {
    expect(Object.keys(example).sort()).toEqual([...CONFIG_NAMES].sort());
  });

  it("can be used as it is: a demo with the usual values", () => {
    const { DISTRESS_PHRASES, ...rest } = parse(example);
    expect(rest).toEqual(parse({}));
    const phrases = compilePhrases(DISTRESS_PHRASES?.reveal().split("|") ?? []);
    expect(phrases).toMatchObject({ problems: [] });
  });

  it("holds no secret but the example phrase", () => {
    const filled = Object.entries(parse(example)).filter(([, value]) => value instanceof Secret);
    expect(filled.map(([name]) => name)).toEqual(["DISTRESS_PHRASES"]);
  });

  it("says in one line before each variable what it is", () => {
    const lines = text.split("\n");
    const bare = lines.filter((line, i) => /^[A-Z_]+=/.test(line) && !/^# [A-Z0-9].{10,}/.test(lines[i - 1] ?? ""));
    expect(bare).toEqual([]);
  });
});
