import type { RecipientKind } from "../domain/case-contents.ts";
import { printHex } from "../domain/ids.ts";
import type { UnixMs } from "../domain/time.ts";
import type { CaseRequest } from "../talks/deed.ts";
import { type Deployment, type Recipient, routable, routeTo } from "./deployment.ts";
import type { Parts } from "./parts.ts";

/** An organisation that gets a case. The grant of a backup exists from the beginning and is released on escalation only. */
export interface Reader {
  readonly kind: RecipientKind;
  readonly recipient: Recipient;
  readonly backup: boolean;
}

const SHOWN_AS = { hotline: "hotline", crisis_centre: "centre", police: "police" } as const;

/**
 * The organisations she said yes to, by the names that she was shown. Routes may have changed while she was writing:
 * whoever stands there now and was not named gets nothing.
 */
export function agreedReaders(parts: Parts, request: CaseRequest, policeExcluded: boolean): readonly Reader[] {
  const deployment = parts.deployment();
  const now = parts.keys.time.now();
  const named = (kind: RecipientKind, name: string | null) =>
    able(deployment, now).find(({ organisation, route }) => organisation.name === name && route?.kind === kind);
  const readers: Reader[] = [];
  for (const kind of request.consents) {
    if (kind === "police" && policeExcluded) continue;
    const recipient = named(kind, request.shown[SHOWN_AS[kind]]);
    if (recipient) readers.push({ kind, recipient, backup: false });
  }
  const backup = request.consents.includes("hotline")
    ? backupNamed(deployment, request.shown.hotlineBackup, now)
    : null;
  if (backup !== null) readers.push({ kind: "hotline", recipient: backup, backup: true });
  return once(readers);
}

/** Who hears a code phrase: the hotline on duty for the whole country, and its backup. */
export function alertReaders(parts: Parts): readonly Reader[] {
  const routing = routeTo(parts.deployment(), "hotline", null, parts.keys.time.now());
  if (routing === null) return [];
  const { first, backup } = routing;
  const kind = "hotline";
  return [
    { kind, recipient: first, backup: false },
    ...(backup ? [{ kind, recipient: backup, backup: true } as const] : []),
  ];
}

/** The backup of whatever kind it is, but never the police. */
function backupNamed(deployment: Deployment, name: string | null, now: UnixMs): Recipient | null {
  const isIt = ({ organisation }: Recipient) => organisation.name === name && organisation.kind !== "police";
  return able(deployment, now).find(isIt) ?? null;
}

function able(deployment: Deployment, now: UnixMs): readonly Recipient[] {
  return [...deployment.recipients.values()].filter((one) => routable(deployment, one, now));
}

/** Each organisation once; who was asked first is not also a backup. */
function once(readers: readonly Reader[]): readonly Reader[] {
  const known = new Set<string>();
  return readers.filter(({ recipient }) => {
    const name = printHex(recipient.organisation.id);
    const isNew = !known.has(name);
    known.add(name);
    return isNew;
  });
}
