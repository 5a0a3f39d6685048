import type { Profile } from "./person-profile.ts";
import type { SeededRandom } from "./seeded-random.ts";

interface StepEnd {
  /** What the bot must say before the next step; nothing is awaited when left out. */
  readonly expect?: RegExp;
  /** Name of the step in the report. */
  readonly label?: string;
}

/** One thing that each person of a crowd does. */
export type CrowdStep = StepEnd &
  (
    | { /** `{{token}}` becomes her secret; of a list one is picked. */ readonly send: string | readonly string[] }
    | {
        /** By its words, by its place on the newest message with buttons (negative: from the end), or any of them. */
        readonly press: RegExp | number | "any";
      }
    | { /** Anywhere between these corners. */ readonly location: { readonly lat: Range; readonly lon: Range } }
  );

type Range = readonly [low: number, high: number];

/** How a token looks, wherever it turns up. */
export const TOKEN_PATTERN = /zq[0-9a-z]{6}x/g;

/** The secret of person number `index`: seen in another chat, it proves cross-talk. */
export function tokenOf(index: number): string {
  return `zq${index.toString(36).padStart(6, "0")}x`;
}

const NAMES = ["Айгүл", "Гүлнар", "Дана", "Жанна", "Елена", "Сәуле", "Ольга", "Мадина", "Індира", "Татьяна"] as const;
const FAMILIES = ["Әбенова", "Сейітқызы", "Ковалёва", "Мұратова", "Цой", "Ахметова", "Шевченко"] as const;
const FIRST_ID = 5_800_000_000;

/** Person number `index`; her user name holds her token, so that a leak of it is found too. */
export function crowdProfile(index: number, random: SeededRandom): Profile {
  return {
    id: FIRST_ID + index,
    first_name: random.pick(NAMES),
    last_name: random.pick(FAMILIES),
    username: `user_${tokenOf(index)}`,
    language_code: random.pick(["kk", "ru"]),
  };
}

/** A number between the two. */
export function between([low, high]: Range, random: SeededRandom): number {
  return low + random.next() * (high - low);
}
