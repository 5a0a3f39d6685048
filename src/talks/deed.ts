import type { Outcome, PlaceAnswer } from "../domain/answers.ts";
import type { RecipientKind } from "../domain/case-contents.ts";
import type { Locale } from "../domain/chat.ts";
import type { PhraseKind } from "../domain/codes.ts";
import type { ContactPolicy, Profile } from "../domain/link.ts";
import type { ShopTopic } from "../domain/shop.ts";
import type { Urgency } from "../domain/urgency.ts";

/** Everything a talk gathered for one case. Nothing of it is kept anywhere unless it can be sealed. */
export interface CaseRequest {
  readonly talk: string;
  readonly edition: number;
  readonly urgency: Urgency;
  readonly signs: readonly string[];
  readonly wants: readonly string[];
  readonly place: PlaceAnswer | null;
  readonly consents: readonly RecipientKind[];
  /** The names she was shown when she said yes: nobody else may read on the strength of it. */
  readonly shown: Extract<Outcome, { outcome: "recipients" }>;
  readonly consentUnclear: boolean;
  readonly policeExcluded: boolean;
  readonly contact: ContactPolicy;
  /** A number to call, given only if she wants calls. */
  readonly phone: string | null;
  readonly answers: Readonly<Record<string, string | readonly string[] | PlaceAnswer | null>>;
  readonly words: string | null;
}

/** What she lays down for the moment when she cannot speak. */
export type CodeDeed =
  /** What she has just typed goes from the screen, where the channel can do that. */
  | { readonly do: "sweep-mine" }
  /** Which of her codes are set. */
  | { readonly do: "read-codes" }
  | { readonly do: "judge-phrase"; readonly kind: PhraseKind; readonly words: string }
  | { readonly do: "keep-phrase"; readonly words: string }
  | { readonly do: "keep-duress"; readonly words: string }
  /** Whether her phrase would be heard in this. It calls nobody. */
  | { readonly do: "try-phrase"; readonly words: string }
  | { readonly do: "keep-pin"; readonly pin: string }
  /** Parts of it that are null stay as they were. */
  | { readonly do: "keep-profile"; readonly profile: Profile }
  | { readonly do: "keep-code-word"; readonly word: string }
  | { readonly do: "forget-codes" }
  /** An alert that says it is a trial. */
  | { readonly do: "practise-alert" };

/** What she takes back: being written to, her cases, everything that the chat knows of her. */
export type TraceDeed =
  | { readonly do: "read-traces" }
  | { readonly do: "stop-contact" }
  | { readonly do: "ask-erasure" }
  | { readonly do: "cancel-erasure" }
  | { readonly do: "forget-me" };

/** What a talk asks the program to do. The outcome is recorded beside her answers, so the deed is done once. */
export type Deed =
  | CodeDeed
  | TraceDeed
  | { readonly do: "speak"; readonly locale: Locale }
  | { readonly do: "find-recipients"; readonly place: PlaceAnswer | null }
  | { readonly do: "open-case"; readonly request: CaseRequest }
  | { readonly do: "append-place"; readonly place: PlaceAnswer }
  | { readonly do: "append-answer"; readonly question: string; readonly answer: string }
  | { readonly do: "append-words"; readonly words: string }
  | { readonly do: "set-contact"; readonly contact: ContactPolicy }
  | { readonly do: "exclude-police" }
  /**
   * Answers of staff that waited for her to write again are handed over. `asked`: she has just said that it is safe.
   * Else the outcome is `ask-first` when there are any: they waited because she was silent, and who writes now may not be her.
   */
  | { readonly do: "hand-over-waiting"; readonly asked: boolean }
  /** One answer to the shop, into the covert case: an option of the question, or her own words. */
  | {
      readonly do: "append-order";
      readonly question: string;
      readonly option: string | null;
      readonly words: string | null;
    }
  | { readonly do: "append-order-place"; readonly place: PlaceAnswer }
  /** Whether an order is open: a covert case that can be added to, under its cover. */
  | { readonly do: "find-order" }
  /** What small talk is about, and which turn of it this is. Nothing of it is kept. */
  | { readonly do: "shop-topic"; readonly asked: ShopTopic | null; readonly words: string | null }
  /** She was told how to come back after hiding. */
  | { readonly do: "told-way-back" }
  /** Whether she has a case that can be added to: `kept`, or `not-kept`. */
  | { readonly do: "find-case" };
