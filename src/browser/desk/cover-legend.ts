import type { EntryBody } from "../../domain/case-contents.ts";
import type { TextLocale } from "../../i18n/catalogue.ts";
import { COVERT_LEGEND } from "../../talks/covert-legend.ts";
import type { OpenedCase } from "./port.ts";

type Order = Extract<EntryBody, { entry: "order" }>;

/** What the shop really asked; null: it asked nothing, or the question is in no legend. */
export function meaningOfQuestion(locale: TextLocale, question: string): string | null {
  return own(COVERT_LEGEND.questions, question)?.means[locale] ?? null;
}

/** What her answer means; null: she answered in words of her own. */
export function meaningOfAnswer(
  locale: TextLocale,
  { question, option }: Pick<Order, "question" | "option">,
): string | null {
  if (option === null) return null;
  return own(own(COVERT_LEGEND.questions, question)?.options ?? {}, option)?.[locale] ?? null;
}

/** A line of the legend. */
export interface LegendLine {
  readonly id: string;
  /** In the shop's words, as she sees them. */
  readonly said: string;
  /** In the language of whoever reads the case. */
  readonly means: string;
}

/** What the shop's questions and its words about itself mean; those that this shop does not say are left out. */
export function legendLines(
  locale: TextLocale,
  { shop, locale: hers }: Pick<OpenedCase, "shop" | "locale">,
): { readonly questions: readonly LegendLine[]; readonly signals: readonly LegendLine[] } {
  const line = (id: string, means: string): readonly LegendLine[] => {
    const said = own(shop?.says ?? {}, id)?.[hers];
    return said === undefined ? [] : [{ id, said, means }];
  };
  return {
    questions: Object.entries(COVERT_LEGEND.questions).flatMap(([id, { means }]) => line(id, means[locale])),
    signals: Object.entries(COVERT_LEGEND.signals).flatMap(([id, means]) => line(id, means[locale])),
  };
}

/** Ids come out of entries: `constructor` is none. */
function own<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
