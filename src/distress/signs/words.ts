import { BLOW_WORDS } from "./words-blows.ts";
import { CAPTIVITY_WORDS } from "./words-captivity.ts";
import { CONTROL_WORDS } from "./words-control.ts";
import { DESPAIR_WORDS } from "./words-despair.ts";
import { ERRAND_WORDS } from "./words-errands.ts";
import { PEOPLE_WORDS } from "./words-people.ts";
import { PLAY_WORDS } from "./words-play.ts";
import { RAPE_WORDS } from "./words-rape.ts";
import { SCENE_WORDS } from "./words-scenes.ts";
import { THING_WORDS } from "./words-things.ts";
import { THREAT_WORDS } from "./words-threats.ts";
import { WEAPON_WORDS } from "./words-weapons.ts";

/** Lists whose words take the harm out of what stands near them. */
export const HARMLESS_WORDS: Readonly<Record<string, string>> = { ...PLAY_WORDS, ...ERRAND_WORDS, ...THING_WORDS };

/** All lists of words, by the name that the rules use. */
export const WORDS: Readonly<Record<string, string>> = {
  ...PEOPLE_WORDS,
  ...BLOW_WORDS,
  ...WEAPON_WORDS,
  ...THREAT_WORDS,
  ...CAPTIVITY_WORDS,
  ...RAPE_WORDS,
  ...CONTROL_WORDS,
  ...DESPAIR_WORDS,
  ...SCENE_WORDS,
  ...HARMLESS_WORDS,
};
