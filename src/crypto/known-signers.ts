import { printHex } from "../domain/ids.ts";
import { MINUTE_MS, type UnixMs } from "../domain/time.ts";
import type { AuthorKind, KnownSigner } from "./author.ts";
import type { Charter } from "./charter.ts";
import type { VerifiedCharter } from "./charter-file.ts";
import { keyId, type SignPublicKey } from "./keypairs.ts";
import type { VerifiedRegistry } from "./registry-file.ts";
import type { Sodium } from "./sodium.ts";

/** Clocks of honest machines differ: who enters office may seem to sign a little too early. */
const EARLY_MS = 5 * MINUTE_MS;

interface Term {
  readonly key: SignPublicKey;
  readonly from: number;
  /** First moment after office. */
  readonly until: number;
}

/**
 * Answers who was in office at a moment: bots by their certificate, staff by the charters.
 *
 * A member is in office from the issue of a charter that lists her as active until the issue of the first one that does
 * not. Readers never are: they may not write. Persons are unknown here; whoever remembers their keys asks for them first.
 *
 * @param charters every version, of those organisations whose staff may sign in the case at hand.
 */
export function knownSigners(
  sodium: Sodium,
  registry: VerifiedRegistry,
  charters: readonly VerifiedCharter[],
): KnownSigner {
  const terms = new Map<string, Term[]>();
  const add = (kind: AuthorKind, key: SignPublicKey, from: number, until: number) => {
    const name = nameOfSigner(kind, keyId(sodium, key));
    terms.set(name, [...(terms.get(name) ?? []), { key, from: from - EARLY_MS, until }]);
  };

  for (const bot of registry.registry.bots) add("bot", bot.publicKey, bot.notBefore, bot.notAfter);
  for (const history of histories(charters)) {
    history.forEach((charter, i) => {
      const until = history[i + 1]?.issuedAt ?? Number.POSITIVE_INFINITY;
      for (const member of charter.members) {
        if (member.standing === "active" && member.role !== "reader")
          add("staff", member.sign, charter.issuedAt, until);
      }
    });
  }
  return (kind, id, at) => terms.get(nameOfSigner(kind, id))?.find((term) => isDuring(term, at))?.key ?? null;
}

function isDuring(term: Term, at: UnixMs | null): boolean {
  return at === null || (at >= term.from && at < term.until);
}

function nameOfSigner(kind: AuthorKind, id: Uint8Array): string {
  return `${kind}:${printHex(id)}`;
}

/** The charters of each organisation, by ascending version. */
function histories(charters: readonly VerifiedCharter[]): readonly (readonly Charter[])[] {
  const byOrganisation = new Map<string, Charter[]>();
  for (const { charter } of charters) {
    const name = printHex(charter.organisationId);
    byOrganisation.set(name, [...(byOrganisation.get(name) ?? []), charter]);
  }
  return [...byOrganisation.values()].map((all) => all.sort((a, b) => a.version - b.version));
}
