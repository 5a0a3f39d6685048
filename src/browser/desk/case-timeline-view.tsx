import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { dayWordOf } from "../ui/time-words.ts";
import { CaseLineView } from "./case-line-view.tsx";
import { dayInKazakhstan, newLines, type TimelineItem, timelineOf } from "./case-timeline.ts";
import { CaseTold } from "./case-told.tsx";
import type { OpenedCase } from "./port.ts";

/** So many are drawn at first: the end of a talk is what is answered. */
const SHOWN_AT_FIRST = 60;
const MINUTE_MS = 60_000;

/** The talk and everything that was done, oldest first. */
export function CaseTimeline({ opened, onHide }: { readonly opened: OpenedCase; readonly onHide: () => void }) {
  const { text } = useTexts();
  const [isWhole, setWhole] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // The button that showed it is gone: a reader goes on where the words begin.
  useEffect(() => title.current?.focus(), []);
  const { lines, deliveries } = opened;
  const items = useMemo(() => timelineOf(lines, deliveries, dayInKazakhstan), [lines, deliveries]);
  const hidden = isWhole ? 0 : Math.max(0, items.length - SHOWN_AT_FIRST);
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <div class="line line-apart">
        <h2 id="timeline-title" ref={title} tabIndex={-1}>
          {text("case.timeline")}
        </h2>
        <Button kind="plain" onClick={onHide}>
          {text("case.hide")}
        </Button>
      </div>
      {hidden > 0 && (
        <Button isWide onClick={() => setWhole(true)}>
          {text("case.earlier", { n: hidden })}
        </Button>
      )}
      <ol class="timeline-items">
        {items.slice(hidden).map((item) => (
          <li key={keyOf(item)} class={`timeline-item ${sideOf(item)}`}>
            <Item item={item} opened={opened} />
          </li>
        ))}
      </ol>
      <NewLines opened={opened} />
    </section>
  );
}

function keyOf(item: TimelineItem): string {
  if (item.item === "day") return item.day;
  return item.item === "told" ? `told ${item.lines[0]?.entryId}` : item.line.entryId;
}

function sideOf(item: TimelineItem): string {
  return item.item === "line" ? `side-${item.side}${item.joined ? " side-joined" : ""}` : "side-across";
}

function Item({ item, opened }: { readonly item: TimelineItem; readonly opened: OpenedCase }) {
  switch (item.item) {
    case "day":
      return <Day at={item.at} />;
    case "told":
      return <CaseTold lines={item.lines} />;
    case "broken":
      return <Broken code={item.line.code} />;
    case "line":
      return <CaseLineView item={item} opened={opened} />;
  }
}

function Day({ at }: { readonly at: number }) {
  const texts = useTexts();
  const now = useNow(MINUTE_MS);
  return <p class="timeline-day small soft">{dayWordOf(texts, at, now)}</p>;
}

/** Never hidden, and never shown as if it were somebody's word. */
function Broken({ code }: { readonly code: Parameters<ReturnType<typeof useTexts>["fault"]>[0] }) {
  const texts = useTexts();
  return (
    <Notice tone="danger" title={texts.text("case.broken", { code })}>
      <p>{texts.fault(code)}</p>
      <p>{texts.text("case.broken-about")}</p>
    </Notice>
  );
}

/** Says to a screen reader that something came, once per arrival. */
function NewLines({ opened }: { readonly opened: OpenedCase }) {
  const { text } = useTexts();
  const seen = useRef<number | null>(null);
  const [said, setSaid] = useState("");
  const last = opened.lines.at(-1)?.seq ?? 0;
  useEffect(() => {
    const n = newLines(seen.current, opened.lines);
    seen.current = last;
    if (n > 0) setSaid(text("case.new", { n }));
  }, [last, opened.lines, text]);
  return (
    <p class="for-readers" role="status">
      {said}
    </p>
  );
}
