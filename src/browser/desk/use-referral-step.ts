import type { DeclineReason, ReferralOutcome, ReferralRow, ReferralStep } from "../../domain/desk/referral.ts";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";
import type { Done, ReferralPort } from "./port.ts";
import { type Call, useCall } from "./use-call.ts";

/** What a step is taken with: a reason for *decline*, an outcome for *close*. */
export interface StepWith {
  readonly reason?: DeclineReason;
  readonly outcome?: ReferralOutcome;
}

/** Takes a step of a referral and says how it stands now. True when it was taken. */
export function useReferralStep(
  referral: ReferralRow,
  onDone: () => void,
): { readonly call: Call; readonly take: (step: ReferralStep, how?: StepWith) => Promise<boolean> } {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const call = useCall();
  const take = async (step: ReferralStep, how: StepWith = {}) => {
    const done = await call.run(() => stepOn(port.referrals, referral.referralId, step, how));
    if (done === null) return false;
    toasts.show({ text: text("referral.done", { state: text(`referral.state.${done.referral.state}`) }) });
    onDone();
    return true;
  };
  return { call, take };
}

function stepOn(
  port: ReferralPort,
  id: string,
  step: ReferralStep,
  { reason = "other", outcome = "other" }: StepWith,
): Promise<Done<{ readonly referral: ReferralRow }>> {
  switch (step) {
    case "accept":
      return port.accept(id);
    case "decline":
      return port.decline(id, reason);
    case "withdraw":
      return port.withdraw(id);
    case "arrived":
      return port.arrived(id);
    case "did-not-arrive":
      return port.didNotArrive(id);
    case "close":
      return port.close(id, outcome);
  }
}
