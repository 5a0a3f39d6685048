import { CONTROL_WORDS } from "./words-control.ts";
import { HARM_WORDS } from "./words-harm.ts";
import { HARMLESS_WORDS } from "./words-harmless.ts";
import { PEOPLE_WORDS } from "./words-people.ts";
import { SCENE_WORDS } from "./words-scenes.ts";
import { VIOLENCE_WORDS } from "./words-violence.ts";

/** All lists of words, by the name that the rules use. */
export const WORDS: Readonly<Record<string, string>> = {
  ...PEOPLE_WORDS,
  ...VIOLENCE_WORDS,
  ...HARM_WORDS,
  ...CONTROL_WORDS,
  ...SCENE_WORDS,
  ...HARMLESS_WORDS,
};
