import { Badge } from "../ui/badge.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";

/** Who may read the case on her word. Nobody else is ever sent it. */
export function CaseConsents({ opened }: { readonly opened: OpenedCase }) {
  const { text } = useTexts();
  const { organisations } = useWorkplace();
  return (
    <section class="card stack-small" aria-labelledby="consents-title">
      <h2 id="consents-title">{text("case.consents.title")}</h2>
      {opened.consents.length === 0 && <p class="soft">{text("case.consents.none")}</p>}
      <ul class="stack-small">
        {opened.consents.map(({ kind, organisation, unclear }) => (
          <li key={`${kind} ${organisation}`}>
            <PersonText text={organisations.get(organisation)?.name ?? organisation.slice(0, 6)} />
            <span class="line small soft">
              {text(`case.recipient.${kind}`)}
              {unclear && <Badge tone="strong">{text("case.consents.unclear")}</Badge>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
