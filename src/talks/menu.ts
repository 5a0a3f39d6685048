import type { Dialogue } from "./dialogue.ts";
import { goTo, type Talk, type TalkEnd } from "./talk.ts";

/** Where every talk comes back to. */
export const menu: Talk = { name: "menu", edition: 2, run: offer };

/** Danger now is not among them: its door stands under every question. */
const WAYS = ["intake", "find-help", "my-code-word", "my-traces", "suicide"] as const;

async function offer(d: Dialogue): Promise<TalkEnd> {
  const { outcome } = await d.perform({ do: "find-case" });
  return goTo(await d.choose("menu", outcome === "kept" ? ["live", ...WAYS] : WAYS));
}
