import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MemberFile, parseMemberFile } from "../domain/member-file.ts";

/** A made-up member whom anybody may be in the demo: her file, and the passphrase beside it. Never anything real. */
export interface DemoBadge {
  readonly file: MemberFile;
  readonly passphrase: string;
}

const ENDING = ".json";

/** Lays a made-up member's passphrase beside her file, for the door of the demo. */
export function writeDemoPassphrase(file: string, passphrase: string): void {
  writeFileSync(besideOf(file), passphrase, { mode: 0o600 });
}

/**
 * The members of the demo whose passphrase is at hand, in order of their files.
 *
 * @param folder of the demo; a real installation has none, and no badges.
 * @throws {Fault} `crypto/malformed`: something else lies there.
 */
export function readDemoBadges(folder: string): readonly DemoBadge[] {
  const members = join(folder, "members");
  if (!existsSync(members)) return [];
  return readdirSync(members)
    .filter((name) => name.endsWith(ENDING) && existsSync(besideOf(join(members, name))))
    .sort()
    .map((name) => ({
      file: parseMemberFile(readFileSync(join(members, name), "utf8")),
      passphrase: readFileSync(besideOf(join(members, name)), "utf8"),
    }));
}

function besideOf(file: string): string {
  return `${file.slice(0, -ENDING.length)}.passphrase`;
}
