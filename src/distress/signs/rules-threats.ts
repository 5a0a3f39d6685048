import type { Family } from "./rule.ts";

const MADE_UP = "{fiction} {game}";

/** Says he will kill. "убью говорит", "өлтірем дейді". */
const THREAT_TO_KILL: Family = {
  sign: "threat-to-kill",
  unless: `${MADE_UP} {sport} {office} {no-person} {kitchen} {scolding-home}`,
  rules: {
    immediate: [
      "{kills} {me}/{others} {now} {he}/{kin}/{help}",
      "{kills} {help} {he}/{kin}/{me} ! {animal}",
      "{kills} {weapon} {he}/{kin}/{me}/{others} ! {animal}",
      "{kills} {me} {comes-near}/{hides}/{breaks-door}/{door}",
    ],
    high: [
      "{kills} {says} {me}/{others}/{he}/{kin}/{her} ! {animal} {everyday}",
      "{kills} {me} {he}/{kin} ! {animal} {everyday}",
      "{kills} {others} {kin} ! {animal}",
      "{kills} {fears} {me}/{he}/{kin}/{others}/{her} ! {animal}",
      "{kills} {leaves} {me}/{he}/{kin} ! {animal}",
    ],
  },
};

/** Threatens otherwise. "заберёт детей", "қорқытады". */
const THREATENS: Family = {
  sign: "threatens",
  unless: `${MADE_UP} {office} {sport}`,
  rules: {
    high: ["{threatens} {kills}/{weapon}/{burns} {me}/{he}/{kin}/{others}"],
    medium: ["{threatens} {me}/{others}/{he}/{kin}/{her} ! {animal} {everyday} {clinic}"],
  },
};

/** He says he will kill himself. */
const HIS_SUICIDE: Family = {
  sign: "his-suicide",
  unless: MADE_UP,
  rules: {
    high: [
      "{kills-himself} {he}/{kin} {says}/{threatens}/{leaves}/{now}",
      "{kills-himself} {says}/{threatens} {leaves}/{me}",
    ],
  },
};

/** She does not want to live. What follows are numbers, which hurt nobody who meant it otherwise. */
const SUICIDE: Family = {
  sign: "suicide",
  unless: `${MADE_UP} {only-a-saying}`,
  rules: { high: ["{wants-to-die}"] },
};

/** Follows, watches. "караулит у подъезда", "ізімнен қалмай жүр". */
const STALKS: Family = {
  sign: "stalks",
  unless: `${MADE_UP} {animal} {sport} {no-person}`,
  rules: {
    high: ["{stalks} {now} {fears}/{he}/{kin}/{me} ! {everyday} {office}"],
    medium: ["{stalks} {me}/{he}/{kin}/{others}/{fears} ! {everyday} {office} {kitchen}"],
  },
};

/** Given away, or carried off. */
const FORCED_MARRIAGE: Family = {
  sign: "forced-marriage",
  unless: `${MADE_UP} {merry}`,
  rules: {
    immediate: ["{forces-marriage} {now}/{help}/{shuts-in} {me}/{others}/{home} ! {past}"],
    high: [
      "{forces-marriage} {me}/{others}/{by-force}/{fears}/{kin}/{he}",
      "{given-away} {by-force} {me}/{others}/{kin}/{he}",
    ],
  },
};

/** Afraid of him, afraid to go home. */
const AFRAID: Family = {
  sign: "afraid-to-go-home",
  unless: `${MADE_UP} {animal} {school} {clinic} {sport} {office} {machine} {merry}`,
  rules: {
    high: ["{fears} {fear-of} {he}/{kin} {now}/{drunk}/{hits}/{beats-up}/{kills} ! {everyday}"],
    medium: [
      "{fears} {fear-of} {he}/{kin}/{me} ! {everyday} {craft} {no-person} {kitchen}",
      "{not-home} {fears}/{he}/{kin}/{hits}/{beats-up}/{me} ! {everyday}",
      "{fears} {kin} ! {everyday} {craft} {no-person} {kitchen}",
    ],
  },
};

/** Money. "карточку отобрал", "ақша бермейді". */
const MONEY: Family = {
  sign: "controls-money",
  unless: `${MADE_UP} {office} {everyday}`,
  rules: {
    medium: [
      "{takes} {money} {he}/{kin}/{me} ! {school} {craft}",
      "не+{gives} {money} {he}/{kin} ! {school}",
      "{controls} {money} {he}/{kin}/{me} ! {school}",
    ],
  },
};

/** Telephone, talk, people, the way out. */
const PHONE: Family = {
  sign: "controls-phone",
  unless: `${MADE_UP} {office} {craft} {school} {everyday}`,
  rules: {
    medium: [
      "{takes} {phone} {he}/{kin} ! {animal}",
      "{controls} {phone} {he}/{kin}/{me}",
      "не+{gives} {phone} {he}/{kin}",
      "не+{gives} {outside} {he}/{kin} ! {clinic}",
      "{controls} {outside} {he}/{kin} ! {clinic}",
      "{controls} {jealous}",
    ],
  },
};

/** Papers. "паспорт спрятал", "құжаттарымды тығып қойды". */
const DOCUMENTS: Family = {
  sign: "controls-documents",
  unless: `${MADE_UP} {office} {everyday} {animal} {school}`,
  rules: {
    medium: ["{takes} {documents} {he}/{kin}/{me}/{threatens}", "не+{gives} {documents} {he}/{kin}"],
  },
};

/** Jealous beyond measure. */
const JEALOUS: Family = {
  sign: "jealous-control",
  unless: MADE_UP,
  rules: { medium: ["{jealous} {kin}/{he} {hits}/{beats-up}/{threatens}/{controls}/{fears}/{humiliates}/{outside}"] },
};

/** Shames and scolds. */
const HUMILIATES: Family = {
  sign: "humiliates",
  unless: `${MADE_UP} {sport} {office}`,
  rules: {
    medium: ["{humiliates} {kin} {me}/{others}/{often}/{fears}", "{humiliates} {he} {me} {often}/{fears}/{home}"],
    low: ["{humiliates} {me}"],
  },
};

/** With child, and struck or afraid. */
const PREGNANT: Family = {
  sign: "pregnant",
  unless: MADE_UP,
  rules: {
    high: [
      "{pregnant} {hits}/{beats-up}/{pushes}/{strangles}/{fists}/{threatens}/{kills} {he}/{kin}/{me}/{others}/{her}",
      "{pregnant} {beats-up}",
    ],
  },
};

export const THREAT_FAMILIES: readonly Family[] = [
  THREAT_TO_KILL,
  THREATENS,
  HIS_SUICIDE,
  SUICIDE,
  STALKS,
  FORCED_MARRIAGE,
  AFRAID,
  MONEY,
  PHONE,
  DOCUMENTS,
  JEALOUS,
  HUMILIATES,
  PREGNANT,
];
