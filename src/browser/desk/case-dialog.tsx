import type { ComponentType } from "preact";
import { CaseCallDialog } from "./case-call-dialog.tsx";
import { CaseCloseDialog } from "./case-close-dialog.tsx";
import { CaseConsentDialog } from "./case-consent-dialog.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { CaseHandOverDialog } from "./case-hand-over-dialog.tsx";
import { CaseNoteDialog } from "./case-note-dialog.tsx";
import { CaseSpamDialog } from "./case-spam-dialog.tsx";
import { CaseStopDialog } from "./case-stop-dialog.tsx";
import { CaseUrgencyDialog } from "./case-urgency-dialog.tsx";
import { ReferralDialog } from "./referral-dialog.tsx";

/** Steps that ask something before they are taken. */
export type DialogStep =
  | "called-102"
  | "refer"
  | "note"
  | "urgency"
  | "consent"
  | "hand-over"
  | "stop-contact"
  | "spam"
  | "close";

const DIALOGS = {
  "called-102": CaseCallDialog,
  refer: ReferralDialog,
  note: CaseNoteDialog,
  urgency: CaseUrgencyDialog,
  consent: CaseConsentDialog,
  "hand-over": CaseHandOverDialog,
  "stop-contact": CaseStopDialog,
  spam: CaseSpamDialog,
  close: CaseCloseDialog,
} as const satisfies Readonly<Record<DialogStep, ComponentType<CaseDialogProps>>>;

/** The dialog of a step. */
export function CaseDialog({ step, ...props }: CaseDialogProps & { readonly step: DialogStep }) {
  const Step = DIALOGS[step];
  return <Step {...props} />;
}
