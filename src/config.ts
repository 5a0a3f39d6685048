import { parseEnv } from "node:util";
import { z } from "zod";
import { Secret } from "./domain/secret.ts";

const ONE_HOUR_MINUTES = 60;

/** Reads a variable, or the file that `NAME_FILE` points to. */
export type ReadFile = (path: string) => string;
type Env = Readonly<Record<string, string | undefined>>;

const SECRETS = [
  "TELEGRAM_BOT_TOKEN",
  "TELEGRAM_WEBHOOK_SECRET",
  "WHATSAPP_ACCESS_TOKEN",
  "WHATSAPP_APP_SECRET",
  "WHATSAPP_VERIFY_TOKEN",
  "KEY_ENCRYPTION_KEY",
  "DISTRESS_PHRASES",
  "DATABASE_URL",
] as const;

const secret = z
  .string()
  .min(1)
  .transform((text) => new Secret(text));
const days = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
const minutes = (usual: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(7 * 24 * ONE_HOUR_MINUTES)
    .default(usual);

/** @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
const template = z
  .string()
  .regex(/^[a-z0-9_]{1,512}$/, "must be small letters, digits and _")
  .optional();

/** What WhatsApp needs: all of them, or none. */
const WHATSAPP = [
  "WHATSAPP_ACCESS_TOKEN",
  "WHATSAPP_PHONE_NUMBER_ID",
  "WHATSAPP_APP_SECRET",
  "WHATSAPP_VERIFY_TOKEN",
] as const;

const schema = z
  .object({
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    DESK_ORIGINS: z
      .string()
      .regex(/^https?:\/\/[^/,\s]+(,https?:\/\/[^/,\s]+)*$/, "must be addresses without a path, separated by commas")
      .transform((text) => text.split(",").map((one) => new URL(one).origin))
      .optional(),
    DATA_DIR: z.string().min(1).default("data"),
    DATABASE_URL: z
      .string()
      .regex(/^(sqlite|postgres|postgresql):/, "must start with sqlite: or postgres:")
      .transform((text) => new Secret(text))
      .optional(),
    TELEGRAM_MODE: z.enum(["off", "polling", "webhook"]).default("off"),
    TELEGRAM_BOT_TOKEN: secret.optional(),
    TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/ }).default("https://api.telegram.org"),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[A-Za-z0-9_-]{16,256}$/, "must be 16 to 256 letters, digits, _ or -")
      .transform((text) => new Secret(text))
      .optional(),
    WHATSAPP_ACCESS_TOKEN: secret.optional(),
    WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/, "must be digits").optional(),
    WHATSAPP_APP_SECRET: secret.optional(),
    WHATSAPP_VERIFY_TOKEN: secret.optional(),
    WHATSAPP_API_ROOT: z.url({ protocol: /^https?$/ }).default("https://graph.facebook.com"),
    WHATSAPP_API_VERSION: z
      .string()
      .regex(/^v\d{1,3}\.\d$/, "must look like v23.0")
      .default("v23.0"),
    WHATSAPP_ACCOUNT_ID: z.string().regex(/^\d+$/, "must be digits").optional(),
    WHATSAPP_TEMPLATE_KK: template,
    WHATSAPP_TEMPLATE_RU: template,
    KEY_ENCRYPTION_KEY: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, "must be 64 hexadecimal digits")
      .transform((text) => new Secret(text))
      .optional(),
    ROOT_PUBLIC_KEYS: z
      .string()
      .regex(/^[0-9a-fA-F]{64}(,[0-9a-fA-F]{64})*$/, "must be keys of 64 hexadecimal digits, separated by commas")
      .optional(),
    ROOT_THRESHOLD: z.coerce.number().int().min(1).max(9).default(1),
    DISTRESS_PHRASES: z
      .string()
      .transform((text) => new Secret(text))
      .optional(),
    PERSONA: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, "must be the name of a folder in locales/personas")
      .default("pharmacy"),
    IDLE_MINUTES: minutes(10),
    SWEEP_HOURS: z.coerce.number().int().min(1).max(47).default(24),
    ERASE_HOURS: z.coerce.number().int().min(0).max(720).default(72),
    RETAIN_UNTOUCHED_DAYS: days(365, 30),
    RETAIN_CLOSED_DAYS: days(365, 90),
    DEADLINE_IMMEDIATE_MINUTES: minutes(2),
    DEADLINE_HIGH_MINUTES: minutes(15),
    DEADLINE_MEDIUM_MINUTES: minutes(240),
    DEADLINE_LOW_MINUTES: minutes(1_440),
    LOG_LEVEL: z.enum(["info", "warn", "error"]).default("info"),
    DEMO: z
      .enum(["0", "1"])
      .default("0")
      .transform((value) => value === "1"),
  })
  .superRefine((config, context) => {
    const need = (name: keyof typeof config, why: string) => {
      if (config[name] === undefined) context.addIssue({ code: "custom", path: [name], message: `is needed ${why}` });
    };
    if (config.TELEGRAM_MODE !== "off") need("TELEGRAM_BOT_TOKEN", "unless TELEGRAM_MODE is off");
    if (config.TELEGRAM_MODE === "webhook") {
      need("TELEGRAM_WEBHOOK_SECRET", "when TELEGRAM_MODE is webhook");
      need("PUBLIC_URL", "when TELEGRAM_MODE is webhook");
    }
    const hasWhatsApp = WHATSAPP.some((name) => config[name] !== undefined);
    if (hasWhatsApp) for (const name of WHATSAPP) need(name, "as soon as anything of WhatsApp is set");
    if (config.DEMO && (config.TELEGRAM_MODE !== "off" || hasWhatsApp)) {
      context.addIssue({ code: "custom", path: ["DEMO"], message: "cannot be 1 together with a real channel" });
    }
    const real = config.TELEGRAM_MODE !== "off" || hasWhatsApp || config.DATABASE_URL !== undefined;
    if (!config.DEMO && real) {
      need("KEY_ENCRYPTION_KEY", "unless this is a demo");
      need("ROOT_PUBLIC_KEYS", "unless this is a demo");
    }
  });

