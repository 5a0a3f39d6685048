import type { ReadyPhrase } from "../../domain/desk/organisation.ts";

type Words = readonly [kk: string, ru: string, en: string];

/** Of "open" phrases, in the order of a first talk. */
const OPEN: readonly (Words | readonly [...Words, "needs-102"])[] = [
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

/** A small pharmacy's delivery desk. What each means stands in the README of the desk, not in the words. */
const COVERT: readonly (Words | readonly [...Words, "needs-102"])[] = [
  [
    "Тапсырысыңызды фармацевтке жеткіздік.",
    "Мы передали ваш заказ фармацевту.",
    "We have passed your order to the pharmacist.",
  ],
  [
    "Тапсырыс қабылданды, ол курьерге берілді.",
    "Заказ принят, он передан курьеру.",
    "The order is accepted, it has been passed to the courier.",
    "needs-102",
  ],
  [
    "Жеткізу мекенжайын жазыңызшы: көше, үй, кіреберіс, қабат.",
    "Напишите, пожалуйста, адрес доставки: улица, дом, подъезд, этаж.",
    "Please write the delivery address: street, house, entrance, floor.",
  ],
  [
    "Тапсырыс қашан керек: қазір ме, әлде кейінірек пе?",
    "Как скоро нужен заказ: сейчас или позже?",
    "How soon is the order needed: now or later?",
  ],
  [
    "Неше адамға керек? Балаларға арналған мөлшері қажет пе?",
    "На сколько человек? Нужна ли детская дозировка?",
    "For how many people? Is a children's dose needed?",
  ],
  [
    "Аллергия немесе басқа реакция бар ма?",
    "Есть ли аллергия или другие реакции?",
    "Are there any allergies or reactions?",
  ],
  [
    "Қандай дәрі керек: күшті ме, жұмсақ па?",
    "Какое средство нужно: сильное или мягкое?",
    "Which product is needed: a strong one or a mild one?",
  ],
  [
    "Курьер қоңырау шалса бола ма, әлде тек жазған дұрыс па?",
    "Курьеру можно позвонить или лучше только написать?",
    "May the courier phone, or is it better only to write?",
  ],
  [
    "Тапсырысты қазір рәсімдейік пе, әлде алдымен фармацевттен сұрайық па?",
    "Оформить заказ сейчас или сначала спросить фармацевта?",
    "Shall we place the order now or ask the pharmacist first?",
  ],
  [
    "Тапсырысыңыз жиналып жатыр. Дайын болғанда жазамыз.",
    "Ваш заказ собирают. Напишем, когда он будет готов.",
    "Your order is being prepared. We will write when it is ready.",
  ],
  [
    "Өкінішке қарай, бұл қазір жоқ. Бізді күтпегеніңіз жөн.",
    "К сожалению, этого сейчас нет в наличии. Лучше нас не ждать.",
    "Unfortunately this is not in stock. It is better not to wait for us.",
  ],
];

/** Room between two, for phrases of one's own. */
const STEP = 10;

function phrasesOf(set: ReadyPhrase["set"], first: string, all: typeof OPEN): readonly ReadyPhrase[] {
  return all.map(([kk, ru, en, needs], i) => ({
    phraseId: `${first}${(i + 1).toString(16).padStart(30, "0")}`,
    set,
    texts: { kk, ru, en },
    needs102: needs === "needs-102",
    order: (i + 1) * STEP,
  }));
}

/**
 * The phrases that every organisation begins with. Their ids stay the same for ever: whoever changes one keeps a phrase of
 * her own under the same id. No covert one holds a word that `givesAway` knows; a test looks.
 */
export const SHIPPED_PHRASES: readonly ReadyPhrase[] = [
  ...phrasesOf("open", "0a", OPEN),
  ...phrasesOf("covert", "0c", COVERT),
];
