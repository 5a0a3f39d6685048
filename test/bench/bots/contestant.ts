import type { BotApi } from "../drive/bot-api.ts";
import type { BotDoor, StaffChat } from "../drive/driver.ts";
import type { Script } from "../drive/script.ts";
import type { BotCommand } from "./bot-process.ts";

/** A bot that takes part, and what the driver must know to play against it. */
export interface Contestant {
  readonly name: string;
  /** What it keeps and how, for the table. */
  readonly keeps: string;
  readonly staff: StaffChat;
  /** Whether its notices to staff wait for the next full minute. */
  readonly noticesWait: boolean;
  readonly script: Script;
  /** Makes ready what it needs in an empty folder. */
  readonly prepare: (api: Pick<BotApi, "token" | "apiRoot">, folder: string) => Promise<Prepared>;
}

/** How it is started and reached. */
export interface Prepared {
  readonly command: BotCommand;
  readonly door: BotDoor;
}
