import { useTexts } from "../ui/texts-context.tsx";
import { type LegendLine, legendLines } from "./cover-legend.ts";
import type { OpenedCase } from "./port.ts";

/** What the shop's questions and its words about itself mean, to be looked up while answering. */
export function CaseLegend({ opened }: { readonly opened: OpenedCase }) {
  const { text, locale } = useTexts();
  const { questions, signals } = legendLines(locale, opened);
  if (questions.length + signals.length === 0) return null;
  return (
    <details class="legend">
      <summary>{text("case.legend.title")}</summary>
      <div class="stack-small more-body">
        <h3>{text("case.legend.questions")}</h3>
        <Meanings lines={questions} lang={opened.locale} />
        <h3>{text("case.legend.signals")}</h3>
        <Meanings lines={signals} lang={opened.locale} />
      </div>
    </details>
  );
}

function Meanings({ lines, lang }: { readonly lines: readonly LegendLine[]; readonly lang: "kk" | "ru" }) {
  return (
    <dl class="answers">
      {lines.map(({ id, said, means }) => (
        <div key={id} class="answer">
          <dt lang={lang}>{said}</dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  );
}
