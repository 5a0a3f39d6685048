import type { Context } from "grammy";
import type { Minimised } from "./inbound-update.ts";

/** An update after minimising: what a talk needs stands in `heard`, the update itself is bare. */
export type BotContext = Context & {
  heard: Minimised;
  /** A call for help in a chat under cover, heard by the panic path; null: none. */
  crying: { readonly by: "urgent-order"; readonly text: string } | null;
};
