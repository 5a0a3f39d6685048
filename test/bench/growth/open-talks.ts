import { deployPana, pana, panaAt } from "../bots/pana.ts";
import { closedLoad } from "../drive/loads.ts";
import { residentBytes } from "../measure/proc.ts";
import { pause } from "../pause.ts";
import type { Plan } from "../plan.ts";
import { type Bench, withDriver, withProcess } from "../rig.ts";
import { diskBytes, tableGrowth } from "./disk.ts";

const SETTLE_MS = 2_000;
const TABLES = ["states", "links", "traces", "receipts", "outbox"] as const;

/** What many talks that stand open take, in bytes. */
export interface OpenTalkFigures {
  readonly talks: number;
  readonly residentBytes: number;
  /** On the disk, for one talk, everything together. */
  readonly bytesPerTalk: number;
  readonly tables: readonly { readonly name: string; readonly bytesPerTalk: number }[];
}

/** Many persons begin and stop in the middle of a talk. */
export async function measureOpenTalks(bench: Bench, { openTalks }: Plan): Promise<OpenTalkFigures> {
  const { persons, steps, atOnce } = openTalks;
  const contestant = pana(bench.built);
  const folder = bench.belongings.addFolder();
  try {
    return await withDriver(bench, contestant, async (driver) => {
      const deployed = await deployPana(driver.api, folder);
      const before = diskBytes(deployed);
      const resident = await withProcess(bench, contestant, driver, panaAt(bench.built, deployed), async ({ bot }) => {
        await closedLoad(driver, contestant.script, atOnce, { persons }, steps);
        await pause(SETTLE_MS);
        return residentBytes(bot.pid);
      });
      const after = diskBytes(deployed);
      return {
        talks: persons,
        residentBytes: resident,
        bytesPerTalk: (after.total - before.total) / persons,
        tables: TABLES.map((name) => ({ name, bytesPerTalk: tableGrowth(before, after, [name]) / persons })),
      };
    });
  } finally {
    bench.belongings.dropFolder(folder);
  }
}
