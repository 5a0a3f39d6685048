import { fold } from "./fold.ts";
import { skeletonOf } from "./skeleton.ts";

/**
 * What a word of a phrase is worth. `content`: must be there. `asking`: makes a question of it, some of them must be
 * there. `joining`: may be lost. [Note: What must be there]
 */
export type Weight = "content" | "asking" | "joining";

const ASKING_RU = [
  ...["есть", "ли", "вас", "вам", "вы", "ваш", "ваша", "ваше", "мне", "меня", "нам", "нас", "можно", "нужен", "нужна"],
  ...["нужно", "нужны", "надо", "бы", "скажите", "подскажите", "пожалуйста", "когда", "сколько", "где", "куда"],
  ...["какой", "какая", "какие", "какое", "как", "кто", "что", "чем", "почему", "хочу", "хотела", "будет", "будут"],
  ...["здравствуйте", "привет", "добрый", "день", "спасибо", "бывает", "стоит"],
];
const JOINING_RU = [
  ...[
    "у",
    "с",
    "со",
    "и",
    "в",
    "во",
    "на",
    "для",
    "а",
    "же",
    "к",
    "ко",
    "о",
    "об",
    "от",
    "до",
    "из",
    "за",
    "по",
    "под",
  ],
  ...["или", "то", "это", "этот", "эта", "эти", "тот", "уже", "ещё", "еще", "тоже", "только", "вот", "ну", "да", "не"],
  ...["без", "нет", "мой", "моя", "моё", "мои", "он", "она", "они", "оно", "я", "мы", "ты", "при", "про", "над"],
];
const ASKING_KK = [
  ...["сізде", "сіздерде", "сізден", "сіздің", "сіздер", "сіз", "сізге", "бізде", "менде", "маған", "бізге", "бар"],
  ...[
    "жоқ",
    "ма",
    "ме",
    "ба",
    "бе",
    "па",
    "пе",
    "керек",
    "болады",
    "бола",
    "болса",
    "қанша",
    "қашан",
    "қайда",
    "қайдан",
  ],
  ...["қандай", "қалай", "кім", "не", "неге", "айтыңызшы", "екен", "еді", "рақмет", "сәлем", "бересіз", "мүмкін"],
];
const JOINING_KK = [
  ...[
    "мен",
    "бен",
    "пен",
    "және",
    "қосылған",
    "қосқан",
    "қосып",
    "де",
    "да",
    "те",
    "та",
    "бір",
    "бұл",
    "ол",
    "осы",
    "сол",
  ],
  ...["үшін", "менің", "біздің", "оның", "ғой", "ғана", "тағы", "әлде", "немесе", "ал", "өте", "сен", "біз", "әлі"],
  ...[
    "алып",
    "алды",
    "ал",
    "бер",
    "берді",
    "беріп",
    "болсын",
    "болып",
    "кел",
    "келді",
    "келіп",
    "кетті",
    "кетіп",
    "қалды",
  ],
  ...[
    "қалып",
    "жүр",
    "жүріп",
    "жатыр",
    "жатып",
    "отыр",
    "отырып",
    "тұр",
    "тұрып",
    "деп",
    "деді",
    "деген",
    "барып",
    "кейін",
  ],
  ...[
    "тек",
    "бәрі",
    "кезде",
    "сияқты",
    "сосын",
    "бірақ",
    "жаздым",
    "болды",
    "қой",
    "бердім",
    "алдым",
    "қалдым",
    "келдім",
  ],
];

function sounds(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => skeletonOf(fold(word))));
}

const RU = sounds([...ASKING_RU, ...JOINING_RU]);
const KK = sounds([...ASKING_KK, ...JOINING_KK]);
const ASKING = sounds([...ASKING_RU, ...ASKING_KK]);

/** Words that turn the next one into its opposite: "без мяты". */
export const OPPOSITES: ReadonlySet<string> = sounds(["без", "кроме", "вместо"]);

export function weightOf(word: string): Weight {
  if (ASKING.has(word)) return "asking";
  return isSmallWord(word) ? "joining" : "content";
}

/** Whether a word says little by itself, whatever the language: it may stand anywhere around a phrase. */
export function isSmallWord(word: string): boolean {
  return RU.has(word) || KK.has(word);
}

/** How many of the words are small ones of each language; content words do not count. */
export function smallWords(words: readonly string[]): { readonly ru: number; readonly kk: number } {
  return { ru: words.filter((word) => RU.has(word)).length, kk: words.filter((word) => KK.has(word)).length };
}
