import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";

/** Copies words that staff need elsewhere: a link, coordinates for 102. Where the browser forbids it they can be marked. */
export function CopyButton({ words, label }: { readonly words: string; readonly label?: string }) {
  const { text } = useTexts();
  const toasts = useToasts();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      toasts.show({ text: text("action.copied") });
    } catch {
      toasts.show({ kind: "problem", text: text("fault.unexpected") });
    }
  };
  return (
    <Button onClick={() => void copy()}>
      <Icon name="copy" />
      {label ?? text("action.copy")}
    </Button>
  );
}
