import { newSeed, signKeypair } from "../crypto/keypairs.ts";
import { verifyRegistry } from "../crypto/registry-file.ts";
import { Fault } from "../domain/faults.ts";
import type { MemberFile } from "../domain/member-file.ts";
import type { Write } from "../storage/writes.ts";
import { lockMember } from "./desk/member-wrap.ts";
import {
  certifyBot,
  foundOrganisation,
  newMember,
  nextRegistry,
  placeWrite,
  ROUTE_KIND,
  registerOrganisation,
  routeWrite,
} from "./founding.ts";
import type { House } from "./house.ts";

/** An organisation made up for trying out. */
export interface DemoOrganisation {
  readonly name: string;
  readonly kind: "hotline" | "crisis-centre" | "police";
  readonly regions: readonly string[];
  /** Its town, as an id of the places; left out: it names none. */
  readonly town?: string;
  readonly staffChat: string | null;
  readonly passphrase: string;
}

/** What was founded: the pin to trust, and one member's file for each organisation, in the order given. */
export interface Founded {
  readonly rootPublicKey: Uint8Array;
  readonly members: readonly MemberFile[];
}

/**
 * Founds a whole deployment in one go: root, registry, organisations with one administrator each, and the bot's certificate.
 * The second organisation stands behind the first. For demonstrations and tests: a real ceremony keeps the root key elsewhere.
 */
export async function foundAll(house: House, organisations: readonly DemoOrganisation[]): Promise<Founded> {
  const { sodium, random, keys } = house.parts;
  const root = signKeypair(sodium, newSeed(random));
  const now = keys.time.now();
  const ceremony = { sodium, random, now, root };
  const trust = { pins: [root.publicKey], threshold: 1, previous: null, now };
  const made = organisations.map((one) => {
    const admin = newMember(sodium, random);
    return { ...one, admin, registered: registerOrganisation(random, { name: one.name, kind: one.kind, admin }) };
  });

  let registry = null;
  for (const { registered } of made) {
    const write = nextRegistry(ceremony, registry, { organisation: registered });
    await mustCommit(house, [write]);
    registry = verifyRegistry(sodium, write.file, trust);
  }
  const withBot = nextRegistry(ceremony, registry, { bot: certifyBot(sodium, keys.bot().keys.publicKey, now) });
  await mustCommit(house, [withBot]);
  const final = verifyRegistry(sodium, withBot.file, trust);

  const members: MemberFile[] = [];
  for (const [i, { registered, admin, kind, regions, town, staffChat, passphrase, name }] of made.entries()) {
    const backupOrgId = i === 0 && made[1] && made[1].kind !== "police" ? made[1].registered.id : null;
    await mustCommit(house, [
      ...foundOrganisation(ceremony, final, registered, [{ member: admin, role: "admin" }]),
      routeWrite({ orgId: registered.id, kind: ROUTE_KIND[kind], regions, backupOrgId, staffChat }),
      ...(town === undefined ? [] : [placeWrite(registered.id, { town, serviceId: null })]),
    ]);
    members.push(await lockMember(sodium, random, { name, organisation: registered.id, member: admin, passphrase }));
  }
  return { rootPublicKey: root.publicKey, members };

  async function mustCommit({ parts }: House, writes: readonly Write[]): Promise<void> {
    if ((await parts.store.commit(writes)) !== "done") throw new Fault("store/conflict");
  }
}
