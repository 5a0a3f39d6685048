import type { CaseFacts } from "./case-facts.ts";
import type { OpenedCase } from "./port.ts";

/** What every dialog of a case is given. */
export interface CaseDialogProps {
  readonly opened: OpenedCase;
  readonly facts: CaseFacts;
  readonly onChange: (opened: OpenedCase) => void;
  readonly onClose: () => void;
}
