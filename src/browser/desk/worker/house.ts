import { keysFingerprint } from "../../../crypto/fingerprint.ts";
import { cardsAnswerSchema, doneAnswerSchema, phrasesAnswerSchema } from "../../../domain/desk/house-requests.ts";
import type { OrganisationCard } from "../../../domain/desk/organisation.ts";
import { printHex } from "../../../domain/ids.ts";
import type { HousePort } from "../port.ts";
import { answered } from "./api-client.ts";
import type { Workplace } from "./workplace.ts";

/** The part of the house that is no secret of its members: organisations, intake, phrases. */
export type OpenHouse = Pick<HousePort, "organisations" | "setIntake" | "phrases" | "keepPhrase" | "erasePhrase">;

export function openHousePort(place: Workplace): OpenHouse {
  const { api } = place;
  const done = async (path: string, body: object) => {
    await api.post(path, body, doneAnswerSchema);
    return {};
  };
  return {
    organisations: () =>
      answered(async () => {
        const cards = await readCards(place);
        return { cards, fingerprints: keysOf(place, cards) };
      }),
    setIntake: (state, beds) => answered(() => done("/intake", { state, beds })),
    phrases: () => answered(() => api.get("/phrases", phrasesAnswerSchema)),
    keepPhrase: (phrase) => answered(() => done("/phrases", phrase)),
    erasePhrase: (phraseId) => answered(() => done(`/phrases/${phraseId}/erase`, {})),
  };
}

/**
 * Organisations as they say of themselves, with name and kind from the verified registry. What the server tells of
 * others is not shown: nobody could be sent there.
 */
export async function readCards(place: Workplace): Promise<readonly OrganisationCard[]> {
  const { cards } = await place.api.get("/organisations", cardsAnswerSchema);
  const { trusted } = place.atWork();
  return trusted.registry.registry.organisations.flatMap(({ id, name, kind, standing }) => {
    const card = cards.find((one) => one.id === printHex(id));
    const isAble = standing === "active" && trusted.charters.has(printHex(id));
    return card !== undefined && isAble ? [{ ...card, name, kind }] : [];
  });
}

/** Fingerprints of the keys that cases are sealed to, from the charters that verified. */
function keysOf(place: Workplace, cards: readonly OrganisationCard[]): Readonly<Record<string, string>> {
  const { charters } = place.atWork().trusted;
  const prints = cards.flatMap(({ id }) => {
    const inForce = charters.get(id)?.at(-1);
    return inForce === undefined ? [] : [[id, keysFingerprint(place.world.sodium, [inForce.charter.publicKey])]];
  });
  return Object.fromEntries(prints);
}
