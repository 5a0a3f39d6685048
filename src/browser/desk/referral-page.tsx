import { useCallback, useState } from "preact/hooks";
import type { ReferralRow } from "../../domain/desk/referral.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Choice } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useDeskEvents, useWorkplace } from "./desk-context.tsx";
import type { DeskEvent } from "./port.ts";
import { ReferralCard } from "./referral-card.tsx";
import { sortReferrals } from "./referral-lists.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import "./referral.css";
import { useReading } from "./use-call.ts";

type Side = "incoming" | "outgoing";

/** What others sent here and what was sent from here, the most pressing first. */
export function ReferralPage() {
  const { text } = useTexts();
  const { port } = useWorkplace();
  const [side, setSide] = useState<Side>("incoming");
  const { reading, again } = useReading(() => port.referrals.read(), [port]);
  useDeskEvents(
    useCallback(
      ({ event }: DeskEvent) => {
        if (event === "referral" || event === "reset") again();
      },
      [again],
    ),
  );
  const value = reading !== null && "value" in reading ? reading.value : null;
  const waiting = (one: Side) => sortReferrals(value?.[one] ?? []).waiting.length;
  const option = (one: Side) => ({ value: one, text: `${text(`referral.${one}`)} (${waiting(one)})` });
  return (
    <div class="page">
      <h1>{text("referral.title")}</h1>
      <Choice
        label={text("referral.title")}
        isLabelHidden
        value={side}
        options={[option("incoming"), option("outgoing")]}
        onChoose={setSide}
      />
      {reading === null && (
        <p class="soft" role="status">
          {text("shell.loading")}
        </p>
      )}
      {reading !== null && "refused" in reading && <RefusalNotice refusal={reading} />}
      {value !== null && <Lists side={side} rows={value[side]} onDone={again} />}
    </div>
  );
}

interface ListsProps {
  readonly side: Side;
  readonly rows: readonly ReferralRow[];
  readonly onDone: () => void;
}

function Lists({ side, rows, onDone }: ListsProps) {
  const { text } = useTexts();
  const { waiting, over } = sortReferrals(rows);
  if (rows.length === 0) {
    return <EmptyState title={text(`referral.none-${side}`)} text={text("referral.none-text")} />;
  }
  const list = (title: "referral.waiting" | "referral.over", items: readonly ReferralRow[]) =>
    items.length > 0 && (
      <section class="stack-small" aria-label={text(title)}>
        <h2>{text(title)}</h2>
        <ul class="referrals">
          {items.map((one) => (
            <li key={one.referralId}>
              <ReferralCard referral={one} onDone={onDone} />
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {list("referral.waiting", waiting)}
      {list("referral.over", over)}
    </>
  );
}
