import { useId } from "preact/hooks";
import { Badge } from "../ui/badge.tsx";
import { Fingerprint } from "../ui/fingerprint.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { townWord } from "./case-words.ts";
import { intakeWord } from "./intake-word.ts";
import type { Choice } from "./referral-choices.ts";

interface ReferralRecipientsProps {
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly onChoose: (organisation: string) => void;
}

/** Organisations of the verified registry, and no others: nothing is typed here. */
export function ReferralRecipients({ choices, chosen, onChoose }: ReferralRecipientsProps) {
  const { text } = useTexts();
  const name = useId();
  if (choices.length === 0) return null;
  return (
    <fieldset class="stack-small">
      <legend class="field-label">{text("referral.offer.choose")}</legend>
      {choices.map((choice) => (
        <label key={choice.card.id} class="recipient">
          <input
            type="radio"
            name={name}
            checked={choice.card.id === chosen}
            disabled={choice.barred !== null}
            onChange={() => onChoose(choice.card.id)}
          />
          <RecipientWords choice={choice} isChosen={choice.card.id === chosen} />
        </label>
      ))}
    </fieldset>
  );
}

const BARRED = {
  "police-excluded": "referral.offer.barred-police",
  "no-key": "referral.offer.barred-key",
  "waits-already": "referral.offer.barred-waits",
} as const;

function RecipientWords({ choice, isChosen }: { readonly choice: Choice; readonly isChosen: boolean }) {
  const texts = useTexts();
  const { text } = texts;
  const { card, km, consent, barred, fingerprint } = choice;
  const town = townWord(texts, card.town);
  return (
    <span class="recipient-words">
      <span class="recipient-name">
        <PersonText text={card.name} />
      </span>
      <span class="line small soft">
        <span>{text(`house.kind.${card.kind}`)}</span>
        {town !== null && <span>{town}</span>}
        {km !== null && <span>{text("case.near.km", { km: Math.round(km) })}</span>}
        {!card.onDuty && <span>{text("referral.offer.off-duty")}</span>}
      </span>
      <span class="line small">
        <Badge tone={card.intake === "open" ? "accent" : "calm"}>{intakeWord(texts, card)}</Badge>
        <Badge tone={consent === "given" ? "accent" : "strong"}>{text(`referral.offer.consent-${consent}`)}</Badge>
      </span>
      {barred !== null && <span class="small">{text(BARRED[barred])}</span>}
      {isChosen && fingerprint !== null && (
        <span class="small soft">
          {text("referral.offer.fingerprint")}: <Fingerprint digits={fingerprint} />
        </span>
      )}
    </span>
  );
}
