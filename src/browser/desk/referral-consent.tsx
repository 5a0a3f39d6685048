import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { ConsentWordsField } from "./consent-words-field.tsx";
import { useWorkplace } from "./desk-context.tsx";
import type { OpenedCase } from "./port.ts";
import type { Choice } from "./referral-choices.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";

interface ReferralConsentProps {
  readonly opened: OpenedCase;
  readonly choice: Choice;
  readonly onChange: (opened: OpenedCase) => void;
}

/** Without her yes to exactly this organisation nothing is sent there. It is asked for first, and recorded here. */
export function ReferralConsent({ opened, choice, onChange }: ReferralConsentProps) {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const [words, setWords] = useState("");
  const call = useCall();
  const place = useRef<HTMLDivElement>(null);
  // The list above may be long: what is asked for comes into sight.
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), []);
  const record = async () => {
    const consent = { kind: choice.recipient, organisation: choice.card.id, words: words.trim() };
    const done = await call.run(() => port.cases.recordConsent(opened.row.caseId, consent));
    if (done !== null) onChange(done.opened);
  };
  return (
    <Notice tone="warn" title={text("referral.offer.record-first")}>
      <div class="stack-small" ref={place}>
        {choice.recipient === "police" && <p>{text("case.consent.police")}</p>}
        <p class="small">{text("case.consent.about")}</p>
        <ConsentWordsField words={words} onWords={setWords} />
        <RefusalNotice refusal={call.refusal} />
        <Button isBusy={call.isBusy} disabled={words.trim() === ""} onClick={() => void record()}>
          {text("referral.offer.record")}
        </Button>
      </div>
    </Notice>
  );
}
