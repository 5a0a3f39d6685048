import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unlockMember } from "../../src/app/desk/member-wrap.ts";
import { openHouse } from "../../src/app/house.ts";
import { houseSettings } from "../../src/app/house-settings.ts";
import type { Parts } from "../../src/app/parts.ts";
import { parseConfig } from "../../src/config.ts";
import type { FileLine } from "../../src/crypto/case-file.ts";
import { asId, type CaseId, type OrganisationId, parseHex, printHex } from "../../src/domain/ids.ts";
import { parseMemberFile } from "../../src/domain/member-file.ts";
import { openAsMember } from "../app/desk/at-the-desk.ts";
import type { Deployed } from "./running-pana.ts";

/** A case as a member of staff reads it. */
export interface OpenedCase {
  readonly id: string;
  /** Number of the last entry by the row of the case; the chain must reach it. */
  readonly headSeq: number;
  readonly lines: readonly FileLine[];
  /** The chats that the tokens in it lead back to, each once. */
  readonly chats: readonly string[];
}

const LOCALES = fileURLToPath(new URL("../../locales", import.meta.url));
const MORE_THAN_ALL = 100_000;

/** Opens every case of a deployment with the keys of one member, past the desk: for checks. The program need not run. */
export async function readEveryCase(
  deployed: Deployed,
  member: number,
  passphrase: string,
): Promise<{ readonly stored: number; readonly opened: readonly OpenedCase[] }> {
  const config = parseConfig(deployed.env, () => "");
  const house = await openHouse(houseSettings(config, LOCALES, () => {}));
  try {
    const { parts } = house;
    const file = parseMemberFile(readFileSync(join(deployed.members[member] ?? ""), "utf8"));
    const { id, keys, seed } = await unlockMember(parts.sodium, file, passphrase);
    const organisation = asId<OrganisationId>(parseHex(file.organisation) ?? new Uint8Array());
    const reader = { id, keys, seed, organisation, name: file.name };
    const opened: OpenedCase[] = [];
    for (const row of await parts.store.queueOf(organisation, MORE_THAN_ALL)) {
      const { lines } = await openAsMember(parts, reader, row.caseId);
      const chats = waysBack(parts, organisation, row.caseId, lines);
      opened.push({ id: printHex(row.caseId), headSeq: row.headSeq, lines, chats });
    }
    return { stored: (await parts.store.counts()).cases ?? -1, opened };
  } finally {
    await house.close();
  }
}

function waysBack(
  parts: Parts,
  organisationId: OrganisationId,
  caseId: CaseId,
  lines: readonly FileLine[],
): readonly string[] {
  const tokens = lines.flatMap((line) => (line.ok && line.body.entry === "contact" ? line.body.tokens : []));
  const own = tokens.filter(({ organisation }) => organisation === printHex(organisationId));
  const chats = own.map(({ token }) => {
    const bytes = parseHex(token);
    return bytes === null ? "unreadable" : parts.keys.openReply({ caseId, organisationId }, bytes).chat.id;
  });
  return [...new Set(chats)];
}
