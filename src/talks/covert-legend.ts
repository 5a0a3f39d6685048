// Made by `npm run texts` from covert.yaml; not edited by hand.

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

/** What the shop's words mean, by their ids in every persona. */
export const COVERT_LEGEND: Legend = {
  questions: {
    address: {
      means: {
        kk: "Адам қайда",
        ru: "Где человек",
        en: "Where the person is",
      },
      options: {},
    },
    "how-soon": {
      means: {
        kk: "Дәл қазір қауіп бар ма",
        ru: "Опасно ли сейчас",
        en: "Whether the danger is now",
      },
      options: {
        now: {
          kk: "дәл қазір қауіпті",
          ru: "опасно прямо сейчас",
          en: "danger right now",
        },
        today: {
          kk: "бүгін қауіпті болады",
          ru: "опасно станет сегодня",
          en: "danger later today",
        },
        later: {
          kk: "қазір қауіп жоқ",
          ru: "сейчас не опасно",
          en: "no danger at the moment",
        },
      },
    },
    people: {
      means: {
        kk: "Кім қауіпте",
        ru: "Кто в опасности",
        en: "Who is in danger",
      },
      options: {
        one: {
          kk: "тек өзі",
          ru: "только сам человек",
          en: "only the person",
        },
        "with-children": {
          kk: "өзі мен балалар",
          ru: "сам человек и дети",
          en: "the person and children",
        },
        children: {
          kk: "балалар",
          ru: "дети",
          en: "children",
        },
        others: {
          kk: "басқа адам",
          ru: "кто-то другой",
          en: "somebody else",
        },
      },
    },
    reactions: {
      means: {
        kk: "Жарақат бар ма",
        ru: "Есть ли травмы",
        en: "Injuries",
      },
      options: {
        strong: {
          kk: "ауыр жарақат, дәрігер керек",
          ru: "тяжёлая травма, нужен врач",
          en: "badly hurt, needs a doctor",
        },
        mild: {
          kk: "жеңіл жарақат",
          ru: "лёгкая травма",
          en: "lightly hurt",
        },
        none: {
          kk: "жарақат жоқ",
          ru: "травм нет",
          en: "not hurt",
        },
      },
    },
    strength: {
      means: {
        kk: "Қару бар ма",
        ru: "Есть ли оружие",
        en: "Weapons",
      },
      options: {
        strong: {
          kk: "қару бар",
          ru: "оружие есть",
          en: "there is a weapon",
        },
        mild: {
          kk: "қару жоқ",
          ru: "оружия нет",
          en: "there is no weapon",
        },
      },
    },
    ring: {
      means: {
        kk: "Қоңырау шалуға бола ма",
        ru: "Можно ли звонить",
        en: "Whether a call is safe",
      },
      options: {
        yes: {
          kk: "қоңырау шалуға болады",
          ru: "можно позвонить",
          en: "a call is safe",
        },
        write: {
          kk: "тек жазу керек",
          ru: "только писать",
          en: "only write",
        },
      },
    },
    number: {
      means: {
        kk: "Қай нөмірге қоңырау шалу керек",
        ru: "На какой номер звонить",
        en: "The number to call",
      },
      options: {},
    },
    finish: {
      means: {
        kk: "Не істеу керек",
        ru: "Что сделать",
        en: "What to do",
      },
      options: {
        now: {
          kk: "полицияны жіберу",
          ru: "отправить полицию",
          en: "send the police",
        },
        pharmacist: {
          kk: "алдымен сізбен сөйлесу",
          ru: "сначала поговорить с вами",
          en: "talk to you first",
        },
      },
    },
  },
  signals: {
    accepted: {
      kk: "Дабыл жазылып, сізге жіберілді. Бұл оны біреу оқыды деген сөз емес.",
      ru: "Сигнал записан и отправлен вам. Это не значит, что его прочли.",
      en: "The cry is written down and sent to you. It does not say that anybody has read it.",
    },
    seen: {
      kk: "Өтінішті тірі адам ашты.",
      ru: "Случай открыл живой человек.",
      en: "A human has opened the case.",
    },
    "not-in-stock": {
      kk: "Әзірге ешкім жауап берген жоқ: бізді күтпей, басқа жол іздеу керек.",
      ru: "Пока никто не ответил: нас лучше не ждать и искать другой путь.",
      en: "Nobody has answered yet: better not to wait for us, and to look for another way.",
    },
    cancel: {
      kk: "Чатты жасыру: ол жай дүкенге айналады.",
      ru: "Спрятать чат: он станет просто магазином.",
      en: "Hides the chat: it becomes just a shop.",
    },
    urgent: {
      kk: "Жағдай нашарлады: дабыл тағы бір рет.",
      ru: "Стало хуже: сигнал ещё раз.",
      en: "It got worse: the cry once more.",
    },
    return: {
      kk: "Адам өз кодын таңдамаса, чатты осы сөзбен қайта ашады.",
      ru: "Этими словами человек снова открывает чат, если не выбрал свой код.",
      en: "Opens the chat again, where the person chose no code of their own.",
    },
  },
};
