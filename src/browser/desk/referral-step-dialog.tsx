import { useState } from "preact/hooks";
import {
  DECLINE_REASONS,
  type DeclineReason,
  REFERRAL_OUTCOMES,
  type ReferralOutcome,
  type ReferralRow,
} from "../../domain/desk/referral.ts";
import { Choice } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { useReferralStep } from "./use-referral-step.ts";

/** Steps that ask first: for a reason, an outcome, or whether it is meant. */
export type AskedStep = "decline" | "close" | "withdraw";

interface ReferralStepDialogProps {
  readonly step: AskedStep;
  readonly referral: ReferralRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Reasons and outcomes come from closed lists: they stand in the clear, so nobody writes words into them. */
export function ReferralStepDialog({ step, referral, onDone, onClose }: ReferralStepDialogProps) {
  const { text } = useTexts();
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [outcome, setOutcome] = useState<ReferralOutcome | null>(null);
  const { call, take } = useReferralStep(referral, onDone);
  const section = step === "close" ? "outcome" : step;
  const isReady = step === "withdraw" || (step === "decline" ? reason !== null : outcome !== null);
  const submit = async () => {
    const how = { ...(reason !== null && { reason }), ...(outcome !== null && { outcome }) };
    if (await take(step, how)) onClose();
  };
  return (
    <FormDialog
      title={text(`referral.${section}.title`)}
      submit={text(`referral.${section}.submit`)}
      isReady={isReady}
      isDanger={step === "withdraw"}
      call={call}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {step !== "close" && <p>{text(`referral.${step}.about`)}</p>}
      {step === "decline" && (
        <Choice
          label={text("referral.decline.title")}
          isLabelHidden
          value={reason}
          options={DECLINE_REASONS.map((value) => ({ value, text: text(`referral.decline.${value}`) }))}
          onChoose={setReason}
        />
      )}
      {step === "close" && (
        <Choice
          label={text("referral.outcome.title")}
          isLabelHidden
          value={outcome}
          options={REFERRAL_OUTCOMES.map((value) => ({ value, text: text(`referral.outcome.${value}`) }))}
          onChoose={setOutcome}
        />
      )}
    </FormDialog>
  );
}
