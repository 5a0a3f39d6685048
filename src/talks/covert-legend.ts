/** A meaning in the languages of the desk. */
interface Meaning {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

interface LegendQuestion {
  readonly means: Meaning;
  readonly options: Readonly<Record<string, Meaning>>;
}

interface Legend {
  readonly questions: Readonly<Record<string, LegendQuestion>>;
  readonly signals: Readonly<Record<string, Meaning>>;
}

const means = (kk: string, ru: string, en: string): Meaning => ({ kk, ru, en });

/** What the shop's words mean, by their ids in every persona. */
export const COVERT_LEGEND: Legend = {
  questions: {
    address: { means: means("Адам қайда", "Где человек", "Where the person is"), options: {} },
    "how-soon": {
      means: means("Дәл қазір қауіп бар ма", "Опасно ли сейчас", "Whether the danger is now"),
      options: {
        now: means("дәл қазір қауіпті", "опасно прямо сейчас", "danger right now"),
        today: means("бүгін қауіпті болады", "опасно станет сегодня", "danger later today"),
        later: means("қазір қауіп жоқ", "сейчас не опасно", "no danger at the moment"),
      },
    },
    people: {
      means: means("Кім қауіпте", "Кто в опасности", "Who is in danger"),
      options: {
        one: means("тек өзі", "только сам человек", "only the person"),
        "with-children": means("өзі мен балалар", "сам человек и дети", "the person and children"),
        children: means("балалар", "дети", "children"),
        others: means("басқа адам", "кто-то другой", "somebody else"),
      },
    },
    reactions: {
      means: means("Жарақат бар ма", "Есть ли травмы", "Injuries"),
      options: {
        strong: means("ауыр жарақат, дәрігер керек", "тяжёлая травма, нужен врач", "badly hurt, needs a doctor"),
        mild: means("жеңіл жарақат", "лёгкая травма", "lightly hurt"),
        none: means("жарақат жоқ", "травм нет", "not hurt"),
      },
    },
    strength: {
      means: means("Қару бар ма", "Есть ли оружие", "Weapons"),
      options: {
        strong: means("қару бар", "оружие есть", "there is a weapon"),
        mild: means("қару жоқ", "оружия нет", "there is no weapon"),
      },
    },
    ring: {
      means: means("Қоңырау шалуға бола ма", "Можно ли звонить", "Whether a call is safe"),
      options: {
        yes: means("қоңырау шалуға болады", "можно позвонить", "a call is safe"),
        write: means("тек жазу керек", "только писать", "only write"),
      },
    },
    number: {
      means: means("Қай нөмірге қоңырау шалу керек", "На какой номер звонить", "The number to call"),
      options: {},
    },
    finish: {
      means: means("Не істеу керек", "Что сделать", "What to do"),
      options: {
        now: means("полицияны жіберу", "отправить полицию", "send the police"),
        pharmacist: means("алдымен сізбен сөйлесу", "сначала поговорить с вами", "talk to you first"),
      },
    },
  },
  signals: {
    accepted: means(
      "Дабыл жазылып, сізге жіберілді. Бұл оны біреу оқыды деген сөз емес.",
      "Сигнал записан и отправлен вам. Это не значит, что его прочли.",
      "The cry is written down and sent to you. It does not say that anybody has read it.",
    ),
    seen: means("Өтінішті тірі адам ашты.", "Случай открыл живой человек.", "A human has opened the case."),
    "not-in-stock": means(
      "Әзірге ешкім жауап берген жоқ: бізді күтпей, басқа жол іздеу керек.",
      "Пока никто не ответил: нас лучше не ждать и искать другой путь.",
      "Nobody has answered yet: better not to wait for us, and to look for another way.",
    ),
    cancel: means(
      "Чатты жасыру: ол жай дүкенге айналады.",
      "Спрятать чат: он станет просто магазином.",
      "Hides the chat: it becomes just a shop.",
    ),
    urgent: means(
      "Жағдай нашарлады: дабыл тағы бір рет.",
      "Стало хуже: сигнал ещё раз.",
      "It got worse: the cry once more.",
    ),
    return: means(
      "Адам өз кодын таңдамаса, чатты осы сөзбен қайта ашады.",
      "Этими словами человек снова открывает чат, если не выбрал свой код.",
      "Opens the chat again, where the person chose no code of their own.",
    ),
  },
};
