import { Dialog } from "../ui/dialog.tsx";
import { useTexts } from "../ui/texts-context.tsx";

const KEYS = [
  ["J", "shell.keys.next"],
  ["K", "shell.keys.previous"],
  ["Enter", "shell.keys.open"],
  ["C", "shell.keys.claim"],
  ["Ctrl + Enter", "shell.keys.reply"],
  ["Esc", "shell.keys.escape"],
  ["?", "shell.keys.help"],
] as const;

/** What can be done without a mouse. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { text } = useTexts();
  return (
    <Dialog title={text("shell.keys.title")} onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key} class="keys-line">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
