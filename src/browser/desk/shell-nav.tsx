import { NavBar, type NavItem } from "../ui/nav-bar.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useMay } from "./desk-context.tsx";
import { printRoute, type Route } from "./router.ts";

/** The sections she may see. A case belongs to the queue. */
export function ShellNav({ route }: { readonly route: Route }) {
  const { text } = useTexts();
  const mayAudit = useMay("audit.read");
  const item = (
    page: "queue" | "referrals" | "house" | "members" | "audit",
    here: readonly Route["page"][],
  ): NavItem => ({
    href: printRoute({ page }),
    text: text(`shell.nav.${page}`),
    icon: ICONS[page],
    isHere: here.includes(route.page),
  });
  const items = [
    item("queue", ["queue", "case", "print"]),
    item("referrals", ["referrals"]),
    item("house", ["house", "phrases"]),
    item("members", ["members"]),
    ...(mayAudit ? [item("audit", ["audit"])] : []),
  ];
  return <NavBar label={text("shell.nav.label")} items={items} />;
}

const ICONS = { queue: "queue", referrals: "referral", house: "house", members: "members", audit: "audit" } as const;
