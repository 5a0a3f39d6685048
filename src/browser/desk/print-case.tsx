import { useMemo } from "preact/hooks";
import { useTexts } from "../ui/texts-context.tsx";
import { dateOf, momentOf } from "../ui/time-words.ts";
import { CaseConsents } from "./case-consents.tsx";
import { factsOf } from "./case-facts.ts";
import { CaseLineView } from "./case-line-view.tsx";
import { CaseProfile } from "./case-profile.tsx";
import { CaseSummary } from "./case-summary.tsx";
import { dayInKazakhstan, type TimelineItem, timelineOf } from "./case-timeline.ts";
import { CaseTold } from "./case-told.tsx";
import { useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";

/** Enough to cover a sheet; a part cut out of it still says whose it was. */
const MARKS = 12;

interface PrintedCaseProps {
  readonly opened: OpenedCase;
  readonly reason: string;
  readonly at: number;
}

/** A case for paper: black on white, with the name of whoever printed it across every sheet. */
export function PrintedCase({ opened, reason, at }: PrintedCaseProps) {
  const texts = useTexts();
  const { text } = texts;
  const { session } = useWorkplace();
  const facts = useMemo(() => factsOf(opened.lines), [opened.lines]);
  const items = useMemo(() => timelineOf(opened.lines, opened.deliveries, dayInKazakhstan), [opened]);
  const when = momentOf(texts, at, at + 2 * 86_400_000);
  const mark = text("print.watermark", { name: session.name, when });
  return (
    <article class="printed">
      <div class="watermark" aria-hidden="true">
        {Array.from({ length: MARKS }, (_, i) => (
          <span key={i} data-mark={mark} />
        ))}
      </div>
      <header class="stack-small">
        <h2>{text("print.head", { name: opened.row.name })}</h2>
        <p>{text("print.made-by", { name: session.name, when })}</p>
        <p>{text("print.made-why", { reason })}</p>
      </header>
      <CaseProfile facts={facts} isShown />
      <CaseSummary opened={opened} facts={facts} isShown />
      <CaseConsents opened={opened} />
      <ol class="printed-items">
        {items.map((item) => (
          <li key={item.item === "day" ? item.day : seqOf(item)}>
            <PrintedItem item={item} opened={opened} />
          </li>
        ))}
      </ol>
    </article>
  );
}

function seqOf(item: Exclude<TimelineItem, { item: "day" }>): number {
  return item.item === "told" ? (item.lines[0]?.seq ?? 0) : item.line.seq;
}

function PrintedItem({ item, opened }: { readonly item: TimelineItem; readonly opened: OpenedCase }) {
  const { text } = useTexts();
  switch (item.item) {
    case "day":
      return <h3>{dateOf(item.at)}</h3>;
    case "told":
      return <CaseTold lines={item.lines} />;
    case "broken":
      return <p class="printed-broken">{text("case.broken", { code: item.line.code })}</p>;
    case "line":
      return <CaseLineView item={{ ...item, joined: false }} opened={opened} />;
  }
}
