/**
 * What every yardstick asks: an intake of twelve answers in three languages. Each text ends with the number of its question,
 * so that a driver sees whether the right one came. Made up for measuring; nobody in need ever reads it.
 */
export const LANGUAGES = ["English", "Русский", "Қазақша"] as const;

/** Marks that the texts end with, in the order of the questions. */
export const MARKS = {
  language: "(1/12)",
  safe: "(2/12)",
  what: "(3/12)",
  signs: ["(4/12)", "(5/12)", "(6/12)", "(7/12)", "(8/12)"],
  town: "(9/12)",
  near: "(10/12)",
  consent: "(11/12)",
  words: "(12/12)",
  done: "(end)",
} as const;

interface Wording {
  readonly safe: string;
  readonly safeAnswers: readonly string[];
  readonly what: string;
  readonly whatAnswers: readonly string[];
  readonly sign: string;
  readonly yesNo: readonly string[];
  readonly town: string;
  readonly near: string;
  readonly goOn: readonly string[];
  readonly consent: string;
  readonly words: string;
  readonly done: string;
}

const ENGLISH: Wording = {
  safe: "Is it safe for you to write now?",
  safeAnswers: ["It is", "It is not", "I cannot say"],
  what: "What has been done to you?",
  whatAnswers: ["Beaten", "Threatened", "Followed", "Forced", "Papers or money taken", "Another thing"],
  sign: "Yes or no? Sign of danger, number",
  yesNo: ["Yes", "No"],
  town: "Name the town or village where you are.",
  near: "Closest to you",
  goOn: ["Go on"],
  consent: "May a counsellor read what you told here?",
  words: "Say in words of your own what you need.",
  done: "Thank you, it is kept. Its number:",
};

const RUSSIAN: Wording = {
  safe: "Вам сейчас безопасно писать?",
  safeAnswers: ["Безопасно", "Опасно", "Не могу сказать"],
  what: "Что с вами сделали?",
  whatAnswers: ["Били", "Угрожали", "Следили", "Принуждали", "Забрали деньги или бумаги", "Иное"],
  sign: "Да или нет? Признак опасности, номер",
  yesNo: ["Да", "Нет"],
  town: "Назовите город или село, где вы находитесь.",
  near: "Ближе всего к вам",
  goOn: ["Продолжить"],
  consent: "Можно ли консультанту прочитать рассказанное?",
  words: "Скажите своими словами, что вам нужно.",
  done: "Спасибо, всё записано. Номер записи:",
};

const KAZAKH: Wording = {
  safe: "Қазір жазу сізге қауіпсіз бе?",
  safeAnswers: ["Қауіпсіз", "Қауіпті", "Айта алмаймын"],
  what: "Сізге не істеді?",
  whatAnswers: ["Ұрды", "Қорқытты", "Аңдыды", "Мәжбүрледі", "Ақшамды не құжатымды алды", "Басқа"],
  sign: "Иә ме, жоқ па? Қауіп белгісі, нөмірі",
  yesNo: ["Иә", "Жоқ"],
  town: "Тұрған қалаңызды не ауылыңызды атаңыз.",
  near: "Сізге ең жақыны",
  goOn: ["Жалғастыру"],
  consent: "Айтқаныңызды кеңесші оқыса бола ма?",
  words: "Не керегін өз сөзіңізбен айтыңыз.",
  done: "Рақмет, бәрі жазылды. Нөмірі:",
};

const WORDINGS = [ENGLISH, RUSSIAN, KAZAKH] as const;

/** A question, and the answers that are offered under it as buttons; `name` stands in what a button sends. */
export interface Ask {
  readonly name: string;
  readonly text: string;
  readonly answers: readonly string[];
}

/** The questions of one language, made once. */
export interface Questions {
  readonly safe: Ask;
  readonly what: Ask;
  readonly signs: readonly Ask[];
  readonly town: Ask;
  readonly consent: Ask;
  readonly words: Ask;
}

export const ASK_LANGUAGE: Ask = {
  name: "language",
  text: `Language / Язык / Тіл? ${MARKS.language}`,
  answers: LANGUAGES,
};

const QUESTIONS: readonly Questions[] = WORDINGS.map((wording) => ({
  safe: { name: "safe", text: `${wording.safe} ${MARKS.safe}`, answers: wording.safeAnswers },
  what: { name: "what", text: `${wording.what} ${MARKS.what}`, answers: wording.whatAnswers },
  signs: MARKS.signs.map((mark, i) => ({
    name: `sign${i}`,
    text: `${wording.sign} ${i + 1} ${mark}`,
    answers: wording.yesNo,
  })),
  town: { name: "town", text: `${wording.town} ${MARKS.town}`, answers: [] },
  consent: { name: "consent", text: `${wording.consent} ${MARKS.consent}`, answers: wording.yesNo },
  words: { name: "words", text: `${wording.words} ${MARKS.words}`, answers: [] },
}));

/** @param language number in {@link LANGUAGES}; English when there is none such. */
export function questionsIn(language: number): Questions {
  return itemAt(QUESTIONS, language);
}

/** What lies nearest, said with her own words for the town. */
export function sayNear(language: number, town: string, near: readonly Near[]): Ask {
  const { near: begin, goOn } = itemAt(WORDINGS, language);
  const list = near.map(({ name, phone, km }) => `${name}, ${phone}, ${km} km`).join("; ");
  return { name: "near", text: `${begin}: ${list} [${town}] ${MARKS.near}`, answers: goOn };
}

/** The last words: the number of the case and the end of what she wrote. */
export function sayDone(language: number, number: string, words: string): string {
  return `${itemAt(WORDINGS, language).done} ${number}, «${words.slice(-40)}» ${MARKS.done}`;
}

/** A centre, and how far away it is. */
export interface Near {
  readonly name: string;
  readonly phone: string;
  readonly km: number;
}

function itemAt<T>(items: readonly [T, ...T[]] | readonly T[], at: number): T {
  const item = items[at] ?? items[0];
  if (item === undefined) throw new Error("an empty list");
  return item;
}