/** Every variable that is read, for `.env.example`. */
export const CONFIG_NAMES: readonly string[] = Object.keys(schema.shape);

/** The settings of one run. Secrets print as `[secret]`. */
export type Config = Readonly<z.output<typeof schema>> & {
  /** Nothing is configured: everything is made up, in its own folder, and nobody reads. */
  readonly demo: boolean;
};

/**
 * Reads the settings once, at start.
 *
 * An empty variable is one that is not set. Each secret may be in a file instead: `NAME_FILE` holds its path.
 *
 * @throws {Error} one line per broken variable: its name and the rule, never its value.
 */
export function parseConfig(env: Env, readFile: ReadFile): Config {
  const result = schema.safeParse(given(env, readFile));
  if (!result.success) {
    throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  const config = result.data;
  const demo =
    config.DEMO ||
    (config.TELEGRAM_MODE === "off" &&
      config.WHATSAPP_ACCESS_TOKEN === undefined &&
      config.DATABASE_URL === undefined &&
      config.KEY_ENCRYPTION_KEY === undefined);
  return Object.freeze({ ...config, demo });
}

/** Nothing real is set: no token, key, database or channel. Only then may a person at the keyboard be offered a talk. */
export function isBare(config: Config | null): boolean {
  if (config === null || config.TELEGRAM_MODE !== "off") return false;
  const real = [...SECRETS.filter((name) => name !== "DISTRESS_PHRASES"), "ROOT_PUBLIC_KEYS"] as const;
  return real.every((name) => config[name] === undefined);
}

/** The environment of the process over the lines of an `.env` file: what is set outside counts more. */
export function withEnvFile(env: Env, file: string, readFile: ReadFile): Env {
  try {
    return { ...parseEnv(readFile(file)), ...env };
  } catch {
    return env; // There is none, and none is needed.
  }
}

function given(env: Env, readFile: ReadFile): Env {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && value !== "") set[name] = value;
  for (const name of SECRETS) {
    const file = set[`${name}_FILE`];
    if (file === undefined) continue;
    if (set[name] !== undefined) throw new Error(`${name}: is set twice, also by ${name}_FILE`);
    set[name] = contentOf(name, file, readFile);
  }
  return set;
}

function contentOf(name: string, file: string, readFile: ReadFile): string {
  try {
    return readFile(file).trim();
  } catch {
    throw new Error(`${name}_FILE: cannot be read`);
  }
}
