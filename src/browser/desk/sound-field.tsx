import { Switch } from "../ui/field.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { usePreferences } from "./preferences-context.tsx";
import { askForNotices } from "./queue-alarm.ts";

/** The bell for immediate cases: off until it is allowed here, by a press. */
export function SoundField() {
  const { text } = useTexts();
  const { preferences, change } = usePreferences();
  const turn = (sound: boolean) => {
    change({ sound });
    if (sound) void askForNotices();
  };
  return (
    <div class="stack-small">
      <Switch
        label={text(preferences.sound ? "queue.sound.on" : "queue.sound.off")}
        isOn={preferences.sound}
        onChange={turn}
      />
      <p class="small soft">{text("queue.sound.about")}</p>
    </div>
  );
}
