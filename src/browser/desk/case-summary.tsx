import type { ComponentChildren } from "preact";
import { canDelete } from "../../domain/chat.ts";
import { Badge } from "../ui/badge.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { momentOf } from "../ui/time-words.ts";
import type { CaseFacts } from "./case-facts.ts";
import { OrderFacts } from "./case-order.tsx";
import { CasePlace } from "./case-place.tsx";
import { answerWord, mayWriteWord, wordFor } from "./case-words.ts";
import type { OpenedCase } from "./port.ts";

interface CaseSummaryProps {
  readonly opened: OpenedCase;
  readonly facts: CaseFacts;
  /** Place and number are her words: they are hidden with them. */
  readonly isShown: boolean;
}

/** Danger signs, place, needs: the first half minute of whoever takes the case. */
export function CaseSummary({ opened, facts, isShown }: CaseSummaryProps) {
  const texts = useTexts();
  const { text } = texts;
  const { called102At } = opened.row;
  return (
    <section class="card stack-small" aria-labelledby="facts-title">
      <h2 id="facts-title">{text("case.facts.title")}</h2>
      <dl class="facts">
        <Fact name={text("case.facts.signs")}>
          <Signs signs={facts.signs} />
        </Fact>
        <Fact name={text("case.facts.place")}>
          {facts.places.length === 0 && <span class="soft">{text("case.facts.no-place")}</span>}
          {facts.places.length > 0 &&
            (isShown ? (
              facts.places.map((place) => <CasePlace key={JSON.stringify(place)} place={place} />)
            ) : (
              <Hidden />
            ))}
        </Fact>
        <Chosen name={text("case.facts.wants")} question="wants" options={facts.wants} />
        <Chosen name={text("case.facts.who")} question="who" options={asList(facts.who)} />
        <Chosen name={text("case.facts.children")} question="children" options={asList(facts.children)} />
        <Chosen name={text("case.facts.injuries")} question="injuries" options={asList(facts.injuries)} />
        {facts.phones.length > 0 && (
          <Fact name={text("case.facts.phone")}>
            {isShown ? facts.phones.map((phone) => <PersonText key={phone} text={phone} />) : <Hidden />}
          </Fact>
        )}
        <Fact name={text("case.facts.language")}>{text(`case.language.${opened.locale}`)}</Fact>
        <HerChannel channel={opened.contact.channel} />
        {facts.mayWrite !== null && (
          <Fact name={text("case.facts.may-write")}>{mayWriteWord(texts, facts.mayWrite)}</Fact>
        )}
        {called102At !== null && (
          <Fact name={text("case.facts.called-102")}>{momentOf(texts, called102At, Date.now())}</Fact>
        )}
      </dl>
      <OrderFacts facts={facts} isShown={isShown} />
    </section>
  );
}

/** Where she writes from, and what that means for what was written. */
function HerChannel({ channel }: Pick<OpenedCase["contact"], "channel">) {
  const { text } = useTexts();
  if (channel === null) return null;
  return (
    <Fact name={text("case.facts.channel")}>
      {text(`case.via.${channel}`)}
      {!canDelete(channel) && <span class="small soft fact-more">{text("case.facts.keeps")}</span>}
    </Fact>
  );
}

function asList(option: string | null): readonly string[] {
  return option === null ? [] : [option];
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Hidden() {
  const { text } = useTexts();
  return <span class="soft">{text("case.hidden.title")}</span>;
}

function Signs({ signs }: { readonly signs: readonly string[] }) {
  const texts = useTexts();
  if (signs.length === 0) return <span class="soft">{texts.text("case.facts.no-signs")}</span>;
  return (
    <ul class="signs">
      {signs.map((sign) => (
        <li key={sign}>
          <Badge tone="strong">{wordFor(texts, "case.sign", sign)}</Badge>
        </li>
      ))}
    </ul>
  );
}

interface ChosenProps {
  readonly name: string;
  readonly question: string;
  readonly options: readonly string[];
}

/** Chosen answers by their words; nothing when the question was passed over. */
function Chosen({ name, question, options }: ChosenProps) {
  const texts = useTexts();
  if (options.length === 0) return null;
  return <Fact name={name}>{texts.list(options.map((option) => answerWord(texts, question, option)))}</Fact>;
}
