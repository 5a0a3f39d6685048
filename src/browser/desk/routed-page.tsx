import { AuditPage } from "./audit-page.tsx";
import { HousePage } from "./house-page.tsx";
import { HousePhrasesPage } from "./house-phrases-page.tsx";
import { MembersPage } from "./members-page.tsx";
import { PrintPage } from "./print-page.tsx";
import { QueuePage } from "./queue-page.tsx";
import { ReferralPage } from "./referral-page.tsx";
import type { Route } from "./router.ts";

/** The page that the address names. */
export function RoutedPage({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "queue":
      return <QueuePage caseId={null} />;
    case "case":
      return <QueuePage caseId={route.caseId} />;
    case "print":
      return <PrintPage key={route.caseId} caseId={route.caseId} />;
    case "referrals":
      return <ReferralPage />;
    case "house":
      return <HousePage />;
    case "phrases":
      return <HousePhrasesPage />;
    case "members":
      return <MembersPage />;
    case "audit":
      return <AuditPage />;
  }
}
