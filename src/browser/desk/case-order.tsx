import type { EntryBody } from "../../domain/case-contents.ts";
import { Badge } from "../ui/badge.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseFacts } from "./case-facts.ts";
import { meaningOfAnswer, meaningOfQuestion } from "./cover-legend.ts";
import { LongText } from "./long-text.tsx";

type Order = Extract<EntryBody, { entry: "order" }>;

/** What the shop asked, what she answered, and beside it what that means. */
export function OrderWords({ body }: { readonly body: Order }) {
  const { text, locale } = useTexts();
  const question = meaningOfQuestion(locale, body.question);
  const answer = meaningOfAnswer(locale, body);
  return (
    <>
      {body.asked !== "" && (
        <span class="small soft">
          <PersonText text={text("case.order.asked", { asked: body.asked })} />
        </span>
      )}
      <LongText words={body.answered} />
      {question !== null && (
        <span class="order-means small">
          <strong>{text("case.order.means", { means: answer === null ? question : `${question}: ${answer}` })}</strong>
        </span>
      )}
    </>
  );
}

/** All that she told the shop, by its meaning: her last answer to each question. */
export function OrderFacts({ facts, isShown }: { readonly facts: CaseFacts; readonly isShown: boolean }) {
  const { text, locale } = useTexts();
  if (facts.order.length === 0) return null;
  return (
    <section class="stack-small" aria-labelledby="order-title">
      <h3 id="order-title">{text("case.order.title")}</h3>
      <dl class="facts">
        {facts.order.map((body) => (
          <div key={body.question} class="fact">
            <dt>{meaningOfQuestion(locale, body.question) ?? body.question}</dt>
            <dd>
              <OrderAnswer body={body} isShown={isShown} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function OrderAnswer({ body, isShown }: { readonly body: Order; readonly isShown: boolean }) {
  const { text, locale } = useTexts();
  const means = meaningOfAnswer(locale, body);
  if (means !== null) return <strong>{means}</strong>;
  if (!isShown) return <span class="soft">{text("case.hidden.title")}</span>;
  return (
    <>
      <PersonText text={body.answered} /> {body.option === null && <Badge>{text("case.order.own-words")}</Badge>}
    </>
  );
}
