import type { Family } from "./rule.ts";

/** Nobody was meant: games, films and what else has blows in it. */
const MADE_UP = "{fiction} {game}";

/** Blows and hands. "бьёт меня", "күйеуім ұрып жатыр", "опять руки распускает". */
const BEATEN: Family = {
  sign: "beaten",
  unless: `${MADE_UP} {accident}`,
  rules: {
    high: [
      "{beats-up} {me}/{others}/{her}/{he}/{kin}/{help}/{now}/{often} ! {sport}",
      "{hits} {me} ! {machine} {sport} {animal} {no-person} {craft}",
      "{hits} {others} ! {machine} {sport} {animal} {craft}",
      "{hits} {kin} ! {machine} {sport} {animal} {craft} {kitchen}",
      "{hits} {he} {fists}/{drunk}/{often} ! {machine} {sport} {animal} {craft}",
      "{hits} {her} {he}/{walls}/{fists}/{screams} ! {machine} {sport} {animal} {craft}",
      "{raises-hand} ! {school}",
      "{fists} {me}/{others} {he}/{kin} ! {sport} {craft} {kitchen}",
      "{wounds} {he}/{kin} {me}/{others}/{hits} ! {sport} {animal} {clinic}",
    ],
    medium: [
      "{beats-up} ! {sport} {animal} {machine} {craft}",
      "{wounds} {me}/{others}/{kin} ! {sport} {animal} {clinic}",
      "{hits} {he} {her}/{now} ! {machine} {sport} {animal} {craft} {kitchen}",
    ],
  },
};

/** Pushed, dragged, thrown. "толкнул с лестницы", "шашымнан сүйреп". */
const PUSHED: Family = {
  sign: "pushed",
  unless: `${MADE_UP} {sport} {accident}`,
  rules: {
    high: [
      "{pushes} {push-mark} {me}/{others}/{her}/{he}/{kin} ! {craft} {animal} {kitchen}",
      "{pushes} {me}/{others} {kin}/{he}/{fears}/{help} ! {craft} {animal} {kitchen} {everyday} {merry}",
      "{push-mark} {me}/{others} {kin}/{hits}/{drunk} ! {craft} {animal} {kitchen} {school}",
    ],
  },
};

/** Taken by the throat. "душит", "тамағымнан қысты". */
const STRANGLED: Family = {
  sign: "strangled",
  unless: `${MADE_UP} {sport} {no-person} {clinic}`,
  rules: {
    immediate: ["{strangles} {me}/{others}/{he}/{kin} {now} ! {animal} {office} {machine}"],
    high: ["{strangles} {me}/{others}/{he}/{kin}/{her}/{help} ! {animal} {office} {machine}"],
  },
};

/** A knife, an axe, a gun. "с ножом за мной бегает", "пышақ алып қуып жүр". */
const WEAPON: Family = {
  sign: "weapon",
  unless: `${MADE_UP} {kitchen} {craft} {sport}`,
  rules: {
    immediate: [
      "{weapon} {brandishes} {me} {he}/{kin}/{now} ! {clinic}",
      "{weapon} {he}/{kin} {now}/{help}/{hides}/{comes-near} ! {clinic} {everyday}",
      "{weapon} {brandishes} {now}/{help}/{drunk}/{children-fear} ! {clinic}",
    ],
    high: [
      "{weapon} {brandishes} {he}/{kin}/{me}/{others}",
      "{weapon} {kin} {drunk}/{threatens}/{fears}/{kills}/{me}/{others}",
      "{weapon} {threatens}/{kills}/{fears}",
      "{stabs} {me}/{others}/{he}/{kin}/{her}/{help} ! {animal} {no-person}",
      "{weapon} {hits}/{beats-up} {me}/{others}/{kin}/{he}",
    ],
  },
};

/** The door is being broken. "есікті теуіп жатыр", "дверь ломает". */
const DOOR: Family = {
  sign: "locked-in",
  unless: `${MADE_UP} {craft} {everyday} {animal}`,
  rules: {
    immediate: [
      "{breaks-door} {door} {he}/{kin}/{me}/{now}/{help}/{fears}/{drunk}/{hides} ! {office} {merry} {machine}",
    ],
    high: ["{breaks-door} {door} {her}/{others}/{screams}/{past} ! {office} {merry} {machine}"],
  },
};

/** Shut in, or hiding from him. "запер и не выпускает", "қамап қойды", "сижу в ванной, он за дверью". */
const SHUT_IN: Family = {
  sign: "locked-in",
  unless: `${MADE_UP} {everyday}`,
  rules: {
    immediate: [
      "{shuts-in} {he}/{kin} {now}/{help}/{fears}/{not-home}/{me} ! {animal} {craft}",
      "{shuts-in} {me} {home}/{now}/{help} ! {animal} {craft}",
      "не+{lets-out} {shuts-in} ! {animal} {office}",
      "не+{lets-out} {hits}/{beats-up}/{weapon}/{threatens}/{door} {he}/{kin}/{me} ! {office} {craft}",
    ],
    high: [
      "не+{lets-out} {home} {he}/{kin}/{me} ! {animal} {office} {school} {clinic} {no-person}",
      "{shuts-in} {me}/{others} ! {animal} {craft}",
      "{shuts-in} {kin} {home}/{often} ! {animal} {craft}",
      "не+{lets-out} {outside} {he}/{kin}/{me} ! {office} {school} {clinic}",
    ],
  },
};
const HIDING: Family = {
  sign: "hiding",
  unless: `${MADE_UP} {animal} {sport}`,
  rules: {
    immediate: [
      "{hides} {he}/{kin} {now}/{fears}/{help}/{door}/{comes-near}/{drunk}/{breaks-door}/{screams}/{home}/{hits} ! {merry}",
      "{hides} {comes-near}/{breaks-door}/{beats-up}/{threatens}/{children-fear}/{weapon}/{kills} ! {merry}",
      "{comes-near} {fears}/{kills}/{help}/{hits}/{beats-up}/{threatens} {he}/{kin} ! {merry} {office}",
    ],
    high: ["{hides} {fears}/{kin}/{fear-of} ! {merry} {kitchen} {office}"],
  },
};

