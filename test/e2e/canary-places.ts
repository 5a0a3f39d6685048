import { type Hit, searchFolders, searchText } from "../support/canary.ts";
import type { GraphStandIn } from "../support/graph-stand-in.ts";
import {
  PLANTED_OWNER,
  PLANTED_PERSON,
  plantedAtWhatsApp,
  plantedSecrets,
  type Secret,
} from "../support/planted-secrets.ts";
import type { RunningChild } from "../support/process.ts";
import { DEMO_PHRASES, type Deployed } from "../support/running-pana.ts";
import type { Payload } from "../support/telegram/payload.ts";
import type { TelegramStandIn } from "../support/telegram-stand-in.ts";

/** Everything that a run of the program leaves behind or shows to somebody else. */
export interface Places {
  readonly telegram: TelegramStandIn;
  readonly graph: GraphStandIn;
  readonly deployed: Deployed;
  /** The program's own folder for temporary files. */
  readonly tmp: string;
  /** All processes of the program so far; the last one may run. */
  readonly processes: readonly RunningChild[];
}

export const STAFF_PASSPHRASE = "seven quiet herons walk";
export const STAFF_ANSWER = "Сізді оқып отырмын, көгершін. Есікті іштен жаба аласыз ба?";
/** She says it in a live talk before staff have answered; it is found by its own words. */
export const PHRASE: string = DEMO_PHRASES.split("|")[0] ?? "";

/** What is looked for: what she says, what the platforms tell of her, and what the deployment itself must not show. */
export function secretsOf({ env }: Deployed): readonly Secret[] {
  const kek = env.KEY_ENCRYPTION_KEY ?? "";
  return [
    ...plantedSecrets(),
    ...plantedAtWhatsApp(),
    { label: "answer of staff", text: STAFF_ANSWER },
    { label: "passphrase of staff", text: STAFF_PASSPHRASE },
    { label: "bot token", text: env.TELEGRAM_BOT_TOKEN ?? "" },
    { label: "webhook secret", text: env.TELEGRAM_WEBHOOK_SECRET ?? "" },
    { label: "token of WhatsApp", text: env.WHATSAPP_ACCESS_TOKEN ?? "" },
    { label: "secret of the app of WhatsApp", text: env.WHATSAPP_APP_SECRET ?? "" },
    { label: "verify token of WhatsApp", text: env.WHATSAPP_VERIFY_TOKEN ?? "" },
    { label: "key that locks the keys, as text", text: kek },
    { label: "key that locks the keys, as bytes", text: Buffer.from(kek, "hex").toString("latin1") },
    ...DEMO_PHRASES.split("|").map((text, i) => ({ label: `code phrase ${i + 1}`, text })),
  ];
}

/** Searches files, log, answers of the HTTP server, and what was sent to anybody but her. */
export async function searchEverywhere(places: Places): Promise<readonly Hit[]> {
  const secrets = secretsOf(places.deployed);
  const named = (file: string, text: string) => searchText(text, secrets).map((hit) => ({ ...hit, file }));
  const { telegram, graph, deployed, tmp, processes } = places;
  const isRunning = processes.at(-1)?.ending === null;
  const pages = isRunning
    ? await Promise.all(["/metrics", "/readyz", "/healthz"].map((path) => page(deployed, path)))
    : [];
  const others = telegram.calls.filter(({ payload }) => String(payload.chat_id) !== String(PLANTED_PERSON.id));
  const toOthers = others.filter(({ method }) => !OWN_METHODS.has(method.toLowerCase()));
  return [
    ...(await searchFolders([deployed.dataDir, tmp], secrets)),
    ...named("log", processes.map(({ stdout, stderr }) => stdout + stderr).join("")),
    ...pages.flatMap(({ path, text }) => named(path, text)),
    ...named("messages for others at WhatsApp", JSON.stringify(graph.sends.filter(({ wire }) => !isHers(wire)))),
    ...named("calls for others", toOthers.map(({ bodyText }) => bodyText).join("\n")),
  ];
}

/** Her number and her id may stand in what is sent to her, and nowhere else. */
function isHers({ to, recipient }: Payload): boolean {
  return to === PLANTED_OWNER.phone || recipient === PLANTED_OWNER.userId;
}

/** Here the secret of the webhook belongs. */
const OWN_METHODS: ReadonlySet<string> = new Set(["setwebhook"]);

async function page({ port }: Deployed, path: string): Promise<{ readonly path: string; readonly text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return { path, text: `${headers}\n${await answer.text()}` };
}
