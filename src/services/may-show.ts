import type { Brand } from "../domain/brand.ts";
import type { KnownService, LocalName, ServiceId, ServiceKind, ServiceRecord } from "../domain/service-records.ts";
import { kindName } from "./kind-names.ts";
import { takesOf, type Who } from "./takes.ts";

interface ShownBasics {
  readonly id: ServiceId;
  readonly kind: ServiceKind;
  /** `KZ` is the whole country. */
  readonly region: KnownService["region"];
  /** Where no source gives a Kazakh name it is the word for the kind, never a translation of our own. */
  readonly name: LocalName;
  readonly takes: readonly Who[];
  /** `YYYY-MM` of the latest public page that names it; `null` when no page has a date. Nobody called. */
  readonly lastChecked: string | null;
}

interface ShownInFull extends ShownBasics {
  readonly shown: "full";
  readonly town: string | null;
  readonly phones: readonly string[];
  readonly whatsapp: readonly string[];
  readonly telegram: readonly string[];
  /** `unknown` also when hours are written in words: only "24/7" is promised. */
  readonly hours: "always" | "unknown";
  readonly languages: readonly ("kk" | "ru")[];
  readonly sources: readonly { readonly url: string; readonly date: string | null }[];
}

/** Has no telephone, address or source by its type: press pages print addresses that must stay secret. */
interface ShownByNameAndTown extends ShownBasics {
  readonly shown: "name-and-town";
  readonly town: string;
}

/**
 * What a person may see of an organisation. Only {@link mayShow} makes it, and whatever prints an organisation
 * takes this type and no other. [Note: What may be shown]
 */
export type ShownService = Brand<ShownInFull, "ShownService"> | Brand<ShownByNameAndTown, "ShownService">;

/** The part of an organisation that may be printed, or `null` when nothing of it may. */
export function mayShow(known: KnownService): ShownService | null {
  const { id, kind, region, town, lastSeen: lastChecked } = known;
  const name = { ru: known.name.ru, kk: known.name.kk ?? kindName(kind).kk };
  const basics: ShownBasics = { id, kind, region, name, lastChecked, takes: takesOf(known.serves) };
  switch (known.show) {
    case "yes": {
      const { phones, whatsapp, telegram, languages, sources } = known;
      const hours = known.hours === "24/7" ? "always" : "unknown";
      const full: ShownInFull = {
        ...basics,
        shown: "full",
        town,
        phones,
        whatsapp,
        telegram,
        hours,
        languages,
        sources,
      };
      return full as ShownService;
    }
    case "name_and_town_only": {
      if (town === null) return null;
      const little: ShownByNameAndTown = { ...basics, shown: "name-and-town", town };
      return little as ShownService;
    }
    case "after_verification":
    case "no":
      return null;
  }
}

/** All that may be shown, in the order of the file. */
export function shownServices(known: readonly KnownService[]): readonly ShownService[] {
  return known.map(mayShow).filter((one) => one !== null);
}

/**
 * The same rule for bytes that leave the server: hidden entries are dropped, and of the rest only fields that
 * {@link mayShow} lets through stay. [Note: Hidden entries stay on the server]
 */
export function publicRecords(records: readonly ServiceRecord[]): readonly ServiceRecord[] {
  return records.flatMap((record) => {
    const bare = { ...record, address: null, lat: null, lon: null, geo_precision: null, capacity: null, notes: null };
    if (record.show === "yes") return [bare];
    if (record.show !== "name_and_town_only") return [];
    return [{ ...bare, phones: [], whatsapp: [], telegram: [], hours: null, languages: [], sources: [] }];
  });
}
