import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { useTexts } from "./texts-context.tsx";

interface DialogProps {
  readonly title: ComponentChildren;
  /** Asked for by Escape or the cross; whoever shows the dialog stops showing it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons at the foot, the main one first. */
  readonly actions?: ComponentChildren;
  readonly isWide?: boolean;
}

/**
 * Open as long as it is drawn. The browser keeps the focus inside and gives it back to where it was.
 *
 * A press beside it does not close it: what is typed would be lost by one slip of a thumb.
 */
export function Dialog({ title, onClose, children, actions, isWide }: DialogProps) {
  const { text } = useTexts();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={isWide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="icon-button" aria-label={text("action.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class="dialog-body">{children}</div>
      {actions !== undefined && <div class="dialog-actions">{actions}</div>}
    </dialog>
  );
}
