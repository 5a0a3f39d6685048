import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { useTexts } from "./texts-context.tsx";

const SHORT_MS = 6_000;
/** How long a thing may be taken back. */
export const UNDO_MS = 10_000;

/** A short word about what just happened. */
export interface Toast {
  readonly text: string;
  readonly kind?: "done" | "problem";
  /** Offers *undo* for {@link UNDO_MS}. */
  readonly onUndo?: () => void;
  /** Its time is over, or it was put away, and nobody took it back. Also when the page is left. */
  readonly onGone?: () => void;
}

export interface Toasts {
  show(toast: Toast): void;
}

interface Shown extends Toast {
  readonly id: number;
}

const ToastContext = createContext<Toasts | null>(null);

/** Shows short words at the edge of the page; the last three are seen. */
export function ToastHost({ children }: { readonly children: ComponentChildren }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const count = useRef(0);
  const toasts = useMemo<Toasts>(
    () => ({
      show(toast) {
        count.current += 1;
        const next = { ...toast, id: count.current };
        setShown((old) => [...old, next]);
      },
    }),
    [],
  );
  const remove = useCallback((id: number) => setShown((old) => old.filter((one) => one.id !== id)), []);
  return (
    <ToastContext.Provider value={toasts}>
      {children}
      <div class="toasts" role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onRemove={remove} />
        ))}
      </div>
    </ToastContext.Provider>
  );
}

function ToastCard({ toast, onRemove }: { readonly toast: Shown; readonly onRemove: (id: number) => void }) {
  const { text } = useTexts();
  const isTakenBack = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => onRemove(toast.id), toast.onUndo ? UNDO_MS : SHORT_MS);
    const end = () => {
      if (!isTakenBack.current) toast.onGone?.();
      isTakenBack.current = true; // Once is enough: leaving the page also removes the card.
    };
    window.addEventListener("pagehide", end);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", end);
      end();
    };
  }, [toast, onRemove]);
  const undo = () => {
    isTakenBack.current = true;
    toast.onUndo?.();
    onRemove(toast.id);
  };
  return (
    <div class={`toast toast-${toast.kind ?? "done"}`}>
      <p>{toast.text}</p>
      {toast.onUndo && (
        <Button kind="plain" onClick={undo}>
          {text("action.undo")}
        </Button>
      )}
    </div>
  );
}

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === null) throw new Error("outside of ToastHost");
  return toasts;
}
