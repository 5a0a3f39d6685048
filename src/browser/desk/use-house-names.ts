import { useCallback, useEffect, useState } from "preact/hooks";
import type { OrganisationCard } from "../../domain/desk/organisation.ts";
import type { DeskEvent, DeskPort } from "./port.ts";

/** Who is who: organisations, and the members of the own one. */
export interface HouseNames {
  readonly organisations: ReadonlyMap<string, OrganisationCard>;
  readonly memberNames: ReadonlyMap<string, string>;
}

const NOBODY: HouseNames = { organisations: new Map(), memberNames: new Map() };

/** Read once at the beginning, again after a gap; cards follow the stream. A name that is not there is shown as a role. */
export function useHouseNames(port: DeskPort, listen: (hear: (event: DeskEvent) => void) => () => void): HouseNames {
  const [names, setNames] = useState<HouseNames>(NOBODY);
  const read = useCallback(async () => {
    const [cards, members] = await Promise.all([port.house.organisations(), port.house.members()]);
    setNames((old) => ({
      organisations:
        cards.refused === undefined ? new Map(cards.cards.map((card) => [card.id, card])) : old.organisations,
      memberNames:
        members.refused === undefined
          ? new Map(members.members.map((one) => [one.memberId, one.name]))
          : old.memberNames,
    }));
  }, [port]);
  useEffect(() => void read(), [read]);
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "reset") void read();
        if (event.event !== "organisation") return;
        const { card } = event;
        setNames((old) => ({ ...old, organisations: new Map(old.organisations).set(card.id, card) }));
      }),
    [listen, read],
  );
  return names;
}
