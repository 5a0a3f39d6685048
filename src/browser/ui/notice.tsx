import type { ComponentChildren } from "preact";

interface NoticeProps {
  /** `danger`: stop and look. `warn`: know this. `info`: good to know. `covert`: what may not be written here. */
  readonly tone?: "info" | "warn" | "danger" | "covert";
  readonly title?: ComponentChildren;
  /** Read out at once; for what appears while somebody works. */
  readonly isAlert?: boolean;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** A paragraph that stands out, in its place on the page. */
export function Notice({ tone = "info", title, isAlert, children, actions }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={isAlert ? "alert" : undefined}>
      {title !== undefined && <p class="notice-title">{title}</p>}
      {children !== undefined && <div class="notice-body">{children}</div>}
      {actions !== undefined && <div class="notice-actions">{actions}</div>}
    </div>
  );
}
