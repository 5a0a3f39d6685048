import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DemoOrganisation, foundAll } from "../../src/app/demo-organisations.ts";
import { keysPath, openHouse } from "../../src/app/house.ts";
import { houseSettings } from "../../src/app/house-settings.ts";
import { parseConfig } from "../../src/config.ts";
import { printHex } from "../../src/domain/ids.ts";
import type { UnixMs } from "../../src/domain/time.ts";
import { freePort } from "./free-port.ts";
import type { GraphStandIn } from "./graph-stand-in.ts";
import { type RunningChild, startNode } from "./process.ts";
import { type DeskAddress, Staff } from "./staff.ts";
import type { TelegramStandIn } from "./telegram-stand-in.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KEK = "5e".repeat(32);
const WEBHOOK_SECRET = "stand-in-webhook-secret";
/** Invented for demonstrations; a real deployment has its own. */
export const DEMO_PHRASES = "есть ли у вас зелёный чай с мятой|сізде жалбыз қосылған көк шай бар ма";

/** A deployment in a folder: organisations founded, member files written, ready to be started and killed. */
export interface Deployed {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Member files, in the order of the organisations. */
  readonly members: readonly string[];
  readonly port: number;
  /** Folder of a built program, see `program.ts`; left out: the source is run, which takes longer to start. */
  readonly program?: string;
}

/** Founds organisations in a folder and writes the settings that the program is started with. */
export async function deploy(
  telegram: Pick<TelegramStandIn, "token" | "apiRoot">,
  dataDir: string,
  organisations: readonly DemoOrganisation[],
  mode: "polling" | "webhook" = "polling",
  more: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  const port = await freePort();
  const env: Record<string, string> = {
    PORT: String(port),
    DATA_DIR: dataDir,
    TELEGRAM_MODE: mode,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    KEY_ENCRYPTION_KEY: KEK,
    ROOT_PUBLIC_KEYS: "00".repeat(32),
    DISTRESS_PHRASES: DEMO_PHRASES,
    ...(mode === "webhook" && { TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET, PUBLIC_URL: `http://127.0.0.1:${port}` }),
    ...more,
  };
  const config = parseConfig(env, () => "");
  const house = await openHouse(houseSettings(config, join(ROOT, "locales"), () => {}));
  const founded = await foundAll(house, organisations);
  await house.close();
  const members = founded.members.map((member, i) => {
    const file = join(dataDir, `member-${i}.json`);
    writeFileSync(file, JSON.stringify(member), { mode: 0o600 });
    return file;
  });
  return { dataDir, port, members, env: { ...env, ROOT_PUBLIC_KEYS: printHex(founded.rootPublicKey) } };
}

/** The settings with which a program speaks to a stand-in of WhatsApp; `notifier.deliverTo` tells the stand-in the way back. */
export function whatsAppSettings({
  token,
  appSecret,
  account,
  apiRoot,
  version,
}: Pick<GraphStandIn, "token" | "appSecret" | "apiRoot" | "version"> & {
  readonly account: Pick<GraphStandIn["account"], "phoneNumberId">;
}): Readonly<Record<string, string>> {
  return {
    WHATSAPP_ACCESS_TOKEN: token,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_PHONE_NUMBER_ID: account.phoneNumberId,
    WHATSAPP_VERIFY_TOKEN: "stand-in-verify-token",
    WHATSAPP_API_ROOT: apiRoot,
    WHATSAPP_API_VERSION: version,
  };
}

/** Starts the real program as a process of its own, and waits until it says so. */
export async function startPana(deployed: Deployed): Promise<RunningChild> {
  const child = startProgram(deployed, "src/main.ts", "dist/main.js");
  await child.line(/"service\.started"/, 20_000);
  return child;
}

/** Where the desk of a running program is reached. */
export function deskOf({ port, env }: Deployed): DeskAddress {
  return {
    origin: `http://127.0.0.1:${port}`,
    fetch: globalThis.fetch,
    pins: { roots: (env.ROOT_PUBLIC_KEYS ?? "").split(","), threshold: 1 },
    now: () => Date.now() as UnixMs,
  };
}

/** A member comes to the desk of a running program with her file and her passphrase. */
export function staffOf(deployed: Deployed, member: number, passphrase: string): Promise<Staff> {
  return Staff.withFile(deskOf(deployed), readFileSync(deployed.members[member] ?? "", "utf8"), passphrase);
}

/** A built program works in its data folder: whatever it may drop where it stands is found there. */
function startProgram(deployed: Deployed, source: string, built: string, args: readonly string[] = []): RunningChild {
  const { program, env } = deployed;
  if (program !== undefined) return startNode([join(program, built), ...args], { cwd: deployed.dataDir, env });
  return startNode(["--import", "tsx", source, ...args], { cwd: ROOT, env });
}

/** Every file that the program keeps. */
export function storesOf(deployed: Deployed): { readonly main: string; readonly keys: string } {
  return { main: join(deployed.dataDir, "main.db"), keys: keysPath(deployed.dataDir) };
}
