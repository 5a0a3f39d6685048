import { describe, expect, it } from "vitest";
import { enc, utf8 } from "../../src/crypto/encoding.ts";
import { entryHash, headZero, openEntry } from "../../src/crypto/entry.ts";
import { fingerprint } from "../../src/crypto/fingerprint.ts";
import { makeGenesis } from "../../src/crypto/genesis.ts";
import { openGrant } from "../../src/crypto/grant.ts";
import { derive, hash } from "../../src/crypto/hash.ts";
import { keyId, type Seed } from "../../src/crypto/keypairs.ts";
import { type AddressEpochKey, addrTag } from "../../src/crypto/link-row.ts";
import { memberKeys } from "../../src/crypto/member-keys.ts";
import { bucketFor, padmeChunks, padToBucket } from "../../src/crypto/padding.ts";
import { asId, type EntryId, printHex } from "../../src/domain/ids.ts";
import vectors from "../vectors/sealing-v1.json" with { type: "json" };
import {
  BOT,
  CASE,
  CASE_KEYS,
  CASE_SEED,
  fill,
  hex,
  keyOf,
  knows,
  NOW,
  ORG_KEYS,
  sodium,
  TO_ORGANISATION,
} from "./fixtures.ts";

// The labels "a" and "t" exist in the vectors only.
type AnyLabel = Parameters<typeof enc>[0];
const A = "a" as AnyLabel;
const T = "t" as AnyLabel;

describe("the values that an independent implementation made", () => {
  it("agree on the encoding", () => {
    expect(printHex(enc(A))).toBe(vectors.enc_a);
    expect(printHex(enc(A, fill(1, 2), new Uint8Array(0)))).toBe(vectors.enc_ab);
  });

  it("agree on hash and derived key", () => {
    expect(printHex(hash(sodium, T, fill(9, 3)))).toBe(vectors.H);
    expect(printHex(derive(sodium, fill(1, 32), T, fill(9, 3)))).toBe(vectors.KDF);
  });

  it("agree on the bot's key and its id", () => {
    expect(printHex(BOT.keys.publicKey)).toBe(vectors.bot_pk);
    expect(printHex(keyId(sodium, BOT.keys.publicKey))).toBe(vectors.bot_id);
  });

  it("agree on the three keys and the fingerprint of a member", () => {
    const keys = memberKeys(sodium, keyOf<Seed>(2));
    expect(printHex(keys.sign.publicKey)).toBe(vectors.mbr_sign_pk);
    expect(printHex(keys.auth.publicKey)).toBe(vectors.mbr_auth_pk);
    expect(printHex(keys.box.publicKey)).toBe(vectors.mbr_box_pk);
    expect(fingerprint(sodium, keys.sign.publicKey, keys.box.publicKey)).toBe(vectors.fingerprint);
  });

  it("agree on the case: its key, the signature of its genesis, the start of its chain", () => {
    const genesis = makeGenesis(sodium, { ...CASE, charterHash: fill(7, 32) }, BOT);
    expect(printHex(CASE.casePublicKey)).toBe(vectors.case_pk);
    expect(genesis.length).toBe(181);
    expect(printHex(genesis.slice(-64))).toBe(vectors.genesis_sig);
    expect(printHex(headZero(sodium, CASE))).toBe(vectors.head0);
  });

  it("open as an entry, and agree on its hash", () => {
    const { entry } = vectors;
    const sealed = hex(entry.blob);
    const previous = headZero(sodium, CASE);
    expect(entry.prev).toBe(printHex(previous));
    const place = { ...CASE, entryId: asId<EntryId>(hex(entry.id)), seq: entry.seq, previous };
    const opened = openEntry(sodium, CASE_KEYS, place, sealed, knows(BOT));
    expect(opened).toMatchObject({ type: "intake", authorKind: "bot", at: NOW, body: utf8(entry.opens_to) });
    expect(printHex(opened.authorId)).toBe(vectors.bot_id);
    expect(printHex(entryHash(sodium, CASE.caseId, entry.seq, sealed))).toBe(entry.hash);
  });

  it("open as a grant of the case's seed", () => {
    const opened = openGrant(sodium, ORG_KEYS, TO_ORGANISATION, hex(vectors.grant.blob), knows(BOT));
    expect(printHex(opened.seed)).toBe(vectors.grant.opens_to_seed);
    expect(opened).toMatchObject({ granterKind: "bot", at: NOW, scope: "full", seed: CASE_SEED });
  });

  it("agree on the tag of an address", () => {
    const tag = addrTag(sodium, keyOf<AddressEpochKey>(1), { channel: "telegram", id: "7001234567" });
    expect(printHex(tag)).toBe(vectors.addr_tag);
  });

  it("agree on padded sizes", () => {
    for (const [length = -1, padded] of vectors.buckets) {
      expect(bucketFor(length)).toBe(padded);
      expect(padToBucket(new Uint8Array(length)).length).toBe(padded);
    }
    for (const [chunks = -1, rounded] of vectors.padme) expect(padmeChunks(chunks)).toBe(rounded);
  });

  it("are all looked at here", () => {
    expect(Object.keys(vectors).sort()).toEqual(
      (
        "H KDF addr_tag bot_id bot_pk buckets case_pk enc_a enc_ab entry fingerprint genesis_sig grant head0 inputs " +
        "mbr_auth_pk mbr_box_pk mbr_sign_pk note padme"
      ).split(" "),
    );
  });
});
