import type { OrganisationCard } from "../../domain/desk/organisation.ts";
import type { DeskTexts } from "../../i18n/desk-texts.ts";

/** "accepts now, 4 places". */
export function intakeWord(texts: DeskTexts, { intake, beds }: Pick<OrganisationCard, "intake" | "beds">): string {
  const word = texts.text(`referral.offer.intake-${intake}`);
  return intake === "open" && beds !== null ? `${word}, ${texts.text("referral.offer.beds", { n: beds })}` : word;
}
