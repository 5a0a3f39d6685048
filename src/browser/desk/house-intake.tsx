import { useState } from "preact/hooks";
import { INTAKE_STATES, type IntakeState, type OrganisationCard } from "../../domain/desk/organisation.ts";
import { Button } from "../ui/button.tsx";
import { Choice, TextField } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import { momentOf } from "../ui/time-words.ts";
import { useToasts } from "../ui/toast.tsx";
import { useMay, useWorkplace } from "./desk-context.tsx";
import { bedsOf } from "./house-beds.ts";
import { intakeWord } from "./intake-word.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useCall } from "./use-call.ts";

const MINUTE_MS = 60_000;

/** Open, full or closed: what other organisations and people looking for a place are told. */
export function HouseIntake({ own }: { readonly own: OrganisationCard }) {
  const texts = useTexts();
  const { text } = texts;
  const mayChange = useMay("organisation.intake");
  const now = useNow(MINUTE_MS);
  return (
    <section class="card stack" aria-labelledby="intake-title">
      <div class="stack-small">
        <h2 id="intake-title">{text("house.intake.title")}</h2>
        <p class="soft">{text("house.intake.about")}</p>
      </div>
      {mayChange ? <IntakeForm own={own} /> : <p>{intakeWord(texts, own)}</p>}
      <p class="small soft">
        {own.intakeAt === null
          ? text("house.intake.never")
          : text("house.intake.at", { when: momentOf(texts, own.intakeAt, now) })}
      </p>
    </section>
  );
}

function IntakeForm({ own }: { readonly own: OrganisationCard }) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const [state, setState] = useState<IntakeState | null>(own.intake === "unknown" ? null : own.intake);
  const [typed, setTyped] = useState(own.beds === null ? "" : String(own.beds));
  const call = useCall();
  const beds = bedsOf(typed);
  const save = async () => {
    if (state === null || beds === "wrong") return;
    const done = await call.run(() => port.house.setIntake(state, state === "open" ? beds : null));
    if (done !== null) toasts.show({ text: text("house.intake.saved") });
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Choice
        label={text("house.intake.state")}
        value={state}
        options={INTAKE_STATES.map((value) => ({ value, text: text(`house.intake.${value}`) }))}
        onChoose={setState}
      />
      {state === "open" && (
        <TextField
          label={text("house.intake.beds")}
          help={text("house.intake.beds-help")}
          isOptional
          inputMode="numeric"
          value={typed}
          onText={setTyped}
          error={beds === "wrong" ? text("house.intake.beds-wrong") : null}
        />
      )}
      <RefusalNotice refusal={call.refusal} />
      <div>
        <Button kind="primary" isSubmit isBusy={call.isBusy} disabled={state === null || beds === "wrong"}>
          {text("action.save")}
        </Button>
      </div>
    </form>
  );
}
