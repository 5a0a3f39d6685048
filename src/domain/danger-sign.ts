/**
 * What a text can tell of danger. The first ten are those of the plain questions in `talks/danger-signs.ts`;
 * a word means the same whether it was ticked or heard.
 */
export const HEARD_SIGNS = [
  "weapon",
  "threat-to-kill",
  "strangled",
  "gets-worse",
  "jealous-control",
  "pregnant",
  "leaving",
  "his-suicide",
  "harms-children",
  "stalks",
  "beaten-now",
  "beaten",
  "pushed",
  "rape",
  "blood",
  "fire",
  "locked-in",
  "thrown-out",
  "hiding",
  "forced-marriage",
  "afraid-to-go-home",
  "controls-money",
  "controls-phone",
  "controls-documents",
  "threatens",
  "rages",
  "humiliates",
  "suicide",
  "cries-for-help",
] as const;
export type HeardSign = (typeof HEARD_SIGNS)[number];
