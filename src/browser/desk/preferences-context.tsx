import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { DESK_LOCALES } from "../../i18n/desk-texts.ts";
import { Select } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { type Preferences, THEMES } from "./preferences.ts";

interface Chosen {
  readonly preferences: Preferences;
  readonly change: (next: Partial<Preferences>) => void;
}

export const PreferencesContext = createContext<Chosen | null>(null);

/** What was chosen for this device. */
export function usePreferences(): Chosen {
  const chosen = useContext(PreferencesContext);
  if (chosen === null) throw new Error("outside of the desk");
  return chosen;
}

/** Language and looks: at the door and in the menu. Changed at once. */
export function PreferenceFields() {
  const { text } = useTexts();
  const { preferences, change } = usePreferences();
  return (
    <div class="preference-fields">
      <Select
        label={text("shell.language.label")}
        value={preferences.locale}
        options={DESK_LOCALES.map((value) => ({ value, text: text(`shell.language.${value}`) }))}
        onChoose={(locale) => change({ locale })}
      />
      <Select
        label={text("shell.theme.label")}
        value={preferences.theme}
        options={THEMES.map((value) => ({ value, text: text(`shell.theme.${value}`) }))}
        onChoose={(theme) => change({ theme })}
      />
    </div>
  );
}
