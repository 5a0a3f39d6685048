import { Belongings } from "../test/bench/bots/belongings.ts";
import { buildBots } from "../test/bench/bots/built.ts";
import { takeCores } from "../test/bench/bots/cores.ts";
import { pana } from "../test/bench/bots/pana.ts";
import { yardsticks } from "../test/bench/bots/yardsticks.ts";
import { FULL_PLAN, QUICK_PLAN } from "../test/bench/plan.ts";
import { peersTable } from "../test/bench/report/peers-table.ts";
import type { Bench } from "../test/bench/rig.ts";
import { playRounds } from "../test/bench/rounds.ts";

const plan = process.argv.includes("--quick") ? QUICK_PLAN : FULL_PLAN;
const belongings = new Belongings();
const built = belongings.addFolder();
const bench: Bench = {
  belongings,
  built,
  cores: takeCores(),
  seed: 7,
  tell: (what) => process.stderr.write(`${what}\n`),
  complain: (what) => {
    process.exitCode = 1;
    process.stderr.write(`WRONG ${what}\n`);
  },
};
await buildBots(built);
const placed = await playRounds(bench, plan, [pana(built), ...yardsticks(built)]);
process.stdout.write(`${peersTable(placed)}\n`);
belongings.drop();
