import type { Brand } from "../domain/brand.ts";
import { Fault } from "../domain/faults.ts";
import { asId, type CaseId, type DeploymentId, type KeyId, sameBytes } from "../domain/ids.ts";
import {
  AUTHOR_KIND,
  type Author,
  type AuthorKind,
  type KnownSigner,
  mustBeSigned,
  SIGNATURE_BYTES,
  sign,
} from "./author.ts";
import { ByteReader } from "./byte-reader.ts";
import type { CasePlace } from "./case-place.ts";
import { concat, enc, u8, u16 } from "./encoding.ts";
import { SUITE_X25519 } from "./envelope.ts";
import { asKey, type BoxPublicKey, KEY_BYTES, keyId, type SignPublicKey } from "./keypairs.ts";
import { nameOf } from "./numbering.ts";
import type { Sodium } from "./sodium.ts";

/** The signed birth certificate of a case, in clear: 181 bytes, or 245 when the person signed it herself. */
export type GenesisBytes = Brand<Uint8Array, "GenesisBytes">;

/** What a genesis binds together. */
export interface GenesisBody extends CasePlace {
  /** Hash of the charter under which the first grant is made. */
  readonly charterHash: Uint8Array;
}

/** The keys a person made in her browser; they follow the genesis of her case. */
export interface PersonKeys {
  readonly sign: SignPublicKey;
  readonly box: BoxPublicKey;
}

/** A genesis whose signature was checked. */
export interface Genesis extends GenesisBody {
  readonly signerKind: AuthorKind;
  readonly signerId: KeyId;
  /** Only when the person signed herself; `null` otherwise. */
  readonly person: PersonKeys | null;
}

/** What the reader knows before it looks. */
export interface GenesisCheck {
  readonly deployment: DeploymentId;
  readonly caseId: CaseId;
  readonly known: KnownSigner;
  /**
   * `true` only where a case made in a browser is met for the first time: then the key it brings along is taken.
   * Everywhere else a genesis signed by an unremembered person is refused. [Note: First sight]
   */
  readonly firstSight: boolean;
}

const VERSION = 1;

/**
 * `01 ‖ dep 16 ‖ case 16 ‖ u16 epoch ‖ suite ‖ case_pk 32 ‖ charter_hash 32 ‖ kind ‖ signer 16 ‖ sig 64`.
 * Undone by {@link parseAndVerifyGenesis}.
 *
 * @param personBox her sealing key, when and only when the author is the person herself. It is signed too.
 * @throws {Fault} `crypto/bad-key` when `personBox` and the author's kind do not fit together.
 */
export function makeGenesis(
  sodium: Sodium,
  body: GenesisBody,
  author: Author,
  personBox: BoxPublicKey | null = null,
): GenesisBytes {
  if ((author.kind === "person") !== (personBox !== null)) throw new Fault("crypto/bad-key");
  return concat(
    u8(VERSION),
    asId(body.deployment),
    asId(body.caseId),
    u16(body.epoch),
    u8(SUITE_X25519),
    asKey(body.casePublicKey),
    asKey(body.charterHash),
    u8(AUTHOR_KIND[author.kind]),
    keyId(sodium, author.keys.publicKey),
    sign(sodium, author.keys, signedPart(body, personBox)),
    ...(personBox === null ? [] : [author.keys.publicKey, asKey(personBox)]),
  ) as GenesisBytes;
}

/**
 * Reads a genesis and refuses it unless everything in it is as expected. To be called before every sealing to a case
 * and before every opening: the row comes from a database that others may write to.
 *
 * @throws {Fault} `crypto/malformed`: version, suite or length; `crypto/wrong-context`: another deployment or case;
 * `crypto/unknown-signer`: nobody we know signed it.
 */
export function parseAndVerifyGenesis(sodium: Sodium, bytes: Uint8Array, check: GenesisCheck): Genesis {
  const reader = new ByteReader(bytes);
  reader.expect(VERSION);
  const deployment = asId<DeploymentId>(reader.take(16));
  const caseId = asId<CaseId>(reader.take(16));
  const epoch = reader.number(2);
  reader.expect(SUITE_X25519);
  const casePublicKey = asKey<BoxPublicKey>(reader.take(KEY_BYTES));
  const charterHash = reader.take(KEY_BYTES);
  const signerKind = nameOf(AUTHOR_KIND, reader.number(1));
  const signerId = asId<KeyId>(reader.take(16));
  const signature = reader.take(SIGNATURE_BYTES);
  const person = signerKind === "person" ? readPersonKeys(reader) : null;
  reader.end();

  if (!sameBytes(deployment, check.deployment) || !sameBytes(caseId, check.caseId)) {
    throw new Fault("crypto/wrong-context");
  }
  const body = { deployment, caseId, epoch, casePublicKey, charterHash };
  const known: KnownSigner = (kind, id, at) =>
    check.known(kind, id, at) ?? (check.firstSight && person !== null ? person.sign : null);
  const claim = { kind: signerKind, id: signerId, at: null };
  mustBeSigned(sodium, known, claim, signedPart(body, person?.box ?? null), signature);
  return { ...body, signerKind, signerId, person };
}

function readPersonKeys(reader: ByteReader): PersonKeys {
  return { sign: asKey(reader.take(KEY_BYTES)), box: asKey(reader.take(KEY_BYTES)) };
}

function signedPart(body: GenesisBody, personBox: BoxPublicKey | null): Uint8Array {
  return enc(
    "genesis",
    body.deployment,
    body.caseId,
    u16(body.epoch),
    u8(SUITE_X25519),
    body.casePublicKey,
    body.charterHash,
    ...(personBox === null ? [] : [personBox]),
  );
}
