import { describe, expect, it } from "vitest";
import { printHits } from "../support/canary.ts";
import { buildProgram, type SourceChange } from "../support/program.ts";
import { deploy } from "../support/running-pana.ts";
import { startTelegram } from "../support/telegram-stand-in.ts";
import { withTempDir } from "../support/temp-dir.ts";
import { STAFF_PASSPHRASE, secretsOf } from "./canary-places.ts";
import { CanaryStory, type StepLeaks } from "./canary-story.ts";

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

describe("planted secrets", () => {
  it("are in no file, no log, no answer of the server and no message to others, after any step", {
    timeout: 120_000,
  }, async () => {
    const { leaks, printed, searches } = await play([]);
    process.stdout.write(`canary: searched ${searches} times\n`);
    expect(printed).toBe("");
    expect(leaks).toBeNull();
    expect(searches).toBeGreaterThan(30);
  });

  it.each(FLAWS)("are found when a program %s", { timeout: 60_000 }, async (_what, change, where) => {
    const { leaks } = await play([change]);
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

async function play(changes: readonly SourceChange[]): Promise<Played> {
  const telegram = await startTelegram();
  telegram.chat(STAFF_CHAT);
  try {
    return await withTempDir((built) =>
      withTempDir((data) =>
        withTempDir(async (tmp) => {
          const program = await buildProgram(built, changes);
          const deployed = { ...(await deploy(telegram, data, ORGANISATIONS, "webhook")), program };
          const story = new CanaryStory(telegram, deployed, tmp);
          const leaks = await story.play();
          const printed = leaks === null ? "" : `${leaks.step}\n${printHits(leaks.hits, secretsOf(deployed))}`;
          return { leaks, printed, searches: story.searches };
        }),
      ),
    );
  } finally {
    await telegram.stop();
  }
}
