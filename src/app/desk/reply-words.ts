import { Fault } from "../../domain/faults.ts";
import type { OrganisationId } from "../../domain/ids.ts";
import type { CaseRow } from "../../storage/rows.ts";
import type { Parts } from "../parts.ts";
import { readyPhrases } from "./phrases.ts";

/** Length of a reply, in UTF-16 units as a page counts them. */
export const MAX_ANSWER = 1_000;

const ADDRESS = /https?:|www\.|t\.me\/|\b[a-z0-9-]+\.(?:kz|ru|com|org|net|info|me|link)\b/i;

/** @throws {Fault} `reply/too-long`: or nothing at all; `reply/link-not-allowed`. */
export function mustBeSendable(text: string): void {
  if (text.trim() === "" || text.length > MAX_ANSWER)
    throw new Fault("reply/too-long", { length: text.length, most: MAX_ANSWER });
  if (ADDRESS.test(text.normalize("NFKC"))) throw new Fault("reply/link-not-allowed");
}

/**
 * A ready phrase that says *102 was called* is for when somebody called, whoever chose it and whatever was written around
 * it.
 *
 * @throws {Fault} `reply/needs-102`: nobody recorded a call in this case.
 */
export async function mustBeTrueOf102(parts: Parts, orgId: OrganisationId, row: CaseRow, text: string): Promise<void> {
  if (row.called102At !== 0) return;
  const said = bare(text);
  const phrases = (await readyPhrases(parts, orgId)).filter(({ needs102 }) => needs102);
  if (phrases.some(({ texts }) => Object.values(texts).some((words) => said.includes(bare(words)))))
    throw new Fault("reply/needs-102");
}

/** Letters and digits only: neither a comma nor a capital letter makes other words of it. */
function bare(text: string): string {
  return ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ")} `;
}
