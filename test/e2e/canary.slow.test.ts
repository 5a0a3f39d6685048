import { describe, expect, it } from "vitest";
import { printHits } from "../support/canary.ts";
import { startGraph } from "../support/graph-stand-in.ts";
import { buildProgram, type SourceChange } from "../support/program.ts";
import { deploy, whatsAppSettings } from "../support/running-pana.ts";
import { startTelegram } from "../support/telegram-stand-in.ts";
import { withTempDir } from "../support/temp-dir.ts";
import { STAFF_PASSPHRASE, secretsOf } from "./canary-places.ts";
import { CanaryRun, type StepLeaks } from "./canary-run.ts";
import { CanaryStory } from "./canary-story.ts";
import { WhatsAppCanaryStory } from "./canary-whatsapp.ts";

const STAFF_CHAT = -1_001_234_567_890;
const ORGANISATIONS = [
  {
    name: "Канар сенім телефоны",
    kind: "hotline",
    regions: [],
    staffChat: String(STAFF_CHAT),
    passphrase: STAFF_PASSPHRASE,
  },
  { name: "Канар центр", kind: "crisis-centre", regions: ["KZ-71"], staffChat: null, passphrase: STAFF_PASSPHRASE },
] as const;

/** Each is one line of the source, and each leaves a program that still does its work. */
const FLAWS: readonly (readonly [what: string, change: SourceChange, where: RegExp])[] = [
  [
    "prints updates in place of stripping them",
    {
      file: "src/bot/composition.ts",
      from: "stripUpdate(ctx.update, ctx.heard);",
      to: "process.stdout.write(`$" + "{JSON.stringify(ctx.update)}\\n`);",
    },
    /^log$/,
  ],
  [
    "does not seal what waits to be shown",
    {
      file: "src/keys/key-service.ts",
      from: "row: sealOutbox(this.#sodium, this.#random, key as OutboxKey, number, id, body)",
      to: "row: body",
    },
    /main\.db/,
  ],
  [
    "prints the errors of its library",
    {
      file: "src/channels/telegram-show.ts",
      from: "throw faultOf(error);",
      to: "process.stderr.write(`$" + "{JSON.stringify(error)}\\n`); throw faultOf(error);",
    },
    /^log$/,
  ],
];

/** The same for what only WhatsApp has. */
const WHATSAPP_FLAWS: typeof FLAWS = [
  [
    "prints what Meta posts",
    {
      file: "src/channels/whatsapp/whatsapp-webhook.ts",
      from: "const arrived = readNotification(raw, secrets.phoneNumberId);",
      to: "process.stdout.write(`$" + "{raw}\\n`); const arrived = readNotification(raw, secrets.phoneNumberId);",
    },
    /^log$/,
  ],
  [
    "does not seal where a chat leads to",
    {
      file: "src/crypto/bridge-row.ts",
      from: "return sealDated(sodium, bridgeKey(sodium, key, end), week, random(NONCE_BYTES), bound, padded) as SealedBridge;",
      to: "sealDated(sodium, bridgeKey(sodium, key, end), week, random(NONCE_BYTES), bound, padded); return padded as SealedBridge;",
    },
    /main\.db/,
  ],
];

const STORIES = { Telegram: CanaryStory, WhatsApp: WhatsAppCanaryStory } as const;

describe("planted secrets", () => {
  it.each(["Telegram", "WhatsApp"] as const)(
    "are in no file, no log, no answer of the server and no message to others, after any step: %s",
    { timeout: 120_000 },
    async (platform) => {
      const { leaks, printed, searches } = await play(platform, []);
      process.stdout.write(`canary, ${platform}: searched ${searches} times\n`);
      expect(printed).toBe("");
      expect(leaks).toBeNull();
      expect(searches).toBeGreaterThan(30);
    },
  );

  it.each([
    ...FLAWS.map((flaw) => ["Telegram", ...flaw] as const),
    ...WHATSAPP_FLAWS.map((flaw) => ["WhatsApp", ...flaw] as const),
  ])("are found on %s when a program %s", { timeout: 60_000 }, async (platform, _what, change, where) => {
    const { leaks } = await play(platform, [change]);
    const files = new Set(leaks?.hits.map(({ file }) => file));
    process.stdout.write(
      `canary: found after "${leaks?.step}": ${leaks?.hits.length} times in ${[...files].length} places\n`,
    );
    expect([...files].some((file) => where.test(file))).toBe(true);
  });
});

interface Played {
  readonly leaks: StepLeaks | null;
  readonly printed: string;
  readonly searches: number;
}

async function play(platform: keyof typeof STORIES, changes: readonly SourceChange[]): Promise<Played> {
  const [telegram, graph] = [await startTelegram(), await startGraph()];
  telegram.chat(STAFF_CHAT);
  try {
    return await withTempDir((built) =>
      withTempDir((data) =>
        withTempDir(async (tmp) => {
          const program = await buildProgram(built, changes);
          const settings = whatsAppSettings(graph);
          const deployed = { ...(await deploy(telegram, data, ORGANISATIONS, "webhook", settings)), program };
          const run = new CanaryRun({ telegram, graph, deployed, tmp });
          const leaks = await new STORIES[platform](run).play();
          const printed = leaks === null ? "" : `${leaks.step}\n${printHits(leaks.hits, secretsOf(deployed))}`;
          return { leaks, printed, searches: run.searches };
        }),
      ),
    );
  } finally {
    await graph.stop();
    await telegram.stop();
  }
}
