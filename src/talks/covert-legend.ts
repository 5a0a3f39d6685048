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

/** What the shop's words mean: made by `npm run texts`. */
export const COVERT_LEGEND: {
  readonly questions: Readonly<Record<string, LegendQuestion>>;
  readonly signals: Readonly<Record<string, Meaning>>;
} = { questions: {}, signals: {} };
