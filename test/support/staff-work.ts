import type { Parts } from "../../src/app/parts.ts";
import type { FileLine } from "../../src/crypto/case-file.ts";
import { Fault } from "../../src/domain/faults.ts";
import { type CaseId, parseHex, printHex } from "../../src/domain/ids.ts";
import type { CaseRow } from "../../src/storage/rows.ts";
import { Staff } from "./staff.ts";
import type { TestMember } from "./test-house.ts";

/** A case that a member opened: its row as stored, its lines as her browser verified them. */
export interface ReadCase {
  readonly row: CaseRow;
  readonly lines: readonly FileLine[];
}

/** Who is at work in which house: a member signs in once. */
const atWork = new WeakMap<Parts, Map<string, Promise<Staff>>>();

/** A member at the desk of this house. What she may not is thrown, as everywhere here. */
export function staffAt(parts: Parts, member: TestMember): Promise<Staff> {
  const present = atWork.get(parts) ?? new Map<string, Promise<Staff>>();
  atWork.set(parts, present);
  const name = printHex(member.keys.sign.publicKey);
  const staff = present.get(name) ?? Staff.over(parts, member);
  present.set(name, staff);
  staff.catch(() => present.delete(name));
  return staff;
}

/** The open cases of her organisation, in the order of the queue. */
export async function listCases(parts: Parts, member: TestMember, limit: number): Promise<readonly CaseRow[]> {
  const rows = await (await staffAt(parts, member)).queue();
  return Promise.all(rows.slice(0, limit).map(({ caseId }) => rowOf(parts, idOf(caseId))));
}

/** Opens a case as a supervisor does, without claiming it. @throws {Fault} `case/not-found` … */
export async function readCase(parts: Parts, member: TestMember, caseId: CaseId): Promise<ReadCase> {
  const { file } = await (await staffAt(parts, member)).hold(caseId);
  return { row: await rowOf(parts, caseId), lines: file.lines };
}

/** Claims a case and opens it: from then on a human has read it. */
export async function claimAndRead(parts: Parts, member: TestMember, caseId: CaseId): Promise<void> {
  const staff = await staffAt(parts, member);
  await staff.claim(caseId);
  await staff.open(caseId);
}

/** Claims a case and writes to the person. */
export async function answerPerson(
  parts: Parts,
  member: TestMember,
  caseId: CaseId,
  text: string,
): Promise<"sent" | "waiting"> {
  return (await staffAt(parts, member)).answer(caseId, text);
}

async function rowOf({ store }: Parts, caseId: CaseId): Promise<CaseRow> {
  const row = await store.findCase(caseId);
  if (row === null) throw new Fault("case/not-found");
  return row;
}

function idOf(hex: string): CaseId {
  return (parseHex(hex) ?? new Uint8Array()) as CaseId;
}
