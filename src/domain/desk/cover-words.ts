/**
 * Beginnings of words that tell somebody who takes the phone that this is no shop, in small letters: police, violence,
 * help, danger, crisis, victim, shelter, lines and numbers, in the languages of the desk.
 */
const GIVEAWAY: readonly string[] = [
  ...["полици", "участков", "следовател", "протокол", "заявлени", "қылмыс", "тергеу", "арыз", "police"],
  ...["насил", "зорлық", "зорлау", "избив", "бьёт", "бьет", "violen", "abus", "beat"],
  ...["помощ", "помочь", "помог", "көмек", "help", "спасе", "спаст", "құтқар", "rescue", "emergenc"],
  ...["опас", "угроз", "қауіп", "қатер", "danger", "threat", "safe"],
  ...["кризис", "дағдарыс", "crisis", "жертв", "құрбан", "victim", "пострадав", "жәбірлен"],
  ...["приют", "убежищ", "баспана", "shelter", "refuge", "горячая лини", "телефон довери", "сенім", "hotline"],
  ...["оператор", "психолог", "юрист", "адвокат", "operator", "lawyer", "psycholog"],
];

/** Numbers that everybody knows, alone or at the end of words. */
const NUMBERS = /(?<!\d)(?:10[1-4]|11[12]|150)(?!\d)/;

/** The name of this service, as a word of its own: "пана" begins the name of a medicine, too. */
const OWN_NAME = /(?<!\p{L})(?:пана|pana)(?!\p{L})/iu;

/** The word by which words meant for a covert chat would give it away to whoever reads along; null: none does. */
export function givesAway(text: string): string | null {
  const small = text.normalize("NFKC").toLowerCase();
  return GIVEAWAY.find((word) => small.includes(word)) ?? (NUMBERS.exec(small) ?? OWN_NAME.exec(small))?.[0] ?? null;
}
