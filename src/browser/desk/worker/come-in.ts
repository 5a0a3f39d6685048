import type { Member } from "../../../crypto/charter.ts";
import { asKey, type Seed, type SignPublicKey } from "../../../crypto/keypairs.ts";
import { sessionIdOf, signLogin, signSession } from "../../../crypto/login.ts";
import { memberKeys } from "../../../crypto/member-keys.ts";
import { unwrapSeed } from "../../../crypto/member-wrap.ts";
import {
  asKdfId,
  type DeviceSecret,
  loginKeypair,
  type PassphraseRoot,
  SALT_BYTES,
  stretchPassphrase,
} from "../../../crypto/passphrase.ts";
import { solvePuzzle } from "../../../crypto/proof-of-work.ts";
import { printBase64 } from "../../../domain/base64.ts";
import {
  type BegunSession,
  begunSessionSchema,
  type LoginStarted,
  loginStartedSchema,
  type Trust,
  wrappedSeedSchema,
} from "../../../domain/desk/door-answers.ts";
import { pinsSchema } from "../../../domain/desk/pins.ts";
import { Fault } from "../../../domain/faults.ts";
import { type MemberId, type OrganisationId, printHex, sameBytes } from "../../../domain/ids.ts";
import type { DeviceRecord } from "./device-store.ts";
import { openSeeds } from "./keyring.ts";
import { bytesIn, filesIn, idIn, pinsIn } from "./received.ts";
import { charterOf, type Pins, type Trusted, trust } from "./trust.ts";
import type { Workplace } from "./workplace.ts";
import type { World } from "./world.ts";

/** A member who proved her passphrase, or brought her seed along. */
export interface Arrival {
  readonly memberId: MemberId;
  /** @secret */
  readonly seed: Seed;
  /** Good once: what begins the session. */
  readonly nonce: Uint8Array;
}

/** Harder than this nobody has to work; a server that asks for more means to keep her out. */
const MOST_PUZZLE_BITS = 22;

/** The pins that came with the page. @throws {Fault} `desk/offline`; `registry/unknown-root`: they are not what they should be. */
export async function readPins({ fetch, origin }: World): Promise<Pins> {
  const response = await fetch(`${origin}/desk/pins.json`, { cache: "no-store", credentials: "omit" }).catch(
    (cause: unknown) => {
      throw new Fault("desk/offline", {}, cause);
    },
  );
  const parsed = pinsSchema.safeParse(await response.json().catch(() => null));
  if (!response.ok || !parsed.success) throw new Fault("registry/unknown-root");
  return pinsIn(parsed.data);
}

/** Checks what the server handed out against pins and memory of this device. @throws {Fault} as `trust`. */
export async function checked({ world }: Workplace, files: Trust): Promise<Trusted> {
  return trust(world.sodium, world.store, await readPins(world), filesIn(files));
}

/**
 * Asks how a member's passphrase is to be stretched. What is below the floor is refused before anything is computed.
 *
 * @throws {Fault} `crypto/kdf-floor`, `crypto/malformed`: the server asks for something no honest one would.
 */
export async function askDoor({ api }: Workplace, memberId: MemberId) {
  const said: LoginStarted = await api.knock("/login/start", { member: printHex(memberId) }, loginStartedSchema);
  const salt = bytesIn(said.salt);
  if (salt.length !== SALT_BYTES) throw new Fault("crypto/malformed", { salt: salt.length });
  if ((said.puzzle?.bits ?? 0) > MOST_PUZZLE_BITS)
    throw new Fault("crypto/malformed", { bits: said.puzzle?.bits ?? 0 });
  const puzzle = said.puzzle && { nonce: bytesIn(said.puzzle.nonce), bits: said.puzzle.bits };
  return { kdf: asKdfId(said.kdf), salt, nonce: bytesIn(said.nonce), puzzle };
}

/**
 * Proves her passphrase and opens her seed. Neither leaves the Worker: the server gets a signature of a key that opens
 * nothing. [Note: A key that answers strangers opens nothing]
 *
 * @throws {Fault} `desk/wrong-passphrase`; `crypto/…`: the server did not give what it was given.
 */
export async function proveForSeed(
  place: Workplace,
  memberId: MemberId,
  device: DeviceSecret,
  passphrase: string,
): Promise<Arrival & { readonly root: PassphraseRoot }> {
  const { sodium, origin } = place.world;
  const { kdf, salt, nonce, puzzle } = await askDoor(place, memberId);
  if (passphrase === "") throw new Fault("desk/wrong-passphrase");
  const root = await stretchPassphrase(sodium, passphrase, { memberId, device, kdf, salt });
  const answer = puzzle === null ? null : solvePuzzle(sodium, puzzle);
  const signature = signLogin(sodium, loginKeypair(sodium, root), { origin, nonce, memberId });
  const proof = { member: printHex(memberId), nonce: printBase64(nonce), signature: printBase64(signature), answer };
  const given = await place.api.knock("/login/finish", proof, wrappedSeedSchema);
  const seed = unwrapSeed(sodium, root, memberId, bytesIn(given.wrapped));
  return { memberId, seed, nonce: bytesIn(given.nonce), root };
}

/**
 * Begins a session, checks everything signed, and opens the seeds of her organisation.
 *
 * @throws {Fault} `desk/not-allowed`: no charter in force lists these keys; as `trust`, `openSeeds`.
 */
export async function beginWork(place: Workplace, record: DeviceRecord, arrival: Arrival): Promise<BegunSession> {
  const { world, api } = place;
  const { sodium } = world;
  const { memberId, nonce } = arrival;
  const keys = memberKeys(sodium, arrival.seed);
  arrival.seed.fill(0);
  const session = asKey<SignPublicKey>(record.session);
  const signature = signSession(sodium, keys.auth, { origin: world.origin, nonce, memberId }, session);
  const begun = await api.knock(
    "/login/session",
    {
      member: printHex(memberId),
      nonce: printBase64(nonce),
      session: printBase64(session),
      signature: printBase64(signature),
    },
    begunSessionSchema,
  );
  const token = bytesIn(begun.token);
  const organisationId = idIn<OrganisationId>(begun.organisation);
  const trusted = await checked(place, begun.trust);
  const listed = mustBeListed(trusted, organisationId, memberId, keys.sign.publicKey);
  const handed = begun.orgGrants.map(({ epoch, grant }) => ({ epoch, row: bytesIn(grant) }));
  let counter = 0;
  const now = world.now();
  place.begin({
    memberId,
    role: listed.role,
    organisationId,
    keys,
    author: { kind: "staff", keys: keys.sign },
    trusted,
    seeds: openSeeds(sodium, trusted, { memberId, organisationId, box: keys.box }, handed),
    token,
    session: sessionIdOf(sodium, token),
    nextCounter: () => {
      counter += 1;
      return counter;
    },
    auditHead: bytesIn(begun.trust.auditHead),
    begunAt: now,
    seenAt: now,
  });
  return begun;
}

/** What the charter in force says of her, whatever the server says. @throws {Fault} `desk/not-allowed`. */
export function mustBeListed(
  trusted: Trusted,
  organisationId: OrganisationId,
  memberId: MemberId,
  sign: SignPublicKey,
): Member {
  const { members } = charterOf(trusted, organisationId).charter;
  const listed = members.find(({ id }) => sameBytes(id, memberId));
  if (listed?.standing !== "active" || !sameBytes(listed.sign, sign)) throw new Fault("desk/not-allowed");
  return listed;
}
