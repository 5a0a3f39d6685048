import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { auditHash, followingRecord, printAuditRecord, signAuditRecord } from "../../src/crypto/audit.ts";
import { parseLetters, printLetters } from "../../src/crypto/base32.ts";
import { type Command, isCommand, signCommand } from "../../src/crypto/command.ts";
import { parseSheet, printSheet } from "../../src/crypto/enrolment-sheet.ts";
import { boxKeypair, newSeed, type SignKeypair, signKeypair } from "../../src/crypto/keypairs.ts";
import { isLogin, isSession, signLogin, signSession } from "../../src/crypto/login.ts";
import { openName, sealName } from "../../src/crypto/member-name.ts";
import type { DeviceSecret } from "../../src/crypto/passphrase.ts";
import { isSolved, solvePuzzle } from "../../src/crypto/proof-of-work.ts";
import { loadSodium, type Sodium } from "../../src/crypto/sodium.ts";
import type { DeploymentId, KeyId, MemberId, OrganisationId, RandomBytes, SessionId } from "../../src/domain/ids.ts";
import type { UnixMs } from "../../src/domain/time.ts";

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
const id = <Id extends Uint8Array>(fill: number) => new Uint8Array(16).fill(fill) as Id;
let sodium: Sodium;
let keys: SignKeypair;
beforeAll(async () => {
  sodium = await loadSodium();
  keys = signKeypair(sodium, newSeed(random));
});

describe("a sheet on paper", () => {
  it("brings member and device secret back, however it is typed", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 48, maxLength: 48 }),
        fc.constantFrom("", " ", "-", "\n"),
        fc.boolean(),
        (bytes, gap, small) => {
          const sheet = { memberId: bytes.slice(0, 16) as MemberId, device: bytes.slice(16) as DeviceSecret };
          const printed = printSheet(sodium, sheet);
          expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{5} ){15}[0-9A-HJKMNP-TV-Z]{5}$/);
          const typed = printed.replaceAll(" ", gap).replaceAll("0", "O").replaceAll("1", "l");
          expect(parseSheet(sodium, small ? typed.toLowerCase() : typed)).toEqual(sheet);
        },
      ),
    );
  });

  it("with a wrong, missing or strange letter is refused", () => {
    const printed = printSheet(sodium, { memberId: id(1), device: random(32) as DeviceSecret });
    const wrong = printed.startsWith("7") ? `8${printed.slice(1)}` : `7${printed.slice(1)}`;
    for (const typed of [wrong, printed.slice(1), `${printed}0`, "", printed.replace(/.$/, "U")])
      expect(() => parseSheet(sodium, typed)).toThrow("crypto/malformed");
  });

  it("has letters that undo each other for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 90 }), (bytes) => {
        expect(parseLetters(printLetters(bytes), bytes.length)).toEqual(bytes);
      }),
    );
  });
});

describe("the answer to a challenge", () => {
  const challenge = { origin: "https://desk.example", nonce: new Uint8Array(32).fill(7), memberId: id<MemberId>(1) };

  it("of the passphrase does not begin a session, nor the other way round", () => {
    const session = signKeypair(sodium, newSeed(random)).publicKey;
    const login = signLogin(sodium, keys, challenge);
    const auth = signSession(sodium, keys, challenge, session);
    expect(isLogin(sodium, keys.publicKey, challenge, login)).toBe(true);
    expect(isSession(sodium, keys.publicKey, challenge, session, auth)).toBe(true);
    expect(isLogin(sodium, keys.publicKey, challenge, auth)).toBe(false);
    expect(isSession(sodium, keys.publicKey, challenge, session, login)).toBe(false);
  });

  it("is worth nothing elsewhere, later, or for somebody else", () => {
    const login = signLogin(sodium, keys, challenge);
    for (const other of [
      { ...challenge, origin: "https://desk.example.evil" },
      { ...challenge, nonce: new Uint8Array(32).fill(8) },
      { ...challenge, memberId: id<MemberId>(2) },
    ])
      expect(isLogin(sodium, keys.publicKey, other, login)).toBe(false);
  });
});

