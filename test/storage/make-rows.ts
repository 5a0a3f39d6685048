import { createHash } from "node:crypto";
import type { CaseId, EntryId, GrantId, OrganisationId, OutboxId, Tag } from "../../src/domain/ids.ts";
import type { DayNumber, UnixMs, WeekNumber } from "../../src/domain/time.ts";
import type { CaseRow, EntryRow, GrantRow, LinkRow, OutboxRow, StateRow } from "../../src/storage/rows.ts";
import { CASE_STATUS, RECIPIENT_KIND, UNTOUCHED } from "../../src/storage/rows.ts";

/** 16 bytes that look random and are the same in every run. */
export function id<Id extends Uint8Array>(name: string): Id {
  return new Uint8Array(createHash("sha256").update(name).digest().subarray(0, 16)) as Id;
}

/** As many bytes as a sealed row has. */
export function bytes(name: string, length = 64): Uint8Array {
  const one = createHash("sha512").update(name).digest();
  return Uint8Array.from({ length }, (_, i) => one[i % one.length] ?? 0);
}

export const day = (number: number) => number as DayNumber;
export const week = (number: number) => number as WeekNumber;
export const ms = (number: number) => number as UnixMs;

export const ORG = id<OrganisationId>("hotline");
export const BACKUP = id<OrganisationId>("backup");

export function caseRow(name: string, change: Partial<CaseRow> = {}): CaseRow {
  return {
    caseId: id<CaseId>(name),
    epoch: 1,
    genesis: bytes(`genesis ${name}`, 181),
    headSeq: 0,
    headHash: bytes(`head ${name}`, 32),
    orgHint: ORG,
    day: day(20_000),
    touchedDay: day(20_000),
    status: CASE_STATUS.unread,
    urgency: 2,
    due: ms(1_795_000_020_000),
    covert: false,
    ...UNTOUCHED,
    ...change,
  };
}

export function entryRow(of: string, seq: number, change: Partial<EntryRow> = {}): EntryRow {
  return {
    entryId: id<EntryId>(`${of} entry ${seq}`),
    caseId: id<CaseId>(of),
    epoch: 1,
    seq,
    prev: bytes(`prev ${seq}`, 32),
    row: bytes(`${of} row ${seq}`, 1_106),
    day: day(20_000),
    ...change,
  };
}

export function grantRow(of: string, to: OrganisationId, change: Partial<GrantRow> = {}): GrantRow {
  return {
    grantId: id<GrantId>(`${of} grant ${to.join(".")}`),
    caseId: id<CaseId>(of),
    epoch: 1,
    recipientKind: RECIPIENT_KIND.organisation,
    recipientId: to,
    recipientEpoch: 3,
    row: bytes(`${of} grant`, 245),
    released: true,
    ...change,
  };
}

export function linkRow(name: string, change: Partial<LinkRow> = {}): LinkRow {
  return { tag: id<Tag>(name), epoch: week(2_900), version: 1, row: bytes(`${name} link`, 1_100), ...change };
}

export function stateRow(name: string, change: Partial<StateRow> = {}): StateRow {
  return { tag: id<Tag>(name), day: day(20_000), version: 1, row: bytes(`${name} state`, 1_100), ...change };
}

export function outboxRow(name: string, due: number, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: id<OutboxId>(name),
    due: ms(due),
    day: day(20_000),
    row: bytes(`${name} words`, 300),
    caseId: null,
    signal: null,
    ...change,
  };
}
