import { addOrganisation } from "../src/app/add-organisation.ts";
import { loadDeployment, type RootPins } from "../src/app/deployment.ts";
import { lockMember, unlockMember } from "../src/app/desk/member-wrap.ts";
import { type NewMember, newMember } from "../src/app/founding.ts";
import { renewRegistry } from "../src/app/newest-registry.ts";
import { type Administrator, admitMember, nextCharter, openAdministrator } from "../src/app/next-charter.ts";
import type { Parts } from "../src/app/parts.ts";
import { fingerprint } from "../src/crypto/fingerprint.ts";
import { newSeed, signKeypair } from "../src/crypto/keypairs.ts";
import type { Sodium } from "../src/crypto/sodium.ts";
import { Fault } from "../src/domain/faults.ts";
import { printHex, type RandomBytes } from "../src/domain/ids.ts";
import type { Texts } from "../src/i18n/texts.ts";
import type { Write } from "../src/storage/writes.ts";
import type { Prompt } from "./ask.ts";
import { keepMember, readAdmin, readRoot, writeNew } from "./keys-files.ts";
import { newPathOf, type Options, organisationOf, roleOf, textOf } from "./keys-options.ts";
import { askNewPassphrase } from "./keys-passphrase.ts";
import { dayText, showOrganisations } from "./keys-show.ts";

/** What a command of the ceremony works with. */
export interface Table {
  readonly parts: Parts;
  readonly pins: RootPins;
  readonly options: Options;
  readonly prompt: Prompt;
}

/** A step of the ceremony: changes everything it should or nothing, and gives the lines to print. */
type Command = (table: Table) => Promise<readonly string[]>;

/** Makes the root's seed. Needs neither settings nor stores: it can be done on another machine. */
export function makeRoot(texts: Texts, sodium: Sodium, random: RandomBytes, options: Options): readonly string[] {
  const file = newPathOf(options);
  const seed = newSeed(random);
  writeNew(file, `${printHex(seed)}\n`);
  return [texts.staffText("keys.root-made", { file, key: printHex(signKeypair(sodium, seed).publicKey) })];
}

/** The commands that look into the stores, by name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  organisation: makeOrganisation,
  member: makeMember,
  renew,
  "renew-charter": renewCharter,
  show: ({ parts, pins }) => showOrganisations(parts, pins),
};

async function makeOrganisation({ parts, pins, options, prompt }: Table): Promise<readonly string[]> {
  const { sodium, random, store, texts } = parts;
  const wanted = organisationOf(options);
  const name = textOf(options, "member");
  const file = newPathOf(options);
  const root = readRoot(sodium, textOf(options, "root"));
  const { organisation, admin, writes } = await addOrganisation(parts, pins, root, wanted);
  const passphrase = await askNewPassphrase(texts, prompt, name);
  const locked = await lockMember(sodium, random, { name, organisation: organisation.id, member: admin, passphrase });
  await keepMember(store, file, locked, writes);
  const id = printHex(organisation.id);
  const shown = { name: organisation.name, id, file, fingerprint: fingerprintOf(sodium, admin) };
  return [texts.staffText("keys.organisation-made", shown)];
}

async function makeMember(table: Table): Promise<readonly string[]> {
  const { parts, options, prompt } = table;
  const { sodium, random, store, texts } = parts;
  const name = textOf(options, "name");
  const role = roleOf(options);
  const file = newPathOf(options);
  const admin = await askAdministrator(table);
  const passphrase = await askNewPassphrase(texts, prompt, name);
  const member = newMember(sodium, random);
  const organisation = admin.membership.organisation.organisation.id;
  const locked = await lockMember(sodium, random, { name, organisation, member, passphrase });
  await keepMember(store, file, locked, admitMember(parts, admin, member, role));
  return [texts.staffText("keys.member-made", { name, file, fingerprint: fingerprintOf(sodium, member) })];
}

async function renew({ parts, pins, options }: Table): Promise<readonly string[]> {
  const root = readRoot(parts.sodium, textOf(options, "root"));
  const { write, registry } = await renewRegistry(parts, pins, root);
  await mustKeep(parts, write);
  const { version, expiresAt } = registry.registry;
  return [parts.texts.staffText("keys.renewed", { version, until: dayText(expiresAt) })];
}

async function renewCharter(table: Table): Promise<readonly string[]> {
  const { parts } = table;
  const { charter, write } = nextCharter(parts, await askAdministrator(table));
  await mustKeep(parts, write);
  const { version, expiresAt } = charter;
  return [parts.texts.staffText("keys.charter-renewed", { version, until: dayText(expiresAt) })];
}

async function askAdministrator({ parts, pins, options, prompt }: Table): Promise<Administrator> {
  const { sodium, store, keys, texts } = parts;
  const file = readAdmin(textOf(options, "admin"));
  await loadDeployment(sodium, store, keys, pins); // Says what is wrong when none is in force.
  const passphrase = await prompt.ask(texts.staffText("keys.passphrase"));
  return openAdministrator(parts, await unlockMember(sodium, file, passphrase));
}

async function mustKeep({ store }: Parts, write: Write): Promise<void> {
  if ((await store.commit([write])) !== "done") throw new Fault("store/conflict");
}

function fingerprintOf(sodium: Sodium, { keys }: NewMember): string {
  return fingerprint(sodium, keys.sign.publicKey, keys.box.publicKey);
}
