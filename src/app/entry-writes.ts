import type { EntryBody } from "../domain/case-contents.ts";
import { sameBytes } from "../domain/ids.ts";
import type { CaseRow } from "../storage/rows.ts";
import type { Write } from "../storage/writes.ts";
import { botAuthor } from "./bot-author.ts";
import { CaseWriter } from "./case-writer.ts";
import type { Parts } from "./parts.ts";

/** Entries of the bot behind what the same unit adds to this case already. */
export function entryWrites(
  parts: Parts,
  before: readonly Write[],
  row: CaseRow,
  bodies: readonly EntryBody[],
): readonly Write[] {
  const moved = before.findLast((one) => one.write === "move-head" && sameBytes(one.caseId, row.caseId));
  const from = moved?.write === "move-head" ? { ...row, headSeq: moved.now.seq, headHash: moved.now.hash } : row;
  const writer = CaseWriter.go(parts, botAuthor(parts), from);
  for (const body of bodies) writer.add(body);
  return writer.moveHead(from).writes;
}
