import type { Context } from "grammy";
import type { Minimised } from "./inbound-update.ts";

/** An update after minimising: what a talk needs stands in `heard`, the update itself is bare. */
export type BotContext = Context & { heard: Minimised };
