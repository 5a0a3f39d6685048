import { sweepOld } from "../app/sweep.ts";
import type { BotParts } from "./bot-parts.ts";
import { finishHides } from "./hide.ts";

/** What a bot does each second without being written to: it ends what hide could not end, keeps cries that were not kept, and brings what is due. */
export async function tick(bot: BotParts): Promise<void> {
  await finishHides(bot);
  await bot.heldAlerts.retry();
  await bot.deliveries.scan();
}

/** What it does each minute: no chat keeps messages for longer than it may. */
export async function sweepByClock(bot: BotParts): Promise<void> {
  await sweepOld(bot.parts, bot.traces, bot.show);
}
