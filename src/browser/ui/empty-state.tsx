import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  readonly actions?: ComponentChildren;
}

/** Says that there is nothing, and what would put something here. */
export function EmptyState({ title, text, actions }: EmptyStateProps) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {text !== undefined && <p class="empty-text">{text}</p>}
      {actions}
    </div>
  );
}
