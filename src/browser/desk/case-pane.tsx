import { EmptyState } from "../ui/empty-state.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import "./case.css";
import { CaseDoor } from "./case-door.tsx";
import { CaseHead } from "./case-head.tsx";
import { CasePage } from "./case-page.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCase } from "./use-case.ts";

/** A case beside the queue: its head, and behind it what was opened, or the door to it. */
export function CasePane({ caseId }: { readonly caseId: string }) {
  const { text } = useTexts();
  const view = useCase(caseId);
  const { row, opened, refusal } = view;
  if (view.isGone) return <EmptyState title={text("case.gone.title")} text={text("case.gone.text")} />;
  if (row === null) {
    return (
      <div class="case">
        {refusal === null ? (
          <p class="empty soft" role="status">
            {text("shell.loading")}
          </p>
        ) : (
          <RefusalNotice refusal={refusal} />
        )}
      </div>
    );
  }
  return (
    <article class="case" aria-labelledby="case-title">
      <CaseHead row={row} />
      <RefusalNotice refusal={refusal} />
      {opened === null ? <CaseDoor view={view} row={row} /> : <CasePage view={view} row={row} opened={opened} />}
    </article>
  );
}