describe("a command", () => {
  it("cannot be turned into another one", () => {
    const command: Command = {
      method: "POST",
      path: "/api/desk/cases/1/reply",
      body: new TextEncoder().encode('{"text":"…"}'),
      session: id<SessionId>(1),
      counter: 3,
      registryHead: new Uint8Array(32),
      auditHead: new Uint8Array(32),
    };
    const signature = signCommand(sodium, keys, command);
    expect(isCommand(sodium, keys.publicKey, command, signature)).toBe(true);
    const changes: Partial<Command>[] = [
      { method: "GET" },
      { path: "/api/desk/cases/2/reply" },
      { body: new TextEncoder().encode('{"text":"..."}') },
      { session: id<SessionId>(2) },
      { counter: 4 },
      { registryHead: new Uint8Array(32).fill(1) },
      { auditHead: new Uint8Array(32).fill(1) },
    ];
    for (const change of changes)
      expect(isCommand(sodium, keys.publicKey, { ...command, ...change }, signature)).toBe(false);
  });
});

describe("a puzzle", () => {
  it("is solved by searching and checked at once", () => {
    const puzzle = { nonce: random(32), bits: 9 };
    const answer = solvePuzzle(sodium, puzzle);
    expect(isSolved(sodium, puzzle, answer)).toBe(true);
    expect(isSolved(sodium, { ...puzzle, nonce: random(32) }, -1)).toBe(false);
    const wrong = Array.from({ length: answer }, (_, i) => i).filter((i) => isSolved(sodium, puzzle, i));
    expect(wrong).toEqual([]);
  });
});

describe("the name of a member", () => {
  it("opens for her organisation and at her place only", () => {
    const organisation = boxKeypair(sodium, newSeed(random));
    const place = {
      deployment: id<DeploymentId>(1),
      organisationId: id<OrganisationId>(2),
      memberId: id<MemberId>(3),
    };
    const sealed = sealName(sodium, random, organisation.publicKey, place, "Әсел");
    expect(openName(sodium, organisation, place, sealed)).toBe("Әсел");
    expect(() => openName(sodium, organisation, { ...place, memberId: id<MemberId>(4) }, sealed)).toThrow(
      "crypto/wrong-context",
    );
    const longer = sealName(sodium, random, organisation.publicKey, place, "Құралай-Айгүл Нұрмағамбетқызы");
    expect(longer.length).toBe(sealed.length);
  });
});

describe("the record of what was done", () => {
  const record = (seq: number, previous: Uint8Array) =>
    printAuditRecord({
      seq,
      at: (1_795_000_000_000 + seq * 61_000) as UnixMs,
      previous,
      actor: id<KeyId>(9),
      action: "claim",
      subject: id(4),
      detail: new Uint8Array(32),
    });
  const signed = (bytes: Uint8Array) => ({ record: bytes, signature: signAuditRecord(sodium, keys, bytes) });

  it("is a chain: each record continues the one before", () => {
    const first = record(1, new Uint8Array(32));
    const second = record(2, auditHash(sodium, first));
    const follow = (bytes: Uint8Array, before: Uint8Array | null) =>
      followingRecord(sodium, [keys.publicKey], before, signed(bytes));
    expect(follow(first, null)).toMatchObject({ seq: 1, action: "claim" });
    expect(follow(second, first)).toMatchObject({ seq: 2 });
    expect(follow(record(3, auditHash(sodium, first)), first)).toBeNull();
    expect(follow(record(2, new Uint8Array(32)), first)).toBeNull();
  });

  it("is believed from its bot only, and in every bit", () => {
    const bytes = record(1, new Uint8Array(32));
    const stranger = signKeypair(sodium, newSeed(random));
    expect(followingRecord(sodium, [stranger.publicKey], null, signed(bytes))).toBeNull();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const { signature } = signed(bytes);
        expect(followingRecord(sodium, [keys.publicKey], null, { record: changed, signature })).toBeNull();
      }),
    );
  });

  it("tells the minute and nothing finer", () => {
    const parsed = followingRecord(sodium, [keys.publicKey], null, signed(record(1, new Uint8Array(32))));
    expect((parsed?.at ?? 1) % 60_000).toBe(0);
  });
});
