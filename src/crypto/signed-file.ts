import { asId, type KeyId, sameBytes } from "../domain/ids.ts";
import { isSignedBy, SIGNATURE_BYTES, sign } from "./author.ts";
import { ByteReader } from "./byte-reader.ts";
import { concat, u8, u32 } from "./encoding.ts";
import { keyId, type SignKeypair, type SignPublicKey } from "./keypairs.ts";
import type { Sodium } from "./sodium.ts";

/** One signature under a file; the key id says which key to try. */
export interface FileSignature {
  readonly keyId: KeyId;
  readonly signature: Uint8Array;
}

/** A body and its signatures, nothing checked yet. */
export interface SignedFile {
  readonly body: Uint8Array;
  readonly signatures: readonly FileSignature[];
}

const VERSION = 1;

/** `01 ‖ u32 len ‖ body ‖ u8 n ‖ n × (key id 16 ‖ signature 64)`. Undone by {@link parseSignedFile}. */
export function printSignedFile(file: SignedFile): Uint8Array {
  const signatures = file.signatures.flatMap((one) => [asId(one.keyId), one.signature]);
  return concat(u8(VERSION), u32(file.body.length), file.body, u8(file.signatures.length), ...signatures);
}

/** Undoes {@link printSignedFile}. @throws {Fault} `crypto/malformed`. */
export function parseSignedFile(bytes: Uint8Array): SignedFile {
  const reader = new ByteReader(bytes);
  reader.expect(VERSION);
  const body = reader.take(reader.number(4));
  const count = reader.number(1);
  const signatures = Array.from({ length: count }, () => ({
    keyId: asId<KeyId>(reader.take(16)),
    signature: reader.take(SIGNATURE_BYTES),
  }));
  reader.end();
  return { body, signatures };
}

/** One signature per key pair, in their order. */
export function signFile(
  sodium: Sodium,
  message: Uint8Array,
  signers: readonly SignKeypair[],
): readonly FileSignature[] {
  return signers.map((keys) => ({ keyId: keyId(sodium, keys.publicKey), signature: sign(sodium, keys, message) }));
}

/** How many of the keys really signed. A key counts once, however often it stands in the list or in the file. */
export function countSigners(
  sodium: Sodium,
  keys: readonly SignPublicKey[],
  message: Uint8Array,
  signatures: readonly FileSignature[],
): number {
  const distinct = keys.filter((key, i) => keys.findIndex((other) => sameBytes(other, key)) === i);
  const signed = distinct.filter((key) => {
    const id = keyId(sodium, key);
    return signatures.some((one) => sameBytes(one.keyId, id) && isSignedBy(sodium, key, message, one.signature));
  });
  return signed.length;
}
