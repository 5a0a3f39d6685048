import type { HeardSign } from "../../domain/danger-sign.ts";

/** What a class tells when several come together, and the sign it stands for. [Note: Several together] */
interface CueWords {
  readonly words: string;
  readonly weight: 1 | 2;
  readonly sign?: HeardSign;
}

/** Two of the telling ones, or one and two of the others, are heard without any rule. */
export const CUES: readonly CueWords[] = [
  { words: "beats-up", weight: 2, sign: "beaten" },
  { words: "raises-hand", weight: 2, sign: "beaten" },
  { words: "wounds", weight: 2, sign: "beaten" },
  { words: "strangles", weight: 2, sign: "strangled" },
  { words: "stabs", weight: 2, sign: "weapon" },
  { words: "rapes", weight: 2, sign: "rape" },
  { words: "shuts-in", weight: 2, sign: "locked-in" },
  { words: "kidnaps", weight: 2, sign: "locked-in" },
  { words: "threatens", weight: 2, sign: "threatens" },
  { words: "throws-out", weight: 2, sign: "thrown-out" },
  { words: "bleeds", weight: 2, sign: "blood" },
  { words: "burns", weight: 1, sign: "fire" },
  { words: "kills", weight: 2, sign: "threat-to-kill" },
  { words: "weapon", weight: 1, sign: "weapon" },
  { words: "forces-marriage", weight: 2, sign: "forced-marriage" },
  { words: "farewell", weight: 2, sign: "suicide" },
  { words: "faints", weight: 2 },
  { words: "whispers", weight: 2, sign: "hiding" },
  { words: "calls-police", weight: 2, sign: "cries-for-help" },
  { words: "stolen-life", weight: 2 },
  { words: "stalks", weight: 2, sign: "stalks" },
  { words: "not-home", weight: 2, sign: "afraid-to-go-home" },
  { words: "children-fear", weight: 2, sign: "harms-children" },
  { words: "hides", weight: 1, sign: "hiding" },
  { words: "comes-near", weight: 1 },
  { words: "breaks-door", weight: 1 },
  { words: "hits", weight: 1, sign: "beaten" },
  { words: "fists", weight: 1 },
  { words: "pushes", weight: 1, sign: "pushed" },
  { words: "push-mark", weight: 1 },
  { words: "rages", weight: 1, sign: "rages" },
  { words: "humiliates", weight: 1, sign: "humiliates" },
  { words: "jealous", weight: 1, sign: "jealous-control" },
  { words: "controls", weight: 1 },
  { words: "drunk", weight: 1 },
  { words: "fears", weight: 1 },
  { words: "screams", weight: 1 },
  { words: "touches", weight: 1 },
  { words: "starves", weight: 1 },
  { words: "help", weight: 1 },
  { words: "kin", weight: 1 },
  { words: "often", weight: 1 },
];

/** Classes that take the harm out of what stands near them. */
export const THEMES: readonly string[] = [
  ...["fiction", "game", "sport", "kitchen", "office", "school", "craft", "clinic", "machine", "animal", "accident"],
  ...["news", "drill", "everyday", "joking", "merry", "no-person", "scolding-home", "only-a-saying"],
];
