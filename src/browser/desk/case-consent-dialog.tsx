import { useState } from "preact/hooks";
import { Select } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { ConsentWordsField } from "./consent-words-field.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { recipientKindOf } from "./referral-choices.ts";
import { useCaseStep } from "./use-case-step.ts";

interface CaseConsentDialogProps extends CaseDialogProps {
  /** Chosen already, by a referral that lacks it. */
  readonly to?: string;
}

/** Her yes to one organisation, in her words. One consent, one recipient. */
export function CaseConsentDialog({ to = "", ...props }: CaseConsentDialogProps) {
  const { text } = useTexts();
  const { port, organisations } = useWorkplace();
  const { opened, facts } = props;
  const [organisation, setOrganisation] = useState(to);
  const [words, setWords] = useState("");
  const { call, take } = useCaseStep(props);
  const given = new Set(opened.consents.filter(({ unclear }) => !unclear).map((one) => one.organisation));
  const options = [...organisations.values()]
    .filter(({ id, kind }) => recipientKindOf(kind) !== null && !given.has(id))
    .filter(({ kind }) => kind !== "police" || !facts.policeExcluded)
    .map(({ id, name }) => ({ value: id, text: name }));
  const card = organisations.get(organisation);
  const kind = card === undefined ? null : recipientKindOf(card.kind);
  const submit = () => {
    if (kind === null) return;
    const consent = { kind, organisation, words: words.trim() };
    void take(() => port.cases.recordConsent(opened.row.caseId, consent), "case.done.consent");
  };
  return (
    <FormDialog
      title={text("case.consent.title")}
      submit={text("case.consent.submit")}
      isReady={kind !== null && words.trim() !== ""}
      call={call}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{text("case.consent.about")}</p>
      <Select
        label={text("case.consent.to")}
        placeholder={text("action.choose")}
        value={organisation}
        options={options}
        onChoose={setOrganisation}
      />
      {kind === "police" && <Notice tone="warn" isAlert title={text("case.consent.police")} />}
      <ConsentWordsField words={words} onWords={setWords} />
    </FormDialog>
  );
}
