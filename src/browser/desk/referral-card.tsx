import { useState } from "preact/hooks";
import { isReferralOver, type ReferralRow, type ReferralStep } from "../../domain/desk/referral.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Countdown } from "../ui/countdown.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { momentOf } from "../ui/time-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import { stepsOpen } from "./referral-lists.ts";
import { type AskedStep, ReferralStepDialog } from "./referral-step-dialog.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { printRoute } from "./router.ts";
import { useReferralStep } from "./use-referral-step.ts";

const MINUTE_MS = 60_000;

interface ReferralCardProps {
  readonly referral: ReferralRow;
  readonly onDone: () => void;
}

/** One referral: between whom, where it stands, until when, and what this side may do. */
export function ReferralCard({ referral, onDone }: ReferralCardProps) {
  const texts = useTexts();
  const { text } = texts;
  const { session, organisations } = useWorkplace();
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const { call, take } = useReferralStep(referral, onDone);
  const now = useNow(MINUTE_MS);
  const own = session.organisation.id;
  const isReceived = referral.to === own;
  const other = isReceived ? referral.from : referral.to;
  const name = organisations.get(other)?.name ?? other.slice(0, 6);
  const caseId = isReceived ? referral.targetCase : referral.sourceCase;
  const press = (step: ReferralStep) => (isAsked(step) ? setAsked(step) : void take(step));
  return (
    <article class="referral card stack-small">
      <div class="line line-apart">
        <strong>
          <PersonText text={text(isReceived ? "referral.from" : "referral.to", { name })} />
        </strong>
        <Badge tone={isReferralOver(referral.state) ? "calm" : "accent"}>
          {text(`referral.state.${referral.state}`)}
        </Badge>
      </div>
      <div class="line small soft">
        <span>{text("referral.offered-at", { when: momentOf(texts, referral.offeredAt, now) })}</span>
        <span>{text(referral.packet ? "referral.packet" : "referral.whole")}</span>
        {referral.reminders > 0 && <span>{text("referral.reminders", { n: referral.reminders })}</span>}
        {!isReferralOver(referral.state) && referral.dueAt > 0 && <Countdown dueAt={referral.dueAt} isWaiting />}
      </div>
      {referral.declineReason !== null && (
        <p>{text("referral.decline.reason", { reason: text(`referral.decline.${referral.declineReason}`) })}</p>
      )}
      <RefusalNotice refusal={call.refusal} />
      <div class="line">
        {stepsOpen(referral, own, session.may).map((step) => (
          <Button
            key={step}
            kind={step === "accept" || step === "arrived" ? "primary" : "quiet"}
            isBusy={call.isBusy}
            onClick={() => press(step)}
          >
            {text(`referral.step.${step}`)}
          </Button>
        ))}
        {caseId !== null && (
          <a class="button button-plain" href={printRoute({ page: "case", caseId })}>
            {text("referral.open-case")}
          </a>
        )}
      </div>
      {asked !== null && (
        <ReferralStepDialog step={asked} referral={referral} onDone={onDone} onClose={() => setAsked(null)} />
      )}
    </article>
  );
}

function isAsked(step: ReferralStep): step is AskedStep {
  return step === "decline" || step === "close" || step === "withdraw";
}
