import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import type { StaffTextKey, TextKey } from "../../i18n/text-keys.ts";
import type { Texts } from "../../i18n/texts.ts";

type Words = readonly [kk: string, ru: string, en: string];
type Phrase = Words | readonly [...Words, "needs-102"];

/** Of "open" phrases, in the order of a first talk. */
const OPEN: readonly Phrase[] = [
  [
    "Сәлеметсіз бе. Хабарыңыз оқылды. Мен бот емеспін, адаммын, қазір сізбен байланыстамын.",
    "Здравствуйте. Ваше сообщение прочитано. С вами человек, не бот, и я сейчас на связи.",
    "Hello. Your message has been read. I am a person, not a bot, and I am here now.",
  ],
  ["Қазір жазуыңыз қауіпсіз бе?", "Вам сейчас безопасно писать?", "Is it safe for you to write now?"],
  ["Бұл сіздің кінәңіз емес.", "Это не ваша вина.", "It is not your fault."],
  [
    "Жарақат алған адам бар ма? Дәрігер керек пе?",
    "Кто-нибудь ранен? Нужен ли врач?",
    "Is anybody hurt? Is a doctor needed?",
  ],
  [
    "Жаныңызда балалар бар ма? Олар қазір қайда?",
    "Есть ли рядом дети? Где они сейчас?",
    "Are there children with you? Where are they now?",
  ],
  [
    "Қай жердесіз? Қала мен ауданның аты жеткілікті.",
    "Где вы находитесь? Достаточно города и района.",
    "Where are you? The town and the district are enough.",
  ],
  [
    "Сізге қоңырау шалуға бола ма, әлде тек жазған дұрыс па?",
    "Вам можно звонить или лучше только писать?",
    "May we call you, or is it better only to write?",
  ],
  [
    "Қауіп төнсе, 102 немесе 112 нөміріне қоңырау шалыңыз. Қоңыраулар тегін.",
    "Если станет опасно, звоните 102 или 112. Звонки бесплатные.",
    "If it becomes dangerous, call 102 or 112. The calls are free.",
  ],
  [
    "Біз 102 нөміріне қоңырау шалып, сіз рұқсат еткен нәрсені айттық.",
    "Мы позвонили 102 и передали то, что вы разрешили.",
    "We called 102 and passed on what you allowed.",
    "needs-102",
  ],
  [
    "Өтінішіңізді басқа ұйымға жіберуге рұқсат бересіз бе? Нені айтуға болатынын жазыңыз.",
    "Разрешаете ли вы передать обращение другой организации? Напишите, что можно передать.",
    "Do you allow us to pass your case on to another organisation? Write what we may pass on.",
  ],
  [
    "Мұны анықтауға уақыт керек. Жауап болғанда осында жазамын.",
    "Чтобы это узнать, нужно время. Ответ напишу сюда.",
    "It takes some time to find out. I will write the answer here.",
  ],
  [
    "Қазір әңгімені аяқтаймын. Өтінішіңіз ашық қалады, кез келген уақытта осында жазыңыз.",
    "Сейчас я заканчиваю разговор. Обращение остаётся открытым, пишите сюда в любое время.",
    "I end the talk for now. Your case stays open, write here at any time.",
  ],
];

/** Room between two, for phrases of one's own. */
const STEP = 10;

/** How many there are in cover: each persona has them under the same numbers, for what each means does not change. */
const COVERT_PHRASES = 11;

/** Those in cover that say what may be said only after 102 was called. */
const COVERT_NEEDING_102: ReadonlySet<number> = new Set([2]);

/** Of "covert" phrases, in the voice of the shop that this deployment wears. */
function covertWords(texts: Texts): readonly Phrase[] {
  return Array.from({ length: COVERT_PHRASES }, (_, i): Phrase => {
    const key = `phrases.${i + 1}` as TextKey & StaffTextKey;
    const words: Words = [texts.text("kk", key), texts.text("ru", key), texts.staffText(key)];
    return COVERT_NEEDING_102.has(i + 1) ? [...words, "needs-102"] : words;
  });
}

function phrasesOf(set: ReadyPhrase["set"], first: string, all: readonly Phrase[]): readonly ReadyPhrase[] {
  return all.map(([kk, ru, en, needs], i) => ({
    phraseId: `${first}${(i + 1).toString(16).padStart(30, "0")}`,
    set,
    texts: { kk, ru, en },
    needs102: needs === "needs-102",
    order: (i + 1) * STEP,
  }));
}

/**
 * The phrases that every organisation begins with. Their ids stay the same for ever, whatever the cover: whoever changes one
 * keeps a phrase of her own under the same id.
 */
export function shippedPhrases(texts: Texts): readonly ReadyPhrase[] {
  return [...phrasesOf("open", "0a", OPEN), ...phrasesOf("covert", "0c", covertWords(texts))];
}
