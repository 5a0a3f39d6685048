import { codePhrase, duressPhrase } from "./code-phrase.ts";
import { codes, forgetCodes, moreCodes, myCodeWord } from "./my-code-word.ts";
import { knownBy, pin, safeAddress } from "./my-details.ts";
import { practice } from "./practice.ts";
import { shopWords } from "./shop-words.ts";
import type { Talk } from "./talk.ts";

/** Everything in which she prepares. */
export const CODE_TALKS: readonly Talk[] = [
  myCodeWord,
  codes,
  moreCodes,
  codePhrase,
  duressPhrase,
  practice,
  shopWords,
  safeAddress,
  pin,
  knownBy,
  forgetCodes,
];
