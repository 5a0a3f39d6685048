import { z } from "zod";
import { INTAKE_STATES, organisationCardSchema, readyPhraseSchema } from "./organisation.ts";

const MOST_BEDS = 999;

/** What an organisation says of its room. */
export const intakeRequestSchema = z.object({
  state: z.enum(INTAKE_STATES),
  beds: z.number().int().min(0).max(MOST_BEDS).nullable(),
});
export type IntakeRequest = Readonly<z.output<typeof intakeRequestSchema>>;

/** A phrase to keep: every language is required, and nothing else is let in. */
export const phraseRequestSchema = readyPhraseSchema.strict();

/** A command that needs no words. */
export const nothingSchema = z.object({}).strict();

export const cardsAnswerSchema = z.object({ cards: z.array(organisationCardSchema) });
export const phrasesAnswerSchema = z.object({ phrases: z.array(readyPhraseSchema) });
/** Of commands that have nothing to say. */
export const doneAnswerSchema = z.object({});
