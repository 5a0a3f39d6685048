import type { Outcome } from "../domain/answers.ts";
import { codeOf, Fault } from "../domain/faults.ts";
import { type CaseId, sameBytes } from "../domain/ids.ts";
import { later } from "../domain/time.ts";
import { CASE_STATUS, type CaseRow, type GrantRow } from "../storage/rows.ts";
import { botActor, commitAnyway } from "./audit.ts";
import { packetsOf } from "./desk/referrals.ts";
import { entryWrites } from "./entry-writes.ts";
import { allTied } from "./link-ties.ts";
import type { Parts } from "./parts.ts";
import type { Turn } from "./turn.ts";

const ENDED_AT_ONCE = 100;
const DONE: Outcome = { outcome: "done" };

/**
 * She, or somebody with her phone, asked to have her cases destroyed. Nothing happens yet: they are marked, those who have
 * them see it, and until the time is over it can be taken back. Asked again the first time counts.
 */
export async function askErasure(parts: Parts, turn: Turn): Promise<Outcome> {
  const at = later(parts.keys.time.now(), parts.patience.erase);
  for (const row of await casesAndPackets(parts, turn, ({ eraseAt }) => eraseAt === 0)) {
    turn.writes.push(...noted(parts, turn, row, "asked", at), { write: "ask-erasure", caseId: row.caseId, at });
  }
  return DONE;
}

/** It was taken back: the cases stay. */
export async function cancelErasure(parts: Parts, turn: Turn): Promise<Outcome> {
  for (const row of await casesAndPackets(parts, turn, ({ eraseAt }) => eraseAt > 0)) {
    turn.writes.push(...noted(parts, turn, row, "cancelled", row.eraseAt), {
      write: "cancel-erasure",
      caseId: row.caseId,
    });
  }
  return DONE;
}

/** Her cases, and what was sent on of them to others: it is hers as well. */
async function casesAndPackets(parts: Parts, turn: Turn, fits: (row: CaseRow) => boolean): Promise<readonly CaseRow[]> {
  const rows = [...(await allTied(parts, turn.link, () => true))];
  for (const { caseId } of rows) {
    for (const packet of await packetsOf(parts, caseId)) {
      const isKnown = rows.some((row) => sameBytes(row.caseId, packet));
      const row = isKnown ? null : await parts.store.findCase(packet);
      if (row !== null) rows.push(row); // Looked at in its turn: it may have been sent on too.
    }
  }
  return rows.filter(fits);
}

/** For those who have the case. Nobody needs to answer it, so a case that was heard does not wait anew. */
function noted(parts: Parts, turn: Turn, row: CaseRow, step: "asked" | "cancelled", at: number) {
  if (row.status === CASE_STATUS.closed) return []; // A closed case takes no more entries.
  return entryWrites(parts, turn.writes, row, [{ entry: "erasure", via: turn.chat.channel, step, at }]);
}

/**
 * Destroys the cases whose time is over: it is written down, then their keys go, with a line in the ledger, then their
 * rows, and what was deleted is moved off the disk. From the second step on nobody can open them, here or in a backup of
 * the main store; a crash between two steps is made up for by the next round.
 *
 * @returns how many.
 * @throws {Fault} `keys/not-destroyed`: a row that was read before still opens; it stays, so that somebody looks.
 */
export async function eraseDue(parts: Parts): Promise<number> {
  const { keys, store } = parts;
  let erased = 0;
  for (;;) {
    const due = await store.casesToErase(keys.time.now(), ENDED_AT_ONCE);
    for (const caseId of due) {
      const [sample] = await store.grantsOf(caseId);
      await writeDown(parts, caseId);
      keys.cases.destroy(caseId);
      if (opens(parts, sample)) throw new Fault("keys/not-destroyed");
      await store.commit([{ write: "erase-case", caseId }]);
      erased += 1;
    }
    if (due.length < ENDED_AT_ONCE) break;
  }
  if (erased > 0) await store.tidy();
  return erased;
}

/** Ends again what a restored backup of the keys brought back. @returns how many. */
export async function endAgain(parts: Parts): Promise<number> {
  const back = parts.keys.cases.destroyAgain();
  for (const caseId of back) await parts.store.commit([{ write: "erase-case", caseId }]);
  return back.length;
}

/** Whether a row of a case can be unlocked. */
function opens({ keys }: Parts, sample: GrantRow | undefined): boolean {
  if (sample === undefined) return false;
  try {
    keys.unlockRow(sample.caseId, sample.grantId, sample.row);
    return true;
  } catch (error) {
    if (codeOf(error) === "keys/unavailable") throw error;
    return false;
  }
}

/** Nothing stands in the way of what she asked for: not even a record that cannot be written. */
async function writeDown(parts: Parts, caseId: CaseId): Promise<void> {
  try {
    await commitAnyway(parts, { actor: botActor(parts), action: "erase", caseId }, []);
  } catch (error) {
    const code = codeOf(error);
    // Without its keys a case has no pseudonym; then a crash came after the record.
    if (code !== "keys/destroyed") parts.log({ event: "fault", at: "audit", code });
  }
}
