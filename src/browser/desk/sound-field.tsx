import { Switch } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { usePreferences } from "./preferences-context.tsx";
import { askForNotices } from "./queue-alarm.ts";

/** The bell for immediate cases: off until it is allowed by a press, here or beside the queue. */
export function SoundField() {
  const { text } = useTexts();
  const { isOn, turn } = useSound();
  return (
    <div class="stack-small">
      <Switch label={text(isOn ? "queue.sound.on" : "queue.sound.off")} isOn={isOn} onChange={turn} />
      <p class="small soft">{text("queue.sound.about")}</p>
    </div>
  );
}

/** The same beside the title of the queue. */
export function SoundButton() {
  const { text } = useTexts();
  const toasts = useToasts();
  const { isOn, turn } = useSound();
  const press = () => {
    turn(!isOn);
    toasts.show({ text: isOn ? text("queue.sound.off") : text("queue.sound.about") });
  };
  const label = text(isOn ? "queue.sound.mute" : "queue.sound.allow");
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={press}>
      <Icon name={isOn ? "sound" : "mute"} />
    </button>
  );
}

function useSound() {
  const { preferences, change } = usePreferences();
  return {
    isOn: preferences.sound,
    turn(isOn: boolean) {
      change({ sound: isOn });
      if (isOn) void askForNotices();
    },
  };
}
