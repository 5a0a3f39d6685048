import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useTexts } from "../ui/texts-context.tsx";

/** The Worker could not be started: without it there are no keys, and nothing that a page could do. */
export function BrokenPage() {
  const { text } = useTexts();
  return (
    <main>
      <EmptyState
        title={text("shell.broken.title")}
        text={text("shell.broken.text")}
        actions={
          <Button kind="primary" onClick={() => location.reload()}>
            {text("action.retry")}
          </Button>
        }
      />
    </main>
  );
}
