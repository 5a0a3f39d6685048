import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AUDIT_ACTION,
  type AuditAction,
  type AuditRecord,
  auditDetail,
  auditHash,
  auditSubject,
  NO_AUDIT,
  NO_DETAIL,
  NO_SUBJECT,
  parseAuditRecord,
  printAuditRecord,
  type SignedRecord,
  signAuditRecord,
  verifyAudit,
} from "../../src/crypto/audit.ts";
import { utf8 } from "../../src/crypto/encoding.ts";
import { type CaseId, type KeyId, printHex } from "../../src/domain/ids.ts";
import { MINUTE_MS, type UnixMs } from "../../src/domain/time.ts";
import frozen from "../vectors/desk-v1.json" with { type: "json" };
import { BOT, fill, hex, idOf, STAFF, sodium } from "./fixtures.ts";

const START = 1_795_000_020_000;
const BOTS = [BOT.keys.publicKey];
const ACTIONS = Object.keys(AUDIT_ACTION) as AuditAction[];

function signed(record: AuditRecord, by = BOT): SignedRecord {
  const bytes = printAuditRecord(record);
  return { record: bytes, signature: signAuditRecord(sodium, by.keys, bytes) };
}

/** So many records, each behind the one before. */
function chain(length: number): readonly SignedRecord[] {
  const made: SignedRecord[] = [];
  let previous: Uint8Array = NO_AUDIT;
  for (let seq = 1; seq <= length; seq += 1) {
    const at = (START + seq * MINUTE_MS) as UnixMs;
    const action = ACTIONS[seq % ACTIONS.length] ?? "duty";
    const one = signed({ seq, at, previous, actor: idOf<KeyId>(seq), action, subject: NO_SUBJECT, detail: NO_DETAIL });
    previous = auditHash(sodium, one.record);
    made.push(one);
  }
  return made;
}
const verify = (records: readonly SignedRecord[], from: Parameters<typeof verifyAudit>[3] = null) =>
  verifyAudit(sodium, BOTS, records, from);

/** The record of the vector, as its file tells it in words. */
const FROZEN: AuditRecord = {
  seq: 7,
  at: 1_700_000_040_000 as UnixMs,
  previous: fill(21, 32),
  actor: idOf<KeyId>(22),
  action: "claim",
  subject: auditSubject(sodium, fill(23, 32), idOf<CaseId>(6)),
  detail: auditDetail(sodium, fill(23, 32), utf8("көмек керек")),
};

describe("a record that was kept by the first version", () => {
  const { record, signature, hash, subject } = frozen.formats.audit;

  it("is made again exactly", () => {
    const made = signed(FROZEN);
    expect(printHex(FROZEN.subject)).toBe(subject);
    expect(printHex(made.record)).toBe(record);
    expect(printHex(made.signature)).toBe(signature);
    expect(printHex(auditHash(sodium, made.record))).toBe(hash);
  });

  it("is still read and believed", () => {
    const kept = { record: hex(record), signature: hex(signature) };
    expect(parseAuditRecord(kept.record)).toEqual(FROZEN);
    expect(verify([kept], { seq: 6, hash: fill(21, 32) })).toEqual({ seq: 7, hash: hex(hash) });
  });

  it("numbers what was done as it always did", () => {
    expect(AUDIT_ACTION).toEqual(frozen.formats["audit-actions"]);
  });
});

