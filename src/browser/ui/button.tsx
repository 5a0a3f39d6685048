import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { useTexts } from "./texts-context.tsx";

/** `primary`: the one thing to do here. `danger`: what cannot be taken back. `plain`: looks like a link. */
export type ButtonKind = "primary" | "quiet" | "danger" | "plain";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type" | "icon"> {
  readonly kind?: ButtonKind;
  /** Its work is under way: it stays where it is and cannot be pressed twice. */
  readonly isBusy?: boolean;
  readonly isSubmit?: boolean;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

/** A button of at least 44 px. While busy it keeps the focus, so that a screen reader does not lose its place. */
export function Button({ kind = "quiet", isBusy, isSubmit, isWide, onClick, children, ...native }: ButtonProps) {
  const { text } = useTexts();
  const classes = ["button", `button-${kind}`, isWide ? "button-wide" : "", native.class ?? ""].join(" ").trim();
  return (
    <button
      {...native}
      type={isSubmit ? "submit" : "button"}
      class={classes}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {isBusy && <span class="busy-dots" role="img" aria-label={text("action.working")} />}
    </button>
  );
}
