/**
 * A second reading of the formats that shares no code with src/crypto and no library with it either.
 * It knows one way through each format and no error codes.
 */
import { type Bytes, blake2b, equal, isSigned, join, openSealedBox, openXChaCha } from "./independent-primitives.ts";

const be = (value: number, width: number): Bytes =>
  new Uint8Array(
    Buffer.from(
      BigInt(value)
        .toString(16)
        .padStart(2 * width, "0"),
      "hex",
    ),
  );

/** `u8(len l) ‖ l ‖ u8(n) ‖ Σ (u32(len p) ‖ p)`. */
export function enc(label: string, ...parts: readonly Bytes[]): Bytes {
  const name = Buffer.from(`pana1/${label}`);
  return join(be(name.length, 1), name, be(parts.length, 1), ...parts.flatMap((part) => [be(part.length, 4), part]));
}

function unpad(padded: Bytes): Bytes {
  const mark = Buffer.from(padded).lastIndexOf(0x80);
  if (mark < 0 || padded.subarray(mark + 1).some((byte) => byte !== 0)) throw new Error("padding");
  return padded.slice(0, mark);
}

export interface CaseFacts {
  readonly deployment: Bytes;
  readonly caseId: Bytes;
  readonly epoch: number;
  readonly publicKey: Bytes;
}

function openEnvelope(sealed: Bytes, publicKey: Bytes, secretKey: Bytes, context: Bytes): Bytes {
  if (sealed[0] !== 1 || sealed[1] !== 1) throw new Error("version");
  const inside = openSealedBox(sealed.subarray(2), publicKey, secretKey);
  const want = blake2b(32, enc("seal-ctx", be(1, 1), publicKey, context));
  if (!equal(inside.subarray(0, 32), want)) throw new Error("context");
  return inside.slice(32);
}

/** Body of an entry signed by `signer`. */
export function openEntry(
  sealed: Bytes,
  facts: CaseFacts,
  entry: { readonly id: Bytes; readonly seq: number; readonly previous: Bytes },
  secretKey: Bytes,
  signer: Bytes,
): { readonly type: number; readonly at: number; readonly body: Bytes } {
  const { deployment, caseId, epoch, publicKey } = facts;
  const context = enc("entry-ctx", deployment, caseId, be(epoch, 2), entry.id, be(entry.seq, 4), entry.previous);
  const plain = unpad(openEnvelope(sealed, publicKey, secretKey, context));
  const view = Buffer.from(plain);
  const end = 31 + view.readUInt32BE(27);
  const signature = plain.subarray(end, end + 64);
  const message = enc("entry", context, publicKey, plain.subarray(0, end));
  if (plain.length !== end + 64 || !isSigned(message, signature, signer)) throw new Error("signature");
  const id = blake2b(32, enc("keyid", signer)).subarray(0, 16);
  if (!equal(plain.subarray(3, 19), id)) throw new Error("author");
  return { type: view.readUInt8(1), at: Number(view.readBigUInt64BE(19)), body: plain.slice(31, end) };
}

/** Seed in a grant signed by `signer`. */
export function openGrant(
  sealed: Bytes,
  facts: CaseFacts,
  recipient: { readonly kind: number; readonly id: Bytes; readonly epoch: number; readonly publicKey: Bytes },
  secretKey: Bytes,
  signer: Bytes,
): Bytes {
  const { deployment, caseId, epoch, publicKey } = facts;
  const to = [be(recipient.kind, 1), recipient.id, be(recipient.epoch, 4)];
  const context = enc("grant-ctx", deployment, caseId, be(epoch, 2), publicKey, ...to);
  const payload = openEnvelope(sealed, recipient.publicKey, secretKey, context);
  const [head, seed, signature] = [payload.slice(0, 26), payload.slice(26, 58), payload.slice(58)];
  const message = enc("grant", context, recipient.publicKey, head, seed);
  if (!isSigned(message, signature, signer)) throw new Error("signature");
  return seed;
}

export function openLockedRow(key: Bytes, rowId: Bytes, locked: Bytes): Bytes {
  return openXChaCha(key, enc("row", be(1, 1), rowId), locked.subarray(1));
}

export function openLink(key: Bytes, week: number, channel: number, id: string, row: Bytes): Bytes {
  const parts = [be(channel, 1), new Uint8Array(Buffer.from(id))];
  const tag = blake2b(32, enc("addr-tag", ...parts), key).subarray(0, 16);
  const rowKey = blake2b(32, enc("addr-key", ...parts), key);
  return unpad(openXChaCha(rowKey, enc("link", be(1, 1), tag, be(week, 4)), row.subarray(5)));
}

export function openState(key: Bytes, day: number, version: number, channel: number, id: string, row: Bytes): Bytes {
  const parts = [be(channel, 1), new Uint8Array(Buffer.from(id))];
  const tag = blake2b(32, enc("state-tag", ...parts), key).subarray(0, 16);
  const rowKey = blake2b(32, enc("state", ...parts), key);
  return unpad(openXChaCha(rowKey, enc("state", be(1, 1), tag, be(day, 4), be(version, 4)), row.subarray(5)));
}

export function openReply(key: Bytes, caseId: Bytes, organisationId: Bytes, token: Bytes) {
  const bound = enc("reply", be(1, 1), caseId, organisationId, token.slice(1, 17));
  const plain = Buffer.from(unpad(openXChaCha(key, bound, token.subarray(17))));
  const expiresAt = Number(plain.readBigUInt64BE(1));
  return {
    policy: plain.readUInt8(0),
    expiresAt,
    channel: plain.readUInt8(9),
    id: plain.subarray(10).toString("utf8"),
  };
}

/** Whether a genesis of 181 bytes was signed by `signer`. */
export function isGenesisOf(genesis: Bytes, signer: Bytes): boolean {
  const part = (from: number, to: number) => genesis.slice(from, to);
  const fields = [part(1, 17), part(17, 33), part(33, 35), part(35, 36), part(36, 68), part(68, 100)];
  return isSigned(enc("genesis", ...fields), part(117, 181), signer);
}