/** Thrown out of the house. "выгнал с детьми ночью", "үйден қуып шықты". */
const THROWN_OUT: Family = {
  sign: "thrown-out",
  unless: `${MADE_UP} {office} {school} {animal}`,
  rules: {
    high: ["{throws-out} {me}/{others}/{kin} {now}/{home}/{drunk}/{others}"],
    medium: ["{throws-out} {me}/{others}/{kin}/{home}", "{throws-out} {he} {her}"],
  },
};

/** He rages. "пьяный буянит, всё крушит", "мас болып айғайлап жатыр". */
const RAGES: Family = {
  sign: "rages",
  unless: `${MADE_UP} {sport} {animal} {office} {machine}`,
  rules: {
    high: [
      "{rages} {drunk}/{kin} {now}/{me}/{fears}/{help}/{children-fear}/{drunk}",
      "{children-fear} {drunk}/{kin}/{rages}/{hits}/{screams} {he}/{kin}/{now}/{fears}",
      "{drunk} {kin}/{he} {fears}/{children-fear}/{rages}/{help}",
    ],
    medium: ["{rages} {drunk}/{kin}/{often}", "{drunk} {kin} {humiliates}/{screams}/{pushes}"],
  },
};

/** Heard through the wall. "за стеной женщина кричит помогите". */
const NEIGHBOUR: Family = {
  sign: "cries-for-help",
  unless: `${MADE_UP} {animal} {merry} {sport}`,
  rules: {
    immediate: [
      "{screams} {walls} {help}/{hits}/{beats-up}/{now} {others}/{her}/{he}/{help}",
      "{screams} {help} {walls}/{others}",
    ],
    medium: ["{screams} {walls} {others}/{often}/{hits}"],
  },
};

/** Rape, and hands where she does not want them. */
const RAPE: Family = {
  sign: "rape",
  unless: MADE_UP,
  rules: {
    immediate: ["{rapes} {now} {me}/{others}/{he}/{kin} ! {often}"],
    high: [
      "{rapes} {me}/{others}/{he}/{kin}/{her}/{help}/{past}",
      "{touches} {unwilling} {me}/{others}/{he}/{kin} ! {animal} {clinic} {sport} {kitchen}",
      "{touches} {me}/{others} {fears}/{kin} ! {animal} {clinic} {sport} {kitchen} {school} {merry}",
    ],
  },
};

/** Blood after violence. */
const BLOOD: Family = {
  sign: "blood",
  unless: `${MADE_UP} {clinic} {kitchen} {animal} {accident} {sport}`,
  rules: {
    immediate: [
      "{bleeds} {hits}/{beats-up}/{fists}/{weapon}/{stabs}/{pushes}/{wounds} {me}/{others}/{he}/{kin}/{now}/{her}",
      "{bleeds} {help}/{now} {he}/{kin}/{me}/{others}/{her}",
    ],
    high: ["{bleeds} {he}/{kin}/{me}/{others} {hits}/{beats-up}/{fists}/{kin}/{pushes}", "{beats-up} {bleeds}"],
  },
};

/** Fire and gas. "облил бензином", "өртеп жіберем дейді". */
const FIRE: Family = {
  sign: "fire",
  unless: `${MADE_UP} {drill} {kitchen}`,
  rules: {
    immediate: [
      "{burns} {now}/{help} {he}/{kin}/{me}/{others}/{home} ! {craft} {everyday}",
      "{burns} {me}/{others} {he}/{kin} ! {craft} {everyday} {machine}",
    ],
    high: [
      "{burns} {threatens}/{says} {he}/{kin}/{me}/{others}/{home} ! {craft} {everyday}",
      "{burns} {home}/{door} {he}/{kin} ! {craft} {everyday}",
    ],
  },
};

/** Harm to children, told by somebody or by the child. */
const CHILDREN: Family = {
  sign: "harms-children",
  unless: `${MADE_UP} {accident} {sport}`,
  rules: {
    high: [
      "{hits}/{beats-up}/{strangles}/{pushes}/{starves}/{rapes} {child} {he}/{kin}/{fists}/{often}/{now}/{help} ! {animal} {machine} {craft}",
      "{beats-up} {child}",
      "{kills} {child} {he}/{kin}/{says}",
      "{shuts-in} {child} {he}/{kin}",
      "{touches} {child} {kin}/{unwilling} ! {animal} {clinic} {kitchen}",
    ],
    medium: ["{starves} {child}/{me}", "{humiliates} {child} {he}/{kin}"],
  },
};

export const VIOLENCE_FAMILIES: readonly Family[] = [
  BEATEN,
  PUSHED,
  STRANGLED,
  WEAPON,
  DOOR,
  SHUT_IN,
  HIDING,
  THROWN_OUT,
  RAGES,
  NEIGHBOUR,
  RAPE,
  BLOOD,
  FIRE,
  CHILDREN,
];
