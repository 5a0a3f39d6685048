import { join } from "node:path";
import { freePort } from "../../support/free-port.ts";
import type { SeededRandom } from "../../support/seeded-random.ts";
import { type Step, wordsOf } from "../drive/script.ts";
import { MARKS } from "../peers/flow.ts";
import { ALERT, STAFF_CHAT } from "../peers/settings.ts";
import type { Peer } from "./built.ts";
import type { Contestant } from "./contestant.ts";

const SECRET = "bench-webhook-secret";
const TOWNS = 5_000;
const WORDS =
  "he was at home again last night and took the telephone my children heard it all i have nobody else to ask".split(
    " ",
  );

interface Yardstick {
  readonly name: string;
  readonly keeps: string;
  readonly peer: Peer;
  readonly hasDatabase: boolean;
}

const YARDSTICKS: readonly Yardstick[] = [
  { name: "raw-calls", keeps: "memory, plain", peer: "raw-calls", hasDatabase: false },
  { name: "floor-calls-group-FULL", keeps: "SQLite FULL, sealed", peer: "floor", hasDatabase: true },
  { name: "grammy-conv-mem", keeps: "memory, plain", peer: "grammy-conversations", hasDatabase: false },
  { name: "grammy-conv-sqlite-FULL", keeps: "SQLite FULL, plain", peer: "grammy-conversations", hasDatabase: true },
  { name: "ntba-0.67-mem", keeps: "memory, plain", peer: "classic", hasDatabase: false },
];

/** The bot that Pana is compared with first: the same job in the same libraries, unsealed. */
export const SAME_JOB = "grammy-conv-sqlite-FULL";

/** @param built the folder of the built bots. */
export function yardsticks(built: string): readonly Contestant[] {
  return YARDSTICKS.map(({ name, keeps, peer, hasDatabase }) => ({
    name,
    keeps,
    staff: { id: STAFF_CHAT, urgent: new RegExp(ALERT) },
    noticesWait: false,
    script: yardstickScript,
    prepare: async (api, folder) => {
      const port = await freePort();
      return {
        door: { port, path: "/", secret: SECRET },
        command: {
          args: [join(built, "peers", `${peer}.js`)],
          cwd: folder,
          port,
          log: join(folder, "bot.log"),
          env: {
            BOT_TOKEN: api.token,
            API_ROOT: api.apiRoot,
            SECRET,
            PORT: String(port),
            DATABASE: hasDatabase ? join(folder, "bot.db") : "",
          },
        },
      };
    },
  }));
}

const asked = (mark: string) => new RegExp(`${mark.replace(/[()]/g, "\\$&")}$`);
const OPENING: readonly Step[] = [
  { label: "start", send: "/start", expect: asked(MARKS.language) },
  { label: "language", press: "any", expect: asked(MARKS.safe) },
  { label: "safe", press: "any", expect: asked(MARKS.what) },
  { label: "what", press: "any", expect: asked(MARKS.signs[0]) },
  ...[...MARKS.signs.slice(1), MARKS.town].map(
    (next, i): Step => ({ label: `sign ${i + 1}`, press: "any", expect: asked(next) }),
  ),
];
const MIDDLE: readonly Step[] = [
  { label: "go on", press: 0, expect: asked(MARKS.consent) },
  { label: "consent", press: 0, expect: asked(MARKS.words) },
];
const NEAR = /zq[0-9a-z]+x\] \(10\/12\)$/;
const DONE = /zq[0-9a-z]+x» \(end\)$/;

/** The same intake for every yardstick: `/start` and twelve answers. Her token comes back twice. */
function yardstickScript(_index: number, random: SeededRandom): readonly Step[] {
  return [
    ...OPENING,
    { label: "town", send: `Town${random.int(0, TOWNS - 1)}, {{token}}`, expect: NEAR },
    ...MIDDLE,
    { label: "words", send: wordsOf(random, WORDS, 200, 600), expect: DONE },
  ];
}
