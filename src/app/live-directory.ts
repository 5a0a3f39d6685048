import { fold } from "../distress/fold.ts";
import { codeOf } from "../domain/faults.ts";
import type { Log } from "../domain/log-event.ts";
import type { UnixMs } from "../domain/time.ts";
import { type Directory, openDirectory, withIntake } from "../services/help-near.ts";
import { shownServices } from "../services/may-show.ts";
import { loadPlaces, loadRegions } from "../services/shipped-places.ts";
import { loadServices } from "../services/shipped-services.ts";
import type { MainStore } from "../storage/main-store.ts";
import { talksOver } from "../talks/all-talks.ts";
import type { Talk } from "../talks/talk.ts";
import { publishedIntake } from "./desk/organisations.ts";

/** The services with what they say of their room now, and the talks that name them. */
export interface LiveDirectory {
  /** Asked again at every turn: it may be another one by then. */
  readonly now: () => { readonly directory: Directory; readonly talks: ReadonlyMap<string, Talk> };
  /** Reads again what organisations publish. What was read before stays when that fails. */
  readonly refresh: (at: UnixMs) => Promise<void>;
}

/** Knows nothing of anybody's room until it is refreshed. @throws {Fault} `services/broken`. */
export function openLiveDirectory(store: Pick<MainStore, "intakes">, log: Log): LiveDirectory {
  const prepared = openDirectory(shownServices(loadServices()), loadPlaces(), loadRegions(), fold);
  const over = (directory: Directory) => ({ directory, talks: talksOver(directory) });
  let present = over(prepared);
  return {
    now: () => present,
    refresh: async (at) => {
      try {
        present = over(withIntake(prepared, await publishedIntake(store, at)));
      } catch (error) {
        log({ event: "fault", at: "job", code: codeOf(error) });
      }
    },
  };
}
