import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datedNumber } from "../../src/crypto/dated-row.ts";
import { utf8 } from "../../src/crypto/encoding.ts";
import { type KeyEncryptionKey, unwrapKey, wrapKey } from "../../src/crypto/kek-wrap.ts";
import { type AddressEpochKey, addrTag, openLink, sealLink } from "../../src/crypto/link-row.ts";
import { type OutboxKey, openOutbox, sealOutbox } from "../../src/crypto/outbox-row.ts";
import { lockRow, openRow, type RowId, type ShredKey } from "../../src/crypto/row-lock.ts";
import { seenId } from "../../src/crypto/seen.ts";
import { type DayKey, openState, sealState, stateTag } from "../../src/crypto/state-row.ts";
import { openTrace, sealTrace, traceTag } from "../../src/crypto/trace-row.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
import { type OutboxId, printHex } from "../../src/domain/ids.ts";
import type { DayNumber, WeekNumber } from "../../src/domain/time.ts";
import { fill, idOf, keyOf, random, sodium, spoilt } from "./fixtures.ts";

const SHE: ChatAddress = { channel: "telegram", id: "7001234567" };
const OTHER: ChatAddress = { channel: "telegram", id: "7001234568" };
const SAME_ID_ELSEWHERE: ChatAddress = { channel: "whatsapp", id: "7001234567" };
const WEEK = 2_800 as WeekNumber;
const DAY = 19_675 as DayNumber;
const NEXT_DAY = (DAY + 1) as DayNumber;

const SHRED = keyOf<ShredKey>(11);
const ROW = idOf<RowId>(12);
const EPOCH_KEY = keyOf<AddressEpochKey>(13);
const DAY_KEY = keyOf<DayKey>(14);
const OUTBOX_KEY = keyOf<OutboxKey>(15);
const OUTBOX = idOf<OutboxId>(16);
const KEK = keyOf<KeyEncryptionKey>(17);
const PLACE = { kind: 3, id: idOf(18) };

interface RowFormat {
  readonly seal: (body: Uint8Array) => Uint8Array;
  readonly open: (row: Uint8Array) => Uint8Array;
  /** Stored length of a body of 10 bytes. */
  readonly stored: number;
  /** The same row looked for under everything else it could be confused with. */
  readonly elsewhere: Readonly<Record<string, (row: Uint8Array) => Uint8Array>>;
}

const STATE = { day: DAY, version: 7 };
const FORMATS: Readonly<Record<string, RowFormat>> = {
  "locked row": {
    seal: (body) => lockRow(sodium, SHRED, ROW, random(24), body),
    open: (row) => openRow(sodium, SHRED, ROW, row),
    stored: 51,
    elsewhere: {
      "another row": (row) => openRow(sodium, SHRED, idOf(99), row),
      "another shred key": (row) => openRow(sodium, keyOf(99), ROW, row),
    },
  },
  "link row": {
    seal: (body) => sealLink(sodium, random, EPOCH_KEY, WEEK, SHE, body),
    open: (row) => openLink(sodium, EPOCH_KEY, WEEK, SHE, row),
    stored: 45 + 1_024,
    elsewhere: {
      "another person": (row) => openLink(sodium, EPOCH_KEY, WEEK, OTHER, row),
      "another channel": (row) => openLink(sodium, EPOCH_KEY, WEEK, SAME_ID_ELSEWHERE, row),
      "another week": (row) => openLink(sodium, EPOCH_KEY, (WEEK + 1) as WeekNumber, SHE, row),
      "another epoch key": (row) => openLink(sodium, keyOf(99), WEEK, SHE, row),
    },
  },
  "state row": {
    seal: (body) => sealState(sodium, random, DAY_KEY, STATE, SHE, body),
    open: (row) => openState(sodium, DAY_KEY, STATE, SHE, row),
    stored: 45 + 4_096,
    elsewhere: {
      "another person": (row) => openState(sodium, DAY_KEY, STATE, OTHER, row),
      "another day": (row) => openState(sodium, DAY_KEY, { ...STATE, day: NEXT_DAY }, SHE, row),
      "an older version": (row) => openState(sodium, DAY_KEY, { ...STATE, version: 6 }, SHE, row),
      "a trace": (row) => openTrace(sodium, DAY_KEY, DAY, SHE, row),
    },
  },
  "trace row": {
    seal: (body) => sealTrace(sodium, random, DAY_KEY, DAY, SHE, body),
    open: (row) => openTrace(sodium, DAY_KEY, DAY, SHE, row),
    stored: 45 + 256,
    elsewhere: {
      "another person": (row) => openTrace(sodium, DAY_KEY, DAY, OTHER, row),
      "another day": (row) => openTrace(sodium, DAY_KEY, NEXT_DAY, SHE, row),
      "a state": (row) => openState(sodium, DAY_KEY, STATE, SHE, row),
    },
  },
  "outbox row": {
    seal: (body) => sealOutbox(sodium, random, OUTBOX_KEY, DAY, OUTBOX, body),
    open: (row) => openOutbox(sodium, OUTBOX_KEY, DAY, OUTBOX, row),
    stored: 45 + 1_024,
    elsewhere: {
      "another message": (row) => openOutbox(sodium, OUTBOX_KEY, DAY, idOf(99), row),
      "another day": (row) => openOutbox(sodium, OUTBOX_KEY, NEXT_DAY, OUTBOX, row),
    },
  },
};

