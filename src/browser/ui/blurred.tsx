import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { useTexts } from "./texts-context.tsx";

interface BlurredProps {
  /** What is behind, for the button: "Show the text" when left out. */
  readonly label?: string;
  /** How many lines it looks like. */
  readonly lines?: number;
  readonly children: ComponentChildren;
}

/**
 * Hidden until somebody asks: whoever passes behind the chair reads nothing.
 *
 * What is hidden is not in the page at all, so that no copy, search or reader finds it there.
 */
export function Blurred({ label, lines = 3, children }: BlurredProps) {
  const { text } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <div class={isOpen ? "blurred blurred-open" : "blurred"}>
      {isOpen ? children : <BlurredLines count={lines} />}
      <Button kind={isOpen ? "plain" : "quiet"} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? text("action.hide-text") : (label ?? text("action.show-text"))}
      </Button>
    </div>
  );
}

function BlurredLines({ count }: { readonly count: number }) {
  return (
    <div class="blurred-lines" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <span key={i} class="blurred-line" />
      ))}
    </div>
  );
}
