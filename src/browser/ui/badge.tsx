import type { ComponentChildren } from "preact";
import type { Urgency } from "../../domain/urgency.ts";
import { useTexts } from "./texts-context.tsx";

/** A filled triangle, a filled square on its corner, a half-filled circle, a ring: told apart without colour. */
const SHAPES = {
  immediate: "M8 1.5L15 14.5H1z",
  high: "M8 1l7 7-7 7-7-7z",
  medium: "M8 2a6 6 0 1 0 0 12zM8 2.9a5.1 5.1 0 0 1 0 10.2",
  low: "M8 2.9a5.1 5.1 0 1 0 0 10.2 5.1 5.1 0 0 0 0-10.2z",
} as const;

/** The shape alone, where the word stands near. */
export function UrgencyMark({ urgency }: { readonly urgency: Urgency }) {
  return (
    <svg class={`urgency-mark urgency-mark-${urgency}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPES[urgency]} />
    </svg>
  );
}

/** How urgent: by word, by shape and by colour. */
export function UrgencyBadge({ urgency }: { readonly urgency: Urgency }) {
  const { text } = useTexts();
  return (
    <span class={`badge urgency-${urgency}`}>
      <UrgencyMark urgency={urgency} />
      {text(`queue.urgency.${urgency}`)}
    </span>
  );
}

/** A word about the state of a thing. `strong` for what must not be overlooked. */
export function Badge({
  tone = "calm",
  children,
}: {
  readonly tone?: "calm" | "accent" | "strong" | "covert";
  readonly children: ComponentChildren;
}) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
