import type { FileLine } from "../../../crypto/case-file.ts";
import { codeOf } from "../../../domain/faults.ts";
import { printHex, sameBytes } from "../../../domain/ids.ts";
import { namesIn, readRoster, type StaffNames } from "./staff-names.ts";
import { signerOf } from "./trust.ts";
import type { Workplace } from "./workplace.ts";

/**
 * What colleagues in a case are called. Read once, and again when somebody new has written; a case opens without names,
 * too, where they cannot be read.
 */
export function caseNames(place: Workplace): (lines: readonly FileLine[]) => Promise<StaffNames> {
  let names: StaffNames = new Map();
  const asked = new Set<string>();
  place.onLock(() => {
    names = new Map();
    asked.clear();
  });

  return async (lines) => {
    const strangers = colleagues(place, lines).filter((id) => !asked.has(id));
    if (strangers.length === 0) return names;
    for (const id of strangers) asked.add(id);
    try {
      names = namesIn(place, await readRoster(place));
    } catch (error) {
      if (codeOf(error) === "desk/signed-out") throw error;
    }
    return names;
  };
}

function colleagues(place: Workplace, lines: readonly FileLine[]): readonly string[] {
  const { trusted, organisationId } = place.atWork();
  const signers = new Set(lines.flatMap((line) => (line.ok && line.by === "staff" ? [printHex(line.authorId)] : [])));
  const signed = lines.flatMap((line) => {
    if (!line.ok || !signers.delete(printHex(line.authorId))) return [];
    const signer = signerOf(place.world.sodium, trusted, line.authorId);
    return signer !== null && sameBytes(signer.organisation.id, organisationId) ? [printHex(signer.member.id)] : [];
  });
  return signed;
}
