import { fold } from "./fold.ts";
import { skeletonOf } from "./skeleton.ts";

/** What one word alone asks for. */
export type Panic = "hide" | "danger";

const HIDE = [
  ...["стоп", "скрыть", "скрой", "спрячь", "спрятать", "тоқта", "тоқтат", "жасыр", "жасыру", "hide"],
  // What stands on the door while her language is not known, and its halves.
  ...["жабу закрыть", "жабу", "закрыть"],
];
const DANGER = [
  // What stands on the door. The halves of the last one are no call: "срочно" is said to a shop too.
  ...["сейчас опасно", "қазір қауіпті", "шұғыл срочно"],
  ...["опасно", "опасность", "мне опасно", "я в опасности", "помогите", "помоги", "помощь", "на помощь", "спасите"],
  ...[
    "спаси",
    "срочно помогите",
    "убивает",
    "меня убивают",
    "он меня убьет",
    "он меня убивает",
    "меня убивает",
    "полиция",
    "вызовите полицию",
  ],
  ...["көмек", "көмек керек", "көмектесіңіз", "көмектесіңіздер", "көмектесіңіздерші", "көмектесші", "көмектес"],
  ...["қауіп", "қауіпті", "қауіптемін", "маған қауіпті", "құтқар", "құтқарыңыз", "құтқарыңыздар", "құтқарыңдар"],
  ...[
    "өлтіреді",
    "мені өлтіріп жатыр",
    "мені өлтіреді",
    "полиция шақырыңыз",
    "sos",
    "help",
    "help me",
    "danger",
    "102",
    "112",
    "103",
  ],
];

/** Coarse, which is right here: a call for help in a strange spelling is still one. */
function soundOf(text: string): string {
  return skeletonOf(fold(text));
}

const MEANINGS: ReadonlyMap<string, Panic> = new Map<string, Panic>([
  ...HIDE.map((word): [string, Panic] => [soundOf(word), "hide"]),
  ...DANGER.map((word): [string, Panic] => [soundOf(word), "danger"]),
]);

/** Longer messages are told to a person, not to a list of words. */
const MAX_CHARS = 80;

/** Said twice or more is said once: "помогите помогите". Null when the text is not one and the same word. */
function saidOnce(sound: string): string | null {
  const words = sound.split(" ");
  return words.every((word) => word === words[0]) ? (words[0] ?? null) : null;
}

/**
 * Whether the whole message, in any spelling, is a call to hide or a call for help. Words around it make it `null`:
 * "стоп" hides, "он сказал стоп" is a story. [Note: Whole messages only]
 */
export function isPanicWord(text: string): Panic | null {
  if (text.length > MAX_CHARS) return null;
  const command = text.trim().replace(/^(\/\w+)@\w+$/, "$1");
  const sound = soundOf(command.replaceAll("🆘", " sos "));
  return MEANINGS.get(sound) ?? MEANINGS.get(saidOnce(sound) ?? "") ?? null;
}
