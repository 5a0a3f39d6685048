import { useState } from "preact/hooks";
import { Check, TextField } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";

interface PassphraseFieldProps {
  readonly label: string;
  readonly help?: string;
  /** For the password store of the browser: one that there is, or one that is being made. */
  readonly kind: "current" | "new";
  readonly value: string;
  readonly error?: string | null;
  readonly isDisabled?: boolean;
  readonly onText: (text: string) => void;
}

/** A passphrase is long: it may be looked at while it is typed. */
export function PassphraseField({ label, help, kind, value, error, isDisabled, onText }: PassphraseFieldProps) {
  const { text } = useTexts();
  const [isShown, setShown] = useState(false);
  return (
    <div class="stack-small">
      <TextField
        label={label}
        help={help}
        type={isShown ? "text" : "password"}
        autocomplete={kind === "new" ? "new-password" : "current-password"}
        autocapitalize="none"
        maxLength={1_000}
        value={value}
        error={error ?? null}
        readOnly={isDisabled ?? false}
        onText={onText}
      />
      <Check label={text("door.show-passphrase")} isOn={isShown} onChange={setShown} />
    </div>
  );
}

/** Says that the device is at work: making a key out of a passphrase takes seconds on purpose. */
export function WorkingLine({ isBusy, text }: { readonly isBusy: boolean; readonly text: string }) {
  return (
    <div class="working" role="status">
      {isBusy && (
        <>
          <progress class="working-bar" aria-label={text} />
          <p class="small soft">{text}</p>
        </>
      )}
    </div>
  );
}
