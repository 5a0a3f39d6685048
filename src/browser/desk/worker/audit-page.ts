import { type AuditRecord, auditHash, followingRecord, NO_SUBJECT } from "../../../crypto/audit.ts";
import { keyId } from "../../../crypto/keypairs.ts";
import { type AuditPage, auditPageSchema } from "../../../domain/desk/door-answers.ts";
import { printHex, sameBytes } from "../../../domain/ids.ts";
import type { AuditLine } from "../port.ts";
import type { SeenHead } from "./device-store.ts";
import { bytesIn } from "./received.ts";
import { namesIn, readRoster, type StaffNames, shortId } from "./staff-names.ts";
import { signerOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

/** One record as it came, and what it says if it is one of the chain. */
interface Checked {
  readonly record: Uint8Array;
  readonly parsed: AuditRecord | null;
}

type ReadPage = (before: number | null) => Promise<{ readonly lines: readonly AuditLine[]; readonly broken: boolean }>;

/**
 * Reads the audit page by page, newest first, and checks what the server cannot: every record is signed by a bot of the
 * registry and continues the one before, each page continues the page after it, and the end that was seen here before
 * is still there.
 */
export function readAuditPage(place: Workplace): ReadPage {
  /** What the first record of a page that was read names as the one before it, by number of that record. */
  const joints = new Map<number, Uint8Array>();
  place.onLock(() => joints.clear());
  return async (before) => {
    const { sodium } = place.world;
    const query = before === null ? "" : `?before=${before}`;
    const page = await place.api.get(`/audit${query}`, auditPageSchema);
    const names = namesIn(place, await readRoster(place));
    const records = checkedRecords(place, page);
    const newest = records.at(-1);
    const joint = before === null ? undefined : joints.get(before);
    const isJoined =
      joint === undefined || (newest !== undefined && sameBytes(joint, auditHash(sodium, newest.record)));
    const isWhole = before === null ? await isAsSeen(place, records) : isJoined;
    const oldest = records[0]?.parsed;
    if (oldest) joints.set(oldest.seq, oldest.previous);
    return {
      lines: records.map((one) => lineOf(place, names, one)).reverse(),
      broken: !isWhole || records.some(({ parsed }) => parsed === null),
    };
  };
}

/** By ascending number. */
function checkedRecords(place: Workplace, page: AuditPage): readonly Checked[] {
  const { sodium } = place.world;
  const bots = place.atWork().trusted.registry.registry.bots.map(({ publicKey }) => publicKey);
  const rows = page.records.map(({ record, signature }) => ({
    record: bytesIn(record),
    signature: bytesIn(signature),
  }));
  rows.reverse();
  return rows.map((row, i) => ({
    record: row.record,
    parsed: parsedOrNull(() => followingRecord(sodium, bots, rows[i - 1]?.record ?? null, row)),
  }));
}

/** Whether the end that this device remembers is still where it was; remembers the new one. */
async function isAsSeen(place: Workplace, records: readonly Checked[]): Promise<boolean> {
  const { store, sodium } = place.world;
  const key = `${printHex(place.atWork().memberId)} audit`;
  const seen: SeenHead | null = await store.read("head", key);
  const newest = records.at(-1)?.parsed ?? null;
  if (seen !== null) {
    if (newest === null || newest.seq < seen.seq) return false;
    const same = records.find(({ parsed }) => parsed?.seq === seen.seq);
    if (same !== undefined && !sameBytes(auditHash(sodium, same.record), seen.hash)) return false;
  }
  const last = records.at(-1);
  if (newest !== null && last !== undefined) {
    const hash = auditHash(sodium, last.record);
    await store.write("head", key, { seq: newest.seq, hash });
    place.change({ auditHead: hash });
  }
  return true;
}

function lineOf(place: Workplace, names: StaffNames, { parsed }: Checked): AuditLine {
  if (parsed === null) return { seq: 0, at: 0, action: "", who: "", subject: "", verified: false };
  const { seq, at, action, actor, subject } = parsed;
  return {
    seq,
    at,
    action,
    who: whoIs(place, names, actor),
    subject: sameBytes(subject, NO_SUBJECT) ? "" : printHex(subject),
    verified: true,
  };
}

/** A colleague's name, the organisation of anybody else's, `bot`, or nothing. */
function whoIs(place: Workplace, names: StaffNames, actor: AuditRecord["actor"]): string {
  const { sodium } = place.world;
  const { trusted, organisationId } = place.atWork();
  if (trusted.registry.registry.bots.some(({ publicKey }) => sameBytes(keyId(sodium, publicKey), actor))) return "bot";
  const signer = signerOf(sodium, trusted, actor);
  if (signer === null) return "";
  const { member, organisation } = signer;
  if (!sameBytes(organisation.id, organisationId)) return organisation.name;
  return names.get(printHex(member.id)) ?? shortId(member.id);
}

/** Bytes of any shape may come: what does not parse is no record. */
function parsedOrNull(parse: () => AuditRecord | null): AuditRecord | null {
  try {
    return parse();
  } catch {
    return null;
  }
}
