import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeviceStore, memoryDeviceStore } from "../../src/browser/desk/worker/device-store.ts";
import { type CaseId, printHex } from "../../src/domain/ids.ts";
import { keepCase } from "../app/make-cases.ts";
import { addressOf, Staff } from "../support/staff.ts";
import { DeskWorld } from "./desk-world.ts";

let world: DeskWorld;
let caseId: CaseId;
let staff: Staff;
let store: DeviceStore;
beforeEach(async () => {
  store = memoryDeviceStore();
  world = await DeskWorld.open();
  caseId = await keepCase(world.parts, "1");
  staff = await onDevice();
});
afterEach(() => world.close());

/** The administrator on a device that remembers. */
const onDevice = () => Staff.at(addressOf(world.parts, world.desk), world.house.members.hotline, store);

/** What an operator of the server does to the database, behind everybody's back. */
function tamper(sql: string, ...values: readonly (Uint8Array | number)[]): void {
  const db = new Sqlite(world.house.mainDb);
  expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  db.close();
}
const codes = async (who = staff) => (await who.open(caseId)).lines.map((line) => (line.ok ? "ok" : line.code));
async function withNotes(count: number): Promise<void> {
  await staff.claim(caseId);
  await staff.open(caseId);
  for (let i = 0; i < count; i += 1) await staff.must(({ cases }) => cases.note(printHex(caseId), `${i}`));
}

describe("sealing.md 8, 61: an operator of the server who changes what is stored", () => {
  it("deletes a row in the middle: the tear is shown, also to a device that never saw the case", async () => {
    await withNotes(3);
    tamper("DELETE FROM entries WHERE case_id = ? AND seq = 6", caseId);
    expect((await codes()).filter((code) => code !== "ok")).toEqual(["crypto/broken-chain"]);
    const stranger = await world.staff("operator");
    await staff.must(({ queue }) => queue.release(printHex(caseId)));
    await stranger.claim(caseId);
    expect((await codes(stranger)).filter((code) => code !== "ok")).toEqual(["crypto/broken-chain"]);
  });

  it("deletes the last rows, and turns the head back too: who saw them is told that entries are missing", async () => {
    await withNotes(3);
    const before = await world.parts.store.findCase(caseId);
    const entries = await world.parts.store.entriesOf(caseId, 1);
    const last = entries.at(-1);
    tamper("DELETE FROM entries WHERE case_id = ? AND seq = ?", caseId, last?.seq ?? 0);
    expect((await staff.open(caseId)).shorterThanSeen).toBe(true);
    tamper(
      "UPDATE cases SET head_seq = ?, head_hash = ? WHERE case_id = ?",
      (last?.seq ?? 0) - 1,
      last?.prev ?? caseId,
      caseId,
    );
    expect((await staff.open(caseId)).shorterThanSeen).toBe(true);
    staff = await onDevice();
    expect((await staff.open(caseId)).shorterThanSeen).toBe(true);
    expect((await codes()).every((code) => code === "ok")).toBe(true);
    expect(before?.headSeq).toBe(last?.seq);
  });

  it("and it stays said after somebody wrote on", async () => {
    await withNotes(2);
    const last = (await world.parts.store.entriesOf(caseId, 1)).at(-1);
    tamper("DELETE FROM entries WHERE case_id = ? AND seq = ?", caseId, last?.seq ?? 0);
    tamper(
      "UPDATE cases SET head_seq = ?, head_hash = ? WHERE case_id = ?",
      (last?.seq ?? 0) - 1,
      last?.prev ?? caseId,
      caseId,
    );
    const { opened } = await staff.must(({ cases }) => cases.note(printHex(caseId), "дальше"));
    expect(opened.shorterThanSeen).toBe(true);
    expect(opened.lines.at(-1)).toMatchObject({ ok: true, body: { text: "дальше" } });
  });

  it("swaps two rows: both are shown as broken", async () => {
    await withNotes(2);
    tamper("UPDATE entries SET seq = 1000 WHERE case_id = ? AND seq = 4", caseId);
    tamper("UPDATE entries SET seq = 4 WHERE case_id = ? AND seq = 5", caseId);
    tamper("UPDATE entries SET seq = 5 WHERE case_id = ? AND seq = 1000", caseId);
    const found = await codes();
    expect([found[3], found[4]]).toEqual(["crypto/broken-chain", "crypto/broken-chain"]);
    expect(found.slice(0, 3).every((code) => code === "ok")).toBe(true);
  });

  it("puts the rows of another case there: nothing of it is shown", async () => {
    const other = await keepCase(world.parts, "2");
    tamper("DELETE FROM entries WHERE case_id = ?", caseId);
    tamper("UPDATE entries SET case_id = ? WHERE case_id = ?", caseId, other);
    expect(new Set(await codes())).toEqual(new Set(["crypto/malformed"]));
  });

  it("swaps the genesis for that of another case: nothing opens, nobody seals to it", async () => {
    const other = await world.parts.store.findCase(await keepCase(world.parts, "2"));
    await staff.claim(caseId);
    tamper("UPDATE cases SET genesis = ? WHERE case_id = ?", other?.genesis ?? caseId, caseId);
    await expect(staff.open(caseId)).rejects.toThrow("crypto/wrong-context");
    await expect(staff.must(({ cases }) => cases.note(printHex(caseId), "x"))).rejects.toThrow("crypto/wrong-context");
  });

  it("swaps the key in the genesis: the signature does not fit", async () => {
    const row = await world.parts.store.findCase(caseId);
    const forged = Uint8Array.from(row?.genesis ?? []);
    forged.set(world.house.members.police.keys.box.publicKey, 36);
    tamper("UPDATE cases SET genesis = ? WHERE case_id = ?", forged, caseId);
    await expect(staff.open(caseId)).rejects.toThrow("crypto/unknown-signer");
  });

  it("edits the status: the queue shows it, the case tells otherwise", async () => {
    tamper("UPDATE cases SET status = 2 WHERE case_id = ?", caseId);
    const opened = await staff.open(caseId);
    expect(opened.row.status).toBe("answered");
    expect(opened.lines.some((line) => line.ok && line.body.entry === "message")).toBe(false);
  });
});
