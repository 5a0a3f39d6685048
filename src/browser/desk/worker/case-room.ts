import { type CaseFile, openCaseFile } from "../../../crypto/case-file.ts";
import { entryHash } from "../../../crypto/entry.ts";
import type { ChainRow } from "../../../crypto/entry-chain.ts";
import { type Genesis, parseAndVerifyGenesis } from "../../../crypto/genesis.ts";
import { openGrant } from "../../../crypto/grant.ts";
import type { Seed } from "../../../crypto/keypairs.ts";
import { type OpenAnswer, openAnswerSchema, type Standing } from "../../../domain/desk/case-requests.ts";
import type { SealedEntry } from "../../../domain/desk/wire.ts";
import { Fault } from "../../../domain/faults.ts";
import { asId, type CaseId, type EntryId, printHex, sameBytes } from "../../../domain/ids.ts";
import { later, type UnixMs } from "../../../domain/time.ts";
import type { HeldCase } from "./case-hands.ts";
import type { SeenHead } from "./device-store.ts";
import { idIn } from "./received.ts";
import { keysOfEpoch } from "./refresh-work.ts";
import type { Workplace } from "./workplace.ts";

/** A case that lies open in the Worker. */
export interface CaseInHand extends HeldCase {
  readonly standing: Standing;
  /** Hash of each row, in order: what was read once is not opened again. */
  readonly marks: readonly Uint8Array[];
  /** Entries are missing that were seen here before, or that the row of the case counts. */
  readonly shorterThanSeen: boolean;
}

/** Cases that were opened in this session. Emptied when somebody locks. */
export interface CaseRoom {
  /** Asks the server for a case, and checks all of it. Written to the audit. */
  readonly open: (caseId: string) => Promise<CaseInHand>;
  /** As it was opened last; null: it was not. */
  readonly find: (caseId: string) => CaseInHand | null;
  /** Own entries that the server has taken, and how the case stands then. If more came to it, the case is opened again. */
  readonly add: (caseId: string, entries: readonly SealedEntry[], standing: Standing) => Promise<CaseInHand>;
  readonly forget: (caseId: string) => void;
  /** By the server's clock, as it was last told: what is signed must lie in a member's time of office. */
  readonly now: () => UnixMs;
}

export function caseRoom(place: Workplace): CaseRoom {
  const open = new Map<string, CaseInHand>();
  let ahead = 0;
  place.onLock(() => {
    for (const { seed } of open.values()) seed.fill(0);
    open.clear();
  });
  const keep = async (caseId: string, held: CaseInHand): Promise<CaseInHand> => {
    const now = { ...held, shorterThanSeen: await isShorter(place, caseId, held) };
    open.set(caseId, now);
    return now;
  };

  const opened = async (caseId: string): Promise<CaseInHand> => {
    const answer = await place.api.post(`/cases/${caseId}/open`, {}, openAnswerSchema);
    const genesis = genesisIn(place, idIn<CaseId>(caseId), answer);
    const seed = await seedIn(place, genesis, answer);
    ahead = answer.standing.now - place.world.now();
    return keep(caseId, readCase(place, genesis, seed, answer, open.get(caseId) ?? null));
  };

  return {
    open: opened,
    find: (caseId) => open.get(caseId) ?? null,
    forget: (caseId) => void open.delete(caseId),
    now: () => later(place.world.now(), ahead),
    add: async (caseId, entries, standing) => {
      const held = open.get(caseId);
      const rows = entries.map(({ entryId, seq, sealed }) => ({ entryId: asId<EntryId>(entryId), seq, sealed }));
      const now = held && { ...added(place, held, rows), standing, row: standing.row };
      return now?.file.head.seq === standing.head.seq && holds(now, standing.head) ? keep(caseId, now) : opened(caseId);
    },
  };
}

