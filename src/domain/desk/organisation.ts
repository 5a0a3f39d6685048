import { z } from "zod";
import { idText } from "./wire.ts";

/** Whether an organisation takes somebody in now. */
export const INTAKE_STATES = ["open", "full", "closed"] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

/** What everybody on the desk may know of an organisation. */
export const organisationCardSchema = z.object({
  id: idText,
  name: z.string(),
  kind: z.enum(["hotline", "crisis-centre", "police", "oversight"]),
  /** The town it published, as an id of places.json; null: none. */
  town: z.string().nullable(),
  /** The service entry this organisation is, if it is one; null: none. */
  serviceId: z.string().nullable(),
  intake: z.enum([...INTAKE_STATES, "unknown"]),
  /** Free beds, if it says. */
  beds: z.number().int().nullable(),
  /** When it said so, ms; null: never. */
  intakeAt: z.number().nullable(),
  /** Whether anybody is on duty there now. */
  onDuty: z.boolean(),
});
export type OrganisationCard = Readonly<z.infer<typeof organisationCardSchema>>;

/** A ready phrase. Every language is required; what it says may be used in the clear, so it names nobody. */
export const readyPhraseSchema = z.object({
  phraseId: idText,
  set: z.enum(["open", "covert"]),
  texts: z.object({
    kk: z.string().trim().min(1).max(1_000),
    ru: z.string().trim().min(1).max(1_000),
    en: z.string().trim().min(1).max(1_000),
  }),
  /** Only when somebody called 102 for this case. */
  needs102: z.boolean(),
  order: z.number().int().min(0).max(999),
});
export type ReadyPhrase = Readonly<z.infer<typeof readyPhraseSchema>>;
