import type { RecipientKind } from "../domain/case-contents.ts";
import { printHex } from "../domain/ids.ts";
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
  const named = (name: string | null) => able(deployment, now).find(({ organisation }) => organisation.name === name);
  const readers: Reader[] = [];
  for (const kind of request.consents) {
    if (kind === "police" && policeExcluded) continue;
    const recipient = named(request.shown[SHOWN_AS[kind]]);
    if (recipient?.route?.kind === kind) readers.push({ kind, recipient, backup: false });
  }
  const backup = request.consents.includes("hotline") ? named(request.shown.hotlineBackup) : undefined;
  if (backup && backup.organisation.kind !== "police")
    readers.push({ kind: "hotline", recipient: backup, backup: true });
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

function able(deployment: Deployment, now: ReturnType<Parts["clock"]>): readonly Recipient[] {
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