describe("records one behind the other", () => {
  const whole = chain(6);

  it("lead from the beginning, or from any place, to their end", () => {
    const end = verify(whole, { seq: 0, hash: NO_AUDIT });
    expect(end.seq).toBe(6);
    expect(verify(whole.slice(3), verify(whole.slice(0, 3)))).toEqual(end);
    expect(verify(whole.slice(2))).toEqual(end);
    expect(verify([], end)).toEqual(end);
    expect(verify([])).toEqual({ seq: 0, hash: NO_AUDIT });
  });

  it("are refused when one is left out, doubled or moved, or they begin elsewhere than they should", () => {
    const [a, b, c, d] = whole as [SignedRecord, SignedRecord, SignedRecord, SignedRecord];
    for (const wrong of [
      [a, c, d],
      [a, b, b, c],
      [a, c, b, d],
      [b, a],
    ])
      expect(() => verify(wrong)).toThrow("audit/broken");
    expect(() => verify(whole.slice(1), { seq: 0, hash: NO_AUDIT })).toThrow("audit/broken");
    expect(() => verify(whole, { seq: 0, hash: fill(1, 32) })).toThrow("audit/broken");
    expect(() => verify(whole, { seq: 1, hash: NO_AUDIT })).toThrow("audit/broken");
  });

  it("are refused when time goes back, though the bot itself signed it", () => {
    const [first] = whole as [SignedRecord];
    const record = parseAuditRecord(first.record);
    const previous = auditHash(sodium, first.record);
    const next = (at: number) => signed({ ...record, seq: 2, previous, at: at as UnixMs });
    expect(verify([first, next(record.at)]).seq).toBe(2);
    expect(() => verify([first, next(record.at - MINUTE_MS)])).toThrow("audit/broken");
  });

  it("are refused when anybody else signed one, be it a member of staff", () => {
    const [first, second] = whole as [SignedRecord, SignedRecord];
    const forged = signed(parseAuditRecord(second.record), STAFF);
    expect(() => verify([first, forged])).toThrow("audit/broken");
  });

  it("are refused after a change of any one bit of record or signature", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.boolean(), fc.nat(114), fc.nat(7), (which, inRecord, place, bit) => {
        const records = whole.map((one, i) => {
          if (i !== which) return one;
          const [record, signature] = [one.record.slice(), one.signature.slice()];
          const touched = inRecord ? record : signature;
          const at = place % touched.length;
          touched[at] = (touched[at] ?? 0) ^ (1 << bit);
          return { record, signature };
        });
        expect(() => verify(records, { seq: 0, hash: NO_AUDIT })).toThrow("audit/broken");
      }),
    );
  });
});

describe("a record", () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

  it("comes back as it was, but for the seconds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: 0, max: 2 ** 45 }),
        bytes(32),
        bytes(16),
        fc.constantFrom(...ACTIONS),
        (seq, at, previous, id, action) => {
          const record = { seq, at: at as UnixMs, previous, actor: id as KeyId, action, subject: id, detail: previous };
          const printed = printAuditRecord(record);
          expect(printed).toHaveLength(115);
          expect(parseAuditRecord(printed)).toEqual({ ...record, at: Math.floor(at / MINUTE_MS) * MINUTE_MS });
        },
      ),
    );
  });

  it("is refused when it is longer or shorter, of another version, or says what nobody knows", () => {
    const printed = printAuditRecord(FROZEN);
    for (const wrong of [printed.slice(1), printed.slice(0, -1), new Uint8Array([...printed, 0])])
      expect(() => parseAuditRecord(wrong)).toThrow("crypto/malformed");
    const other = (at: number, value: number) => {
      const changed = printed.slice();
      changed[at] = value;
      return changed;
    };
    expect(() => parseAuditRecord(other(0, 2))).toThrow("crypto/malformed");
    expect(() => parseAuditRecord(other(66, 255))).toThrow("crypto/malformed");
  });

  it("takes parts of the right size only", () => {
    expect(() => printAuditRecord({ ...FROZEN, previous: fill(1, 31) })).toThrow("crypto/bad-length");
    expect(() => printAuditRecord({ ...FROZEN, subject: fill(1, 17) })).toThrow("crypto/bad-length");
    expect(() => printAuditRecord({ ...FROZEN, detail: fill(1, 33) })).toThrow("crypto/bad-length");
  });
});

describe("the name of a case in the records", () => {
  it("cannot be made without its salt, and differs between cases", () => {
    const name = (salt: number, id: number) => printHex(auditSubject(sodium, fill(salt, 32), idOf<CaseId>(id)));
    expect(name(1, 1)).toBe(name(1, 1));
    expect(new Set([name(1, 1), name(2, 1), name(1, 2)]).size).toBe(3);
  });
});
