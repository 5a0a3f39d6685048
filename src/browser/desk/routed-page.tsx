import { EmptyState } from "../ui/empty-state.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { QueuePage } from "./queue-page.tsx";
import type { Route } from "./router.ts";

/** The page that the address names. */
export function RoutedPage({ route }: { readonly route: Route }) {
  const { text } = useTexts();
  switch (route.page) {
    case "queue":
      return <QueuePage caseId={null} />;
    case "case":
      return <QueuePage caseId={route.caseId} />;
    case "referrals":
    case "house":
    case "phrases":
    case "members":
    case "audit":
    case "print":
      return <EmptyState title={text("shell.not-found.title")} text={text("shell.not-found.text")} />;
  }
}
