import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { coverStateOf } from "../../domain/desk/cover-state.ts";
import type { QueueRow } from "../../domain/desk/queue-row.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { CaseActions } from "./case-actions.tsx";
import { CaseConsents } from "./case-consents.tsx";
import { datedBodies, factsOf } from "./case-facts.ts";
import { CaseNearest } from "./case-nearest.tsx";
import { CaseProfile } from "./case-profile.tsx";
import { ownershipOf, stepsOf } from "./case-steps.ts";
import { CaseSummary } from "./case-summary.tsx";
import { CaseTimeline } from "./case-timeline-view.tsx";
import { CaseWarnings } from "./case-warnings.tsx";
import { useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";
import { ReplyBox } from "./reply-box.tsx";
import type { CaseView } from "./use-case.ts";
import { useLease } from "./use-lease.ts";

const LEASE_LOOK_MS = 5_000;

interface CasePageProps {
  readonly view: CaseView;
  readonly row: QueueRow;
  readonly opened: OpenedCase;
}

/** An opened case. Her words are hidden until somebody asks for them, each time the page is opened. */
export function CasePage({ view, row, opened: read }: CasePageProps) {
  const { session } = useWorkplace();
  const [isShown, setShown] = useState(false);
  const [wasShown, setWasShown] = useState(false);
  const now = useNow(LEASE_LOOK_MS);
  const opened = useMemo(() => ({ ...read, row }), [read, row]);
  const facts = useMemo(() => factsOf(opened.lines), [opened.lines]);
  const cover = useMemo(() => coverStateOf(datedBodies(opened.lines), now), [opened.lines, now]);
  const isMine = ownershipOf(session, row, now) === "mine";
  const steps = stepsOf(session, row, opened.contact.way, now);
  const codeWord = facts.codeWord === null ? null : isShown ? { word: facts.codeWord } : "hidden";
  useLease(row, isMine);
  return (
    <div class="case-body">
      <CaseWarnings opened={opened} facts={facts} cover={cover} />
      <div class="case-first stack">
        <CaseProfile facts={facts} isShown={isShown} />
        <CaseSummary opened={opened} facts={facts} isShown={isShown} />
      </div>
      <div class="case-main">
        <CaseActions opened={opened} facts={facts} steps={steps} onChange={view.show} />
        <CaseNews view={view} />
        {isShown ? (
          <CaseTimeline opened={opened} onHide={() => setShown(false)} />
        ) : (
          <HiddenText
            takesFocus={wasShown}
            onShow={() => {
              setWasShown(true);
              setShown(true);
            }}
          />
        )}
        <ReplyBox opened={opened} isMine={isMine} codeWord={codeWord} onChange={view.show} />
      </div>
      <div class="case-then">
        <CaseConsents opened={opened} />
        <CaseNearest opened={opened} />
      </div>
    </div>
  );
}

interface HiddenTextProps {
  /** After hiding; not when the page opens. */
  readonly takesFocus: boolean;
  readonly onShow: () => void;
}

function HiddenText({ takesFocus, onShow }: HiddenTextProps) {
  const { text } = useTexts();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.querySelector("button")?.focus();
  }, [takesFocus]);
  return (
    <section ref={place} class="case-hidden card stack-small" aria-labelledby="hidden-title">
      <h2 id="hidden-title">{text("case.hidden.title")}</h2>
      <p class="soft">{text("case.hidden.text")}</p>
      <Button kind="primary" onClick={onShow}>
        {text("case.hidden.show")}
      </Button>
    </section>
  );
}

/** What came while nobody looked, or what may not be opened by itself. */
function CaseNews({ view }: { readonly view: CaseView }) {
  const { text } = useTexts();
  if (!view.hasNews) return null;
  const button = <Button onClick={() => void view.open()}>{text("case.new-show")}</Button>;
  return (
    <Notice tone="info" isAlert title={text("case.new", { n: Math.max(1, view.row?.unheard ?? 1) })} actions={button} />
  );
}
