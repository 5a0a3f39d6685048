import { organisationCards, setIntake } from "../app/desk/organisations.ts";
import { erasePhrase, keepPhrase, readyPhrases } from "../app/desk/phrases.ts";
import { intakeRequestSchema, nothingSchema, phraseRequestSchema } from "../domain/desk/house-requests.ts";
import type { PhraseId } from "../domain/ids.ts";
import type { DeskRoutes } from "./desk-routes.ts";

/** What organisations say of themselves, and the phrases they keep. */
export function addHouseRoutes(routes: DeskRoutes): void {
  routes
    .read("/organisations", "organisation.read", async ({ parts }) => ({ cards: await organisationCards(parts) }))
    .command("/intake", "organisation.intake", intakeRequestSchema, async ({ parts, session }, body) => {
      await setIntake(parts, session, body);
      return {};
    })
    .read("/phrases", "session.own", async ({ parts, session }) => ({
      phrases: await readyPhrases(parts, session.orgId),
    }))
    .command("/phrases", "phrases.edit", phraseRequestSchema, async ({ parts, session }, body) => {
      await keepPhrase(parts, session, body);
      return {};
    })
    .command("/phrases/:phraseId/erase", "phrases.edit", nothingSchema, async ({ parts, session, id }) => {
      await erasePhrase(parts, session, id<PhraseId>("phraseId"));
      return {};
    });
}
