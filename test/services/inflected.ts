import type { Place } from "../../src/domain/service-records.ts";

/** A name in a case, as the rules of a school book make it. */
export interface TypedCase {
  readonly id: string;
  readonly typed: string;
}

export interface Name {
  readonly language: "kk" | "ru";
  readonly name: string;
}

/** Its Kazakh and its Russian name. */
export function namesOf({ name }: Place): readonly Name[] {
  return [
    { language: "kk", name: name.kk },
    { language: "ru", name: name.ru },
  ];
}

export function typedCases({ language, name }: Name, id: string): readonly TypedCase[] {
  const forms = language === "kk" ? kazakhCases(name) : russianCases(name);
  return forms.map((typed) => ({ id, typed }));
}

const BACK = /[аоұыяёюу]/;
const VOICELESS = /[кқпстфхһцчшщгбвд]$/;
const NASAL = /[мнң]$/;

/** Where, whence, whither: endings by the last vowel and the last letter. */
function kazakhCases(name: string): readonly string[] {
  const vowels = name.toLowerCase().match(/[аәоөұүыіеиэуёюя]/g) ?? [];
  const isBack = BACK.test(vowels.at(-1) ?? "а");
  const a = isBack ? "а" : "е";
  const isVoiceless = VOICELESS.test(name);
  const t = isVoiceless ? "т" : "д";
  const from = NASAL.test(name) ? "н" : t;
  const to = isVoiceless ? (isBack ? "қ" : "к") : isBack ? "ғ" : "г";
  return [`${name}${t}${a}`, `${name}${from}${a}н`, `${name}${to}${a}`];
}

const HARD_FORMS = new Map([
  ["а", ["е", "ы"]],
  ["о", ["е", "а"]],
]);
const AFTER_K = /[кгхжшщч]а$/;

/** Where ("в …") and whence ("из …"), of the last word and of an adjective before it. Names in у, и, ы, е do not change. */
function russianCases(name: string): readonly string[] {
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const forms = russianWord(last);
  const firsts = before.map(adjectiveForms);
  return forms.map(
    (form, i) => `${i === 0 ? "в" : "из"} ${[...before.map((word, j) => firsts[j]?.[i] ?? word), form].join(" ")}`,
  );
}

function adjectiveForms(word: string): readonly [string, string] | null {
  if (/[ыо]й$/.test(word)) return [`${word.slice(0, -2)}ом`, `${word.slice(0, -2)}ого`];
  if (/ая$/.test(word)) return [`${word.slice(0, -2)}ой`, `${word.slice(0, -2)}ой`];
  if (/ие$/.test(word)) return [`${word.slice(0, -2)}их`, `${word.slice(0, -2)}их`];
  return null;
}

function russianWord(word: string): readonly [string, string] {
  const stem = word.slice(0, -1);
  if (/[^аеёиоуыэюя]ое$/.test(word)) return [`${word.slice(0, -2)}ом`, `${word.slice(0, -2)}ого`];
  if (/(ск|н|в)(ий|ый|ой)$/.test(word)) return [`${word.slice(0, -2)}ом`, `${word.slice(0, -2)}ого`];
  if (AFTER_K.test(word)) return [`${stem}е`, `${stem}и`];
  const hard = HARD_FORMS.get(word.slice(-1));
  if (hard) return [`${stem}${hard[0]}`, `${stem}${hard[1]}`];
  if (word.endsWith("й")) return [`${stem}е`, `${stem}я`];
  if (word.endsWith("ь")) return [`${stem}е`, `${stem}я`];
  if (/[бвгджзклмнпрстфхцчшщ]$/.test(word)) return [`${word}е`, `${word}а`];
  return [word, word];
}
