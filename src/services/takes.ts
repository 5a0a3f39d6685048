/** Whom an organisation takes in. */
export const WHO = ["women", "children", "men"] as const;
export type Who = (typeof WHO)[number];

const ANYONE: readonly Who[] = WHO;
const UNKNOWN: readonly Who[] = ["women", "children"];

/** What the words of the `serves` field say about whom one may send there. Words that say nothing are left out. */
const SAID: Readonly<Record<string, readonly Who[]>> = {
  women: ["women"],
  children: ["children"],
  youth: ["children"],
  bullying: ["children"],
  families: ["women", "children"],
  men: ["men"],
  injured: ANYONE,
  "anyone in danger": ANYONE,
  "anyone who cannot call": ANYONE,
  "psychological crisis": ANYONE,
};

/** A line about passports and benefits is nobody's help at home. */
const NOT_HELP = "general public-service questions";

/**
 * Whom an organisation takes, in the order of {@link WHO}; empty when it is no help to a victim.
 *
 * Nothing recognised counts as women and children. [Note: Unknown means women and children]
 */
export function takesOf(serves: readonly string[]): readonly Who[] {
  if (serves.length > 0 && serves.every((word) => word === NOT_HELP)) return [];
  const said = new Set(serves.flatMap((word) => SAID[word] ?? []));
  return said.size === 0 ? UNKNOWN : WHO.filter((who) => said.has(who));
}
