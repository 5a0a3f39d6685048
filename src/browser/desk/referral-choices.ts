import type { RecipientKind } from "../../domain/case-contents.ts";
import type { OrganisationCard } from "../../domain/desk/organisation.ts";
import type { CaseFacts } from "./case-facts.ts";
import type { OpenedCase } from "./port.ts";

/** An organisation as somebody to send a case to. */
export interface Choice {
  readonly card: OrganisationCard;
  readonly recipient: RecipientKind;
  /** Straight-line, from the person's place; null: unknown. */
  readonly km: number | null;
  readonly fingerprint: string | null;
  readonly consent: "given" | "unclear" | "none";
  /** It said full or closed: a reason is needed. */
  readonly needsWhy: boolean;
  /** Its name is typed before a case goes there. */
  readonly typeName: boolean;
  /** Why it cannot be chosen at all. */
  readonly barred: "police-excluded" | "no-key" | "waits-already" | null;
}

const RECIPIENT: Readonly<Record<OrganisationCard["kind"], RecipientKind | null>> = {
  hotline: "hotline",
  "crisis-centre": "crisis_centre",
  police: "police",
  oversight: null,
};

/** Which consent a case needs before it goes to such an organisation; null: none can be sent there. */
export function recipientKindOf(kind: OrganisationCard["kind"]): RecipientKind | null {
  return RECIPIENT[kind];
}

interface Known {
  readonly cards: readonly OrganisationCard[];
  readonly opened: OpenedCase;
  readonly facts: Pick<CaseFacts, "policeExcluded">;
  readonly near: readonly { readonly organisation: string | null; readonly km: number | null }[];
  /** Of the keys in the verified charters; null while they are being read. */
  readonly fingerprints: Readonly<Record<string, string>> | null;
  /** The own organisation. */
  readonly own: string;
}

/** Whom a case may be sent to: those that can be chosen first, who accept now before the others, then by distance. */
export function choicesOf(known: Known): readonly Choice[] {
  return known.cards
    .flatMap((card) => {
      const recipient = RECIPIENT[card.kind];
      return recipient === null || card.id === known.own ? [] : [choiceOf(known, card, recipient)];
    })
    .toSorted(byUse);
}

function choiceOf(
  { opened, facts, near, fingerprints }: Known,
  card: OrganisationCard,
  recipient: RecipientKind,
): Choice {
  const consents = opened.consents.filter(({ organisation }) => organisation === card.id);
  const clear = consents.some(({ unclear }) => !unclear);
  const waits = opened.referrals.some(
    ({ to, state }) => to === card.id && (state === "offered" || state === "accepted"),
  );
  const fingerprint = fingerprints?.[card.id] ?? null;
  return {
    card,
    recipient,
    km: near.find(({ organisation }) => organisation === card.id)?.km ?? null,
    fingerprint,
    consent: clear ? "given" : consents.length > 0 ? "unclear" : "none",
    needsWhy: card.intake === "full" || card.intake === "closed",
    typeName: recipient === "police",
    barred: barOf(recipient === "police" && facts.policeExcluded, fingerprints !== null && fingerprint === null, waits),
  };
}

function barOf(policeExcluded: boolean, noKey: boolean, waits: boolean): Choice["barred"] {
  if (policeExcluded) return "police-excluded";
  if (noKey) return "no-key";
  return waits ? "waits-already" : null;
}

const INTAKE_ORDER = ["open", "unknown", "full", "closed"] as const;
const KIND_ORDER = ["crisis_centre", "hotline", "police"] as const;

function byUse(a: Choice, b: Choice): number {
  return (
    Number(a.barred !== null) - Number(b.barred !== null) ||
    KIND_ORDER.indexOf(a.recipient) - KIND_ORDER.indexOf(b.recipient) ||
    INTAKE_ORDER.indexOf(a.card.intake) - INTAKE_ORDER.indexOf(b.card.intake) ||
    (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY) ||
    a.card.name.localeCompare(b.card.name)
  );
}

/** Whether a typed name is that of the organisation; blanks, case and quotation marks do not count. */
export function isNameOf(card: OrganisationCard, typed: string): boolean {
  const plain = (text: string) => text.toLocaleLowerCase().replace(/[\s"'«»„“”]+/g, "");
  return plain(typed) !== "" && plain(typed) === plain(card.name);
}
