import type { StopContactRequest } from "../../domain/desk/case-requests.ts";
import { codeOf, Fault } from "../../domain/faults.ts";
import { asId, type CaseId, type OutboxId, parseHex, printHex } from "../../domain/ids.ts";
import type { Parcel } from "../../domain/outgoing.ts";
import type { Write } from "../../storage/writes.ts";
import { linkWrite, readChat } from "../chat-record.ts";
import { unpack } from "../parcels.ts";
import type { Parts } from "../parts.ts";
import { triesToKeep } from "./append-sealed.ts";
import { ownCase } from "./claims.ts";
import { noSignals } from "./cover-signals.ts";
import { fateWrites } from "./message-state.ts";
import { wayBack } from "./progress-words.ts";
import { packetsOf } from "./referrals.ts";
import type { StaffSession } from "./staff-session.ts";

const TRIES = 4;

/**
 * Ends every way to write to the person: words that wait for her are taken back, and the key behind all tokens of this
 * case, and of the packets made of it, is destroyed, for every organisation. The key goes once the entry that says so is kept: the other way round a
 * refusal would leave a case that nobody can answer and nobody knows why.
 *
 * @throws {Fault} as `keepSealed`.
 */
export async function stopContact(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  { entries, token }: StopContactRequest,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await ownCase(parts, session, caseId);
    const also = [...(await takenBack(parts, session, caseId, token)), noSignals(row)];
    if (!(await triesToKeep(parts, session, row, { action: "stop-contact", entries, also }))) continue;
    for (const one of [caseId, ...(await packetsOf(parts, caseId))]) parts.keys.cases.destroyReply(one);
    return;
  }
  throw new Fault("store/unavailable"); // Her chat moves on faster than it can be read.
}

/** Words of this case that wait until she writes. Those of other cases go on waiting. */
async function takenBack(
  parts: Parts,
  session: StaffSession,
  caseId: CaseId,
  token: Uint8Array | null,
): Promise<readonly Write[]> {
  const path = wayBack(parts, { caseId, organisationId: session.orgId }, token);
  if (path === null) return [];
  const record = await readChat(parts, path.chat);
  const own = printHex(caseId);
  const gone = new Map<string, Parcel>();
  for (const hex of record.link.waiting) {
    const parcel = await parcelAt(parts, hex);
    if (parcel?.tells.some((one) => one.case === own)) gone.set(hex, parcel);
  }
  if (gone.size === 0) return [];
  const waiting = record.link.waiting.filter((hex) => !gone.has(hex));
  return [
    ...[...gone.keys()].map((hex) => ({ write: "erase-outbox", id: idOf(hex) }) as const),
    ...[...gone.values()].flatMap((parcel) => fateWrites(parcel, "dropped")),
    linkWrite(parts, record, { ...record.link, waiting }),
  ];
}

/** Null: it is gone, or too old to be opened by anybody. */
async function parcelAt(parts: Parts, hex: string): Promise<Parcel | null> {
  const row = await parts.store.findOutbox(idOf(hex));
  try {
    return row && unpack(parts, row);
  } catch (error) {
    if (codeOf(error) === "keys/unavailable") throw error;
    return null;
  }
}

/** What stands in a link is an id: its schema says so. */
function idOf(hex: string): OutboxId {
  return asId<OutboxId>(parseHex(hex) ?? new Uint8Array());
}
