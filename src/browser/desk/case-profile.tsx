import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseFacts } from "./case-facts.ts";

interface CaseProfileProps {
  readonly facts: CaseFacts;
  /** Address and household are her words: they are hidden with them. */
  readonly isShown: boolean;
}

/** What she laid down for the moment in which she cannot say it. */
export function CaseProfile({ facts, isShown }: CaseProfileProps) {
  const { text } = useTexts();
  const { profile, codeWord } = facts;
  if (profile === null && codeWord === null) return null;
  const hers = (words: string) =>
    isShown ? <PersonText text={words} /> : <span class="soft">{text("case.hidden.title")}</span>;
  return (
    <section class="card stack-small case-profile" aria-labelledby="profile-title">
      <h2 id="profile-title">{text("case.profile.title")}</h2>
      <dl class="facts">
        {profile !== null && profile.wish !== null && (
          <div class="fact">
            <dt>{text("case.profile.wish")}</dt>
            <dd>
              <strong>{text(`case.profile.${profile.wish}`)}</strong>
            </dd>
          </div>
        )}
        {profile !== null && profile.address !== null && (
          <div class="fact">
            <dt>{text("case.profile.address")}</dt>
            <dd>{hers(profile.address)}</dd>
          </div>
        )}
        {profile !== null && profile.household !== null && (
          <div class="fact">
            <dt>{text("case.profile.household")}</dt>
            <dd>{hers(profile.household)}</dd>
          </div>
        )}
        {codeWord !== null && (
          <div class="fact">
            <dt>{text("case.profile.code-word")}</dt>
            <dd>{hers(codeWord)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