describe.each(Object.entries(FORMATS))("a %s", (_name, { seal, open, stored, elsewhere }) => {
  const body = fc.uint8Array({ maxLength: 5_000 });

  it("gives back what was sealed", () => {
    fc.assert(
      fc.property(body, (plain) => {
        expect(open(seal(plain))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it("has the size it always has", () => {
    expect(seal(new Uint8Array(10)).length).toBe(stored);
  });

  it("does not open after any one byte changes", () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, flip) => {
        expect(() => open(spoilt(seal(plain), at, flip))).toThrow("crypto/cannot-open");
      }),
      { numRuns: 50 },
    );
    for (let at = 0; at < 45; at += 1) {
      expect(() => open(spoilt(seal(utf8("көмек")), at))).toThrow("crypto/cannot-open");
    }
  });

  it.each(Object.entries(elsewhere))("does not open as that of %s", (_what, openElsewhere) => {
    expect(() => openElsewhere(seal(utf8("көмек")))).toThrow("crypto/cannot-open");
  });

  it("refuses what is cut short", () => {
    const row = seal(utf8("көмек"));
    for (const length of [0, 1, 4, 5, 28, 44, row.length - 1]) {
      expect(() => open(row.slice(0, length))).toThrow("crypto/cannot-open");
    }
  });
});

describe("tags of an address", () => {
  it("are 16 bytes that differ by person, channel, key and purpose", () => {
    const tags = [
      addrTag(sodium, EPOCH_KEY, SHE),
      addrTag(sodium, EPOCH_KEY, OTHER),
      addrTag(sodium, EPOCH_KEY, SAME_ID_ELSEWHERE),
      addrTag(sodium, keyOf(99), SHE),
      stateTag(sodium, DAY_KEY, SHE),
      traceTag(sodium, DAY_KEY, SHE),
      stateTag(sodium, keyOf(99), SHE),
    ];
    expect(tags.every((tag) => tag.length === 16)).toBe(true);
    expect(new Set(tags.map(printHex)).size).toBe(tags.length);
    expect(addrTag(sodium, EPOCH_KEY, { ...SHE })).toEqual(addrTag(sodium, EPOCH_KEY, SHE));
  });

  it("of deliveries are 8 bytes, the same for the same delivery", () => {
    expect(seenId(sodium, DAY_KEY, "1").length).toBe(8);
    expect(seenId(sodium, DAY_KEY, "1")).toEqual(seenId(sodium, DAY_KEY, "1"));
    expect(seenId(sodium, DAY_KEY, "1")).not.toEqual(seenId(sodium, DAY_KEY, "2"));
  });
});

describe("the number in clear of a dated row", () => {
  it("says which key to take", () => {
    expect(datedNumber(sealTrace(sodium, random, DAY_KEY, DAY, SHE, utf8("x")))).toBe(DAY);
    expect(datedNumber(fill(1, 4))).toBeNull();
    expect(datedNumber(fill(2, 40))).toBeNull();
  });
});

describe("a key of keys.db", () => {
  const key = fill(55, 32);
  const wrapped = wrapKey(sodium, random, KEK, PLACE, key);

  it("is unwrapped in its own row only", () => {
    expect(wrapped.length).toBe(73);
    expect(unwrapKey(sodium, KEK, PLACE, wrapped)).toEqual(key);
    expect(() => unwrapKey(sodium, KEK, { ...PLACE, kind: 4 }, wrapped)).toThrow("crypto/cannot-open");
    expect(() => unwrapKey(sodium, KEK, { ...PLACE, id: idOf(9) }, wrapped)).toThrow("crypto/cannot-open");
    expect(() => unwrapKey(sodium, keyOf(99), PLACE, wrapped)).toThrow("crypto/cannot-open");
  });

  it("is not unwrapped after any one byte changes", () => {
    for (let at = 0; at < wrapped.length; at += 1) {
      expect(() => unwrapKey(sodium, KEK, PLACE, spoilt(wrapped, at))).toThrow("crypto/cannot-open");
    }
  });

  it("must be 32 bytes", () => {
    expect(() => wrapKey(sodium, random, KEK, PLACE, fill(1, 31))).toThrow("crypto/bad-length");
    expect(() => lockRow(sodium, fill(1, 31) as ShredKey, ROW, random(24), key)).toThrow("crypto/bad-length");
    expect(() => lockRow(sodium, SHRED, ROW, random(23), key)).toThrow("crypto/bad-length");
  });
});
