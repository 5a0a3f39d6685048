import { useMemo, useRef, useState } from "preact/hooks";
import { TextArea, TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf } from "../ui/time-words.ts";
import { useToasts } from "../ui/toast.tsx";
import type { CaseDialogProps } from "./case-dialog-props.ts";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { MOST_REASON } from "./limits.ts";
import type { OpenedCase } from "./port.ts";
import { type Choice, choicesOf, isNameOf } from "./referral-choices.ts";
import { ReferralConsent } from "./referral-consent.tsx";
import { EMPTY_PARCEL, entriesOf, isParcelReady, type Parcel } from "./referral-packet.ts";
import { ReferralParcel } from "./referral-parcel.tsx";
import { ReferralRecipients } from "./referral-recipients.tsx";
import { useCall, useReading } from "./use-call.ts";

/** To whom, what they see, and the checks that keep a case from going astray: one page, read from top to bottom. */
export function ReferralDialog({ opened, facts, onChange, onClose }: CaseDialogProps) {
  const { text } = useTexts();
  const { choices, isRead } = useChoices(opened, facts);
  const [to, setTo] = useState<string | null>(null);
  const [parcel, setParcel] = useState<Parcel>(EMPTY_PARCEL);
  const [why, setWhy] = useState("");
  const [typed, setTyped] = useState("");
  const choice = choices.find(({ card }) => card.id === to) ?? null;
  const { call, offer } = useOffer(onChange, onClose);
  const isSendable = choice !== null && choice.barred === null && choice.consent === "given";
  const isReady =
    isSendable &&
    isParcelReady(opened.lines, parcel) &&
    (!choice.needsWhy || why.trim() !== "") &&
    (!choice.typeName || isNameOf(choice.card, typed));
  const submit = () => {
    if (choice === null) return;
    void offer(opened.row.caseId, choice.card.id, entriesOf(opened.lines, parcel), choice.needsWhy ? why.trim() : null);
  };
  return (
    <FormDialog
      title={text("referral.offer.title")}
      submit={text("referral.offer.submit")}
      isReady={isReady}
      isWide
      call={call}
      onSubmit={submit}
      onClose={onClose}
    >
      {!isRead && <p role="status">{text("shell.loading")}</p>}
      {isRead && choices.length === 0 && <p>{text("referral.offer.none")}</p>}
      {isRead && <ReferralRecipients choices={choices} chosen={to} onChoose={setTo} />}
      {choice !== null && choice.consent !== "given" && choice.barred === null && (
        <ReferralConsent key={choice.card.id} opened={opened} choice={choice} onChange={onChange} />
      )}
      {isSendable && (
        <>
          <ReferralParcel lines={opened.lines} parcel={parcel} onChange={setParcel} />
          <Checks choice={choice} why={why} onWhy={setWhy} typed={typed} onTyped={setTyped} />
        </>
      )}
    </FormDialog>
  );
}

function useChoices(opened: OpenedCase, facts: CaseDialogProps["facts"]) {
  const { port, organisations, session } = useWorkplace();
  const { caseId } = opened.row;
  const near = useReading(() => port.cases.nearest(caseId), [port, caseId]).reading;
  const house = useReading(() => port.house.organisations(), [port]).reading;
  const choices = useMemo(() => {
    return choicesOf({
      cards: [...organisations.values()],
      opened,
      facts,
      near: near !== null && "value" in near ? near.value.near : [],
      fingerprints: house !== null && "value" in house ? house.value.fingerprints : null,
      own: session.organisation.id,
    });
  }, [organisations, opened, facts, near, house, session]);
  const isRead = house !== null && near !== null;
  return { choices: useFirstOrder(choices, isRead), isRead };
}

/**
 * The order that the list had when it was first whole. What an organisation says meanwhile changes its words and not its
 * place: a list that is sorted anew under a finger sends a case to somebody else.
 */
function useFirstOrder(choices: readonly Choice[], isWhole: boolean): readonly Choice[] {
  const order = useRef<readonly string[] | null>(null);
  if (isWhole && order.current === null) order.current = choices.map(({ card }) => card.id);
  const ids = order.current;
  if (ids === null) return choices;
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return choices.toSorted((a, b) => place(a.card.id) - place(b.card.id));
}

function useOffer(onChange: CaseDialogProps["onChange"], onClose: () => void) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const call = useCall();
  const offer = async (caseId: string, to: string, entries: readonly string[] | null, why: string | null) => {
    const done = await call.run(() => port.referrals.offer(caseId, to, entries, why));
    if (done === null) return;
    onChange(done.opened);
    const mine = done.opened.referrals.filter((one) => one.to === to && one.state === "offered");
    const due = mine.at(-1)?.dueAt ?? 0;
    toasts.show({
      text: due === 0 ? text("referral.state.offered") : text("referral.offer.done", { clock: clockOf(due) }),
    });
    onClose();
  };
  return { call, offer };
}

interface ChecksProps {
  readonly choice: Choice;
  readonly why: string;
  readonly onWhy: (why: string) => void;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

/** A reason for a receiver that does not accept, and the typed name of the police. */
function Checks({ choice, why, onWhy, typed, onTyped }: ChecksProps) {
  const { text } = useTexts();
  const isWrong = typed.trim() !== "" && !isNameOf(choice.card, typed);
  return (
    <>
      {choice.needsWhy && (
        <TextArea
          label={text("referral.offer.why")}
          help={text("referral.offer.why-help")}
          value={why}
          onText={onWhy}
          maxLength={MOST_REASON}
          rows={2}
        />
      )}
      {choice.typeName && (
        <>
          <Notice tone="warn" title={text("referral.offer.police")} />
          <TextField
            label={text("referral.offer.type-name", { name: choice.card.name })}
            value={typed}
            onText={onTyped}
            error={isWrong ? text("referral.offer.type-name-wrong") : null}
          />
        </>
      )}
    </>
  );
}