/** The case's key as its maker signed it, never as a row says. @throws {Fault} as `parseAndVerifyGenesis`. */
function genesisIn(place: Workplace, caseId: CaseId, { genesis }: OpenAnswer): Genesis {
  const { deployment, known } = place.atWork().trusted;
  return parseAndVerifyGenesis(place.world.sodium, genesis, { deployment, caseId, known, firstSight: false });
}

/**
 * The seed of a case, from the newest grant that opens.
 *
 * @throws {Fault} as `openGrant`: what was wrong with the last one tried; `crypto/cannot-open`: there is none.
 */
async function seedIn(place: Workplace, genesis: Genesis, { grants }: OpenAnswer): Promise<Seed> {
  let trouble: unknown = new Fault("crypto/cannot-open", { grants: grants.length });
  for (const { epoch, sealed } of grants) {
    try {
      const keys = await keysOfEpoch(place, epoch);
      const { organisationId: id, trusted } = place.atWork();
      // Her seeds were checked against the charters: this is the key that was signed for the epoch.
      const recipient = { kind: "organisation", id, epoch, publicKey: keys.publicKey } as const;
      return openGrant(place.world.sodium, keys, { ...genesis, recipient }, sealed, trusted.known).seed;
    } catch (error) {
      trouble = error;
    }
  }
  throw trouble;
}

function readCase(
  place: Workplace,
  genesis: Genesis,
  seed: Seed,
  { standing, entries }: OpenAnswer,
  before: CaseInHand | null,
): CaseInHand {
  const rows = entries.map(({ entryId, seq, sealed }) => ({ entryId: asId<EntryId>(entryId), seq, sealed }));
  const empty = { row: standing.row, genesis, seed, standing, marks: [], file: null, shorterThanSeen: false };
  const known = before !== null && isUnchanged(place, before, rows) ? before : empty;
  return added(place, { ...known, seed, standing, row: standing.row }, rows.slice(known.marks.length));
}

/** Whether everything that was read without trouble still stands there, byte for byte. */
function isUnchanged(place: Workplace, { genesis, file, marks }: CaseInHand, rows: readonly ChainRow[]): boolean {
  const isWhole = file.lines.every(({ ok }) => ok) && rows.length >= marks.length;
  return isWhole && marks.every((mark, i) => rows[i] !== undefined && sameBytes(mark, markOf(place, genesis, rows[i])));
}

function added(
  place: Workplace,
  held: Omit<CaseInHand, "file"> & { readonly file: CaseFile | null },
  rows: readonly ChainRow[],
): CaseInHand {
  const { genesis, seed, file, marks } = held;
  const { known } = place.atWork().trusted;
  return {
    ...held,
    file: openCaseFile(place.world.sodium, seed, genesis, rows, known, file),
    marks: [...marks, ...rows.map((row) => markOf(place, genesis, row))],
  };
}

function markOf(place: Workplace, { caseId }: Genesis, { seq, sealed }: ChainRow): Uint8Array {
  return entryHash(place.world.sodium, caseId, seq, sealed);
}

/**
 * Compares the end of a case with what this device remembers of it, and remembers the longer one. Entries cut off at the
 * end leave a chain that is valid. [Note: The tail of a chain]
 */
async function isShorter(place: Workplace, caseId: string, held: CaseInHand): Promise<boolean> {
  const { store } = place.world;
  const key = `${printHex(place.atWork().memberId)} ${caseId}`;
  const { file, standing } = held;
  const seen: SeenHead | null = await store.read("head", key);
  const isThere = seen === null || holds(held, seen);
  // Somebody may have written since the row was read; what the row counts must be there.
  const isWhole = holds(held, standing.head);
  if (isThere && isWhole) await store.write("head", key, { seq: file.head.seq, hash: file.head.hash });
  return !(isThere && isWhole);
}

/** Whether the chain of a case goes through this head. */
export function holds({ file, marks }: Pick<CaseInHand, "file" | "marks">, head: SeenHead): boolean {
  const mark = marks[file.lines.findIndex(({ seq }) => seq === head.seq)];
  return mark !== undefined && sameBytes(mark, head.hash);
}
