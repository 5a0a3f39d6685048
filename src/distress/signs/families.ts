import type { Family } from "./rule.ts";
import { THREAT_FAMILIES } from "./rules-threats.ts";
import { VIOLENCE_FAMILIES } from "./rules-violence.ts";

/** All rules. A new family is added to one of the two lists. */
export const FAMILIES: readonly Family[] = [...VIOLENCE_FAMILIES, ...THREAT_FAMILIES];
