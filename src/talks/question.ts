import type { TextKey } from "../i18n/text-keys.ts";

/** Words of a talk that are not in the locale files: names of towns and organisations. They come from data with a source. */
export interface DataWords {
  readonly data: { readonly kk: string; readonly ru: string };
}

/** What may stand in a placeholder: a number, a name from data, her own words, or a list of texts joined as her language does. */
export type Param = string | number | DataWords | { readonly texts: readonly TextKey[] };
export type Params = Readonly<Record<string, Param>>;

/** One thing the bot says. Rendered in her language by whoever shows it. */
export interface Said {
  readonly key: TextKey;
  readonly params: Params;
}

/** One answer offered. `id` is what is recorded. */
export interface Option {
  readonly id: string;
  readonly label: TextKey | DataWords;
}

/** What the talk waits for. A channel turns it into buttons, a list or numbered lines. */
export type Question =
  | {
      readonly ask: "choose";
      readonly key: TextKey;
      readonly params: Params;
      readonly options: readonly Option[];
      readonly skippable: boolean;
      /** Typed words, or a shared place, are an answer too. */
      readonly words: boolean;
    }
  | {
      readonly ask: "tick";
      readonly key: TextKey;
      readonly params: Params;
      readonly options: readonly Option[];
      readonly skippable: boolean;
    }
  | {
      readonly ask: "words";
      /** null: nothing is asked aloud, she may simply write. */
      readonly key: TextKey | null;
      /** A shared place is an answer too. */
      readonly point?: boolean;
      /** What stands on the button that passes it over, where that is not the usual word. */
      readonly skip?: TextKey;
      readonly params: Params;
      readonly options: readonly Option[];
      readonly skippable: boolean;
    }
  | {
      readonly ask: "place";
      readonly key: TextKey;
      readonly params: Params;
      readonly skippable: boolean;
      readonly skip?: TextKey;
    };
