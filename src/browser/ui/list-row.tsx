import type { ComponentChildren } from "preact";

interface ListRowProps {
  /** A mark at the beginning, usually a shape. */
  readonly mark?: ComponentChildren;
  readonly title: ComponentChildren;
  /** Small words under the title. */
  readonly facts?: ComponentChildren;
  /** What stands at the end: a time, a button. */
  readonly end?: ComponentChildren;
  readonly isCurrent?: boolean;
  readonly tone?: "usual" | "urgent";
}

/** One line of a list: mark, title, facts, and what can be done with it. */
export function ListRow({ mark, title, facts, end, isCurrent, tone = "usual" }: ListRowProps) {
  return (
    <div class={`row row-${tone}${isCurrent ? " row-current" : ""}`}>
      {mark !== undefined && <div class="row-mark">{mark}</div>}
      <div class="row-main">
        <div class="row-title">{title}</div>
        {facts !== undefined && <div class="row-facts">{facts}</div>}
      </div>
      {end !== undefined && <div class="row-end">{end}</div>}
    </div>
  );
}
