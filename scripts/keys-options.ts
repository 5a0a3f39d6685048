import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { WantedOrganisation } from "../src/app/add-organisation.ts";
import { ROUTE_KIND } from "../src/app/founding.ts";
import { MEMBER_ROLE, type MemberRole } from "../src/crypto/charter.ts";
import { asId, ID_BYTES, type OrganisationId, parseHex } from "../src/domain/ids.ts";
import { isRegionCode, type RegionCode } from "../src/domain/service-records.ts";
import { loadShownServices } from "../src/services/public-services.ts";
import { loadPlaces } from "../src/services/shipped-places.ts";
import { Refusal } from "./keys-refusal.ts";

const TEXT = { type: "string" } as const;
const OPTIONS = {
  admin: TEXT,
  backup: TEXT,
  kind: TEXT,
  member: TEXT,
  name: TEXT,
  out: TEXT,
  regions: TEXT,
  role: TEXT,
  root: TEXT,
  service: TEXT,
  "staff-chat": TEXT,
  town: TEXT,
};
type OptionName = keyof typeof OPTIONS;
/** What was given on the command line, not looked at yet. */
export type Options = Readonly<Partial<Record<OptionName, string>>>;

/** The command and its options; null when there is an option that nobody knows. */
export function parseCommand(args: readonly string[]): { readonly command: string; readonly options: Options } | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [command = "", ...more] = positionals;
    return more.length > 0 ? null : { command, options: values };
  } catch {
    return null;
  }
}

/** @throws {Refusal} when the option is missing or blank. */
export function textOf(options: Options, name: OptionName): string {
  const text = options[name]?.trim();
  return text || refuse(name);
}

/** Where to write. @throws {Refusal} when something is there already. */
export function newPathOf(options: Options): string {
  const path = textOf(options, "out");
  if (existsSync(path)) throw new Refusal("keys.not-written", {});
  return path;
}

/** @throws {Refusal} when it is no role. */
export function roleOf(options: Options): MemberRole {
  const role = options.role ?? "staff";
  return isKey(MEMBER_ROLE, role) ? role : refuse("role");
}

/** @throws {Refusal} names the option that is not as it should be. */
export function organisationOf(options: Options): WantedOrganisation {
  const kind = textOf(options, "kind");
  return {
    name: textOf(options, "name"),
    kind: isKey(ROUTE_KIND, kind) ? kind : refuse("kind"),
    regions: regionsOf(options),
    backup: backupOf(options),
    staffChat: staffChatOf(options),
    town: listedOf(options, "town", loadPlaces()),
    serviceId: listedOf(options, "service", loadShownServices()),
  };
}

function regionsOf({ regions }: Options): readonly RegionCode[] {
  if (regions === undefined) return [];
  const codes = regions.split(",").map((code) => code.trim());
  return [...new Set(codes.map((code) => (isRegionCode(code) ? code : refuse("regions"))))];
}

function backupOf({ backup }: Options): OrganisationId | null {
  if (backup === undefined) return null;
  const bytes = parseHex(backup.trim());
  return bytes?.length === ID_BYTES ? asId<OrganisationId>(bytes) : refuse("backup");
}

function staffChatOf({ "staff-chat": chat }: Options): string | null {
  if (chat === undefined) return null;
  return /^-?[1-9]\d{0,15}$/.test(chat) ? chat : refuse("staff-chat");
}

/** An id that came with the program: with another one the directory of services could not be opened. */
function listedOf(
  options: Options,
  name: "town" | "service",
  listed: readonly { readonly id: string }[],
): string | null {
  const id = options[name]?.trim();
  if (id === undefined) return null;
  return listed.some((one) => one.id === id) ? id : refuse(name);
}

function isKey<Names extends object>(names: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(names, name);
}

function refuse(option: OptionName): never {
  throw new Refusal("keys.bad-option", { option });
}
