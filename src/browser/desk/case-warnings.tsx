import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseFacts } from "./case-facts.ts";
import type { OpenedCase } from "./port.ts";

/** What must be known before a word is written. */
export function CaseWarnings({ opened, facts }: { readonly opened: OpenedCase; readonly facts: CaseFacts }) {
  const { text } = useTexts();
  const isCovert = opened.row.covert || opened.contact.way === "covert";
  const isClosed = opened.row.status === "closed";
  const isAny = isClosed || isCovert || opened.shorterThanSeen || facts.policeExcluded || facts.consentUnclear;
  if (!isAny) return null;
  return (
    <div class="case-warnings stack-small">
      {isClosed && <Notice title={text("case.door.closed")} />}
      {opened.shorterThanSeen && <Notice tone="danger" title={text("case.shorter")} />}
      {isCovert && (
        <Notice tone="covert" title={text("case.covert.title")}>
          <p>{text("case.covert.text")}</p>
          <p>
            <strong>{text("case.covert.never")}</strong>
          </p>
          <p>{text("case.covert.no-open")}</p>
        </Notice>
      )}
      {facts.policeExcluded && <Notice tone="warn" title={text("case.police-excluded")} />}
      {facts.consentUnclear && <Notice tone="warn" title={text("case.unclear")} />}
    </div>
  );
}
