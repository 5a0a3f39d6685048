import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import { useTexts } from "./texts-context.tsx";

interface Labelled {
  readonly label: string;
  /** One sentence under the label. */
  readonly help?: string | undefined;
  /** What is wrong with what was typed; null: nothing. */
  readonly error?: string | null | undefined;
  readonly isOptional?: boolean;
  /** Only where the place says it: a reader still hears it. */
  readonly isLabelHidden?: boolean;
}

interface FieldProps extends Labelled {
  readonly id: string;
  readonly children: ComponentChildren;
}

/** Label, help and error around any native control that bears `id` and {@link describedBy}. */
export function Field({ id, label, help, error, isOptional, isLabelHidden, children }: FieldProps) {
  const { text } = useTexts();
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <label class={isLabelHidden ? "for-readers" : "field-label"} for={id}>
        {label}
        {isOptional && <span class="field-optional"> ({text("action.optional")})</span>}
      </label>
      {help && (
        <p class="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {children}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Ids for `aria-describedby` of the control inside a {@link Field}. */
export function describedBy(id: string, help: unknown, error: unknown): string | undefined {
  const ids = [help ? `${id}-help` : null, error ? `${id}-error` : null].filter((one) => one !== null);
  return ids.length === 0 ? undefined : ids.join(" ");
}

type Without<T> = Omit<T, "label" | "value" | "onInput" | "onChange" | "id">;

interface TextFieldProps extends Labelled, Without<InputHTMLAttributes<HTMLInputElement>> {
  readonly value: string;
  readonly onText: (value: string) => void;
}

/** One line. Spelling help is off: it may send what is typed to whoever made the keyboard or browser. */
export function TextField(props: TextFieldProps) {
  const { label, help, error, isOptional, isLabelHidden, value, onText, ...native } = props;
  const id = useId();
  return (
    <Field id={id} {...{ label, help, error }} isOptional={isOptional ?? false} isLabelHidden={isLabelHidden ?? false}>
      <input
        autocomplete="off"
        spellcheck={false}
        {...(native as InputHTMLAttributes<HTMLInputElement>)}
        id={id}
        class="input"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, help, error)}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  );
}

interface TextAreaProps extends Labelled, Without<TextareaHTMLAttributes<HTMLTextAreaElement>> {
  readonly value: string;
  readonly onText: (value: string) => void;
}

/** Several lines; grows with what is in it where the browser can. */
export function TextArea(props: TextAreaProps) {
  const { label, help, error, isOptional, isLabelHidden, value, onText, ...native } = props;
  const id = useId();
  return (
    <Field id={id} {...{ label, help, error }} isOptional={isOptional ?? false} isLabelHidden={isLabelHidden ?? false}>
      <textarea
        rows={3}
        autocomplete="off"
        spellcheck={false}
        {...native}
        id={id}
        class="input textarea"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, help, error)}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  );
}

interface SelectProps<T extends string> extends Labelled {
  readonly value: T | "";
  readonly options: readonly { readonly value: T; readonly text: string; readonly isDisabled?: boolean }[];
  /** Shown while nothing is chosen; left out: something always is. */
  readonly placeholder?: string;
  readonly onChoose: (value: T) => void;
}

/** A native list: it scrolls, types ahead and reads out as the device does. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, help, error, isOptional, value, options, placeholder, onChoose } = props;
  const id = useId();
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option) onChoose(option.value);
  };
  return (
    <Field id={id} {...{ label, help, error }} isOptional={isOptional ?? false}>
      <select
        id={id}
        class="input select"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, help, error)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {placeholder !== undefined && (
          <option value="" disabled>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled ?? false}>
            {option.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface CheckProps {
  readonly label: ComponentChildren;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A box to tick, with its words as a part of the target. */
export function Check({ label, isOn, isDisabled, onChange }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled ?? false}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="check-words">{label}</span>
    </label>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly isBusy?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** On or off at once, without a button to save it. */
export function Switch({ label, isOn, isBusy, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={isOn}
      aria-busy={isBusy || undefined}
      onClick={() => {
        if (!isBusy) onChange(!isOn);
      }}
    >
      <span class="switch-track" aria-hidden="true" />
      <span>{label}</span>
    </button>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly text: ComponentChildren; readonly isDisabled?: boolean }[];
  readonly onChoose: (value: T) => void;
}

/** One of a few, side by side where there is room: radio buttons underneath, so that arrows move between them. */
export function Choice<T extends string>({ label, isLabelHidden, value, options, onChoose }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={isLabelHidden ? "for-readers" : "field-label"}>{label}</legend>
      <div class="choice-row">
        {options.map((option) => (
          <label key={option.value} class="choice-item">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={option.isDisabled ?? false}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
