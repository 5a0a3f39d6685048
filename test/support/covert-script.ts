import { fileURLToPath } from "node:url";
import { DEFAULT_PERSONA, loadWords } from "../../src/i18n/load-locales.ts";
import type { TextKey } from "../../src/i18n/text-keys.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import type { CrowdStep } from "./crowd-script.ts";

const texts = textsOf(loadWords(fileURLToPath(new URL("../../locales", import.meta.url)), DEFAULT_PERSONA));
const PHRASES = {
  kk: "сізде жалбыз қосылған көк шай бар ма {{token}}",
  ru: "есть ли у вас зелёный чай с мятой {{token}}",
} as const;

/** An order from the code phrase on, as one person of a crowd gives it: some words typed, some buttons pressed. */
export function covertScript(index: number): readonly CrowdStep[] {
  const locale = index % 2 === 0 ? "kk" : "ru";
  const says = (...keys: readonly TextKey[]) =>
    new RegExp(keys.map((key) => escaped(texts.text(locale, key))).join("|"));
  const button = (key: TextKey) => new RegExp(`^${escaped(texts.text(locale, key))}$`);
  return [
    { label: "phrase", send: PHRASES[locale], expect: says("shop.address.ask") },
    { label: "address", send: "Абая 12, {{token}}", expect: says("shop.how-soon.ask") },
    { label: "how soon", press: button("shop.how-soon.now"), expect: says("shop.people.ask") },
    { label: "people", press: button("shop.people.with-children"), expect: says("shop.reactions.ask") },
    { label: "reactions", send: "распухла рука {{token}}", expect: says("shop.strength.ask") },
    { label: "strength", press: button("shop.strength.strong"), expect: says("shop.ring.ask") },
    { label: "ring", press: button("shop.ring.write"), expect: says("shop.finish.ask") },
    { label: "finish", press: button("shop.finish.now"), expect: says("shop.placed") },
    { label: "more", send: "второй подъезд {{token}}", expect: says("shop.added-1", "shop.added-2", "shop.added-3") },
  ];
}

/** Questions that her case must hold an answer to, in order, beside the place. */
export const COVERT_QUESTIONS = ["how-soon", "people", "reactions", "strength", "ring", "finish", "open"] as const;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
