import type { CoverState } from "../../domain/desk/cover-state.ts";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { momentOf } from "../ui/time-words.ts";
import { CaseCover } from "./case-cover.tsx";
import type { CaseFacts } from "./case-facts.ts";
import type { OpenedCase } from "./port.ts";

interface CaseWarningsProps {
  readonly opened: OpenedCase;
  readonly facts: CaseFacts;
  readonly cover: CoverState;
}

/** What must be known before a word is written. */
export function CaseWarnings({ opened, facts, cover }: CaseWarningsProps) {
  const texts = useTexts();
  const { text } = texts;
  const { covert, practice, eraseAt, status } = opened.row;
  const isUnderCover = (covert && !practice) || cover.now !== "open" || cover.duressAt !== null;
  const isClosed = status === "closed";
  const isTold = opened.shorterThanSeen || facts.policeExcluded || facts.consentUnclear;
  if (!isClosed && !isUnderCover && !practice && eraseAt === null && !isTold) return null;
  return (
    <div class="case-warnings stack-small">
      {isClosed && <Notice title={text("case.door.closed")} />}
      {practice && (
        <Notice title={text("case.practice.title")}>
          <p>{text("case.practice.text")}</p>
        </Notice>
      )}
      {eraseAt !== null && (
        <Notice tone="warn" title={text("case.erasure.title", { when: momentOf(texts, eraseAt, Date.now()) })}>
          <p>{text("case.erasure.text")}</p>
        </Notice>
      )}
      {opened.shorterThanSeen && <Notice tone="danger" title={text("case.shorter")} />}
      {isUnderCover && <CaseCover opened={opened} cover={cover} />}
      {facts.policeExcluded && <Notice tone="warn" title={text("case.police-excluded")} />}
      {facts.consentUnclear && <Notice tone="warn" title={text("case.unclear")} />}
    </div>
  );
}
