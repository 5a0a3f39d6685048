import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Bridges } from "../../src/app/bridges.ts";
import { unlockMember } from "../../src/app/desk/member-wrap.ts";
import { openHouse } from "../../src/app/house.ts";
import { houseSettings } from "../../src/app/house-settings.ts";
import type { Parts } from "../../src/app/parts.ts";
import { parseConfig } from "../../src/config.ts";
import type { FileLine } from "../../src/crypto/case-file.ts";
import type { ChatAddress } from "../../src/domain/chat.ts";
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
  /** Where the tokens in it lead back to, each once: a chat of Telegram, a number or an id of WhatsApp. */
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
      const chats = await Promise.all(
        waysBack(parts, organisation, row.caseId, lines).map((chat) => platformOf(parts, chat)),
      );
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
): readonly ChatAddress[] {
  const tokens = lines.flatMap((line) => (line.ok && line.body.entry === "contact" ? line.body.tokens : []));
  const own = tokens.filter(({ organisation }) => organisation === printHex(organisationId));
  const chats = own.map(({ token }) => {
    const bytes = parseHex(token);
    if (bytes === null) throw new Error("a token that is none");
    return parts.keys.openReply({ caseId, organisationId }, bytes).chat;
  });
  return chats.filter(({ id }, i) => chats.findIndex((one) => one.id === id) === i);
}

/** A chat as its platform knows it: what stands for a person of WhatsApp here leads back to her number, or to her id. */
async function platformOf(parts: Parts, { channel, id }: ChatAddress): Promise<string> {
  if (channel !== "whatsapp") return id;
  const address = await new Bridges(parts, channel, () => new Promise(() => {})).addressOf(Number(id));
  return address?.phone ?? address?.user ?? "nobody";
}
