import { z } from "zod";
import type { Brand } from "./brand.ts";
import type { Locale } from "./chat.ts";
import { Fault } from "./faults.ts";

/** ISO 3166-2:KZ as of 2022: 17 regions and 3 cities of republican significance. */
export const REGION_CODES = [
  "KZ-10",
  "KZ-11",
  "KZ-15",
  "KZ-19",
  "KZ-23",
  "KZ-27",
  "KZ-31",
  "KZ-33",
  "KZ-35",
  "KZ-39",
  "KZ-43",
  "KZ-47",
  "KZ-55",
  "KZ-59",
  "KZ-61",
  "KZ-62",
  "KZ-63",
  "KZ-71",
  "KZ-75",
  "KZ-79",
] as const;
export type RegionCode = (typeof REGION_CODES)[number];

/** For codes that come back from stored answers. */
export function isRegionCode(text: string): text is RegionCode {
  return (REGION_CODES as readonly string[]).includes(text);
}

/** A name that comes from data and not from locales/. */
export type LocalName = Readonly<Record<Locale, string>>;

export type ServiceId = Brand<string, "ServiceId">;
export type PlaceId = Brand<string, "PlaceId">;

/** What an organisation is; the police and the medical lines included. */
const SERVICE_KINDS = ["hotline", "police", "medical", "crisis_centre", "family_centre", "legal_aid"] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

const id = z.string().regex(/^kz-[a-z0-9-]+$/);
const placeId = id.transform((text) => text as PlaceId);
const region = z.enum(REGION_CODES);
const words = z.string().trim().min(1);
/** A short number of the country, or an international one. */
const phone = z.string().regex(/^(\d{3,4}|\+7\d{10})$/);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
const source = z.strictObject({ url: words, date: z.string().nullable() }).readonly();

/** One organisation as it stands in the file, hidden ones too. */
const serviceRecordSchema = z
  .strictObject({
    id,
    kind: z.enum(SERVICE_KINDS),
    name: z.strictObject({ ru: words, kk: words.nullable(), en: words.nullable() }),
    region: z.enum(["KZ", ...REGION_CODES]),
    town: words.nullable(),
    address: words.nullable(),
    address_confidential: z.boolean(),
    lat: latitude.nullable(),
    lon: longitude.nullable(),
    geo_precision: z.literal("town").nullable(),
    phones: z.array(phone),
    whatsapp: z.array(phone),
    telegram: z.array(z.string().regex(/^@\w{5,32}$/)),
    hours: words.nullable(),
    languages: z.array(z.enum(["kk", "ru"])),
    serves: z.array(words),
    sources: z.array(source),
    last_seen: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .nullable(),
    confidence: z.enum(["high", "medium", "low"]),
    show: z.enum(["yes", "name_and_town_only", "after_verification", "no"]),
    operator_type: z.enum(["state", "ngo", "unknown"]),
    capacity: z.number().int().positive().nullable(),
    notes: words.nullable(),
  })
  .refine((one) => one.show !== "yes" || (one.sources.length > 0 && one.last_seen !== null), {
    message: "what is shown in full needs a source and a date",
  })
  .refine((one) => one.show !== "name_and_town_only" || one.town !== null, { message: "a town is missing" })
  .refine((one) => one.region === "KZ" || one.town !== null, { message: "a local service needs a town" });

/** As in the file; what a build step writes for the pages. */
export type ServiceRecord = z.input<typeof serviceRecordSchema>;

/** Everything that is known of an organisation. Never printed: see `mayShow`. */
const knownServiceSchema = serviceRecordSchema
  .transform(({ address_confidential, geo_precision, last_seen, operator_type, id: known, ...rest }) => ({
    ...rest,
    id: known as ServiceId,
    addressConfidential: address_confidential,
    geoPrecision: geo_precision,
    lastSeen: last_seen,
    operator: operator_type,
  }))
  .readonly();
export type KnownService = z.output<typeof knownServiceSchema>;

/** A town, a district seat or a larger village, with its centre in WGS 84 degrees. */
const placeSchema = z
  .strictObject({
    id: placeId,
    geonames_id: z.number().int().nullable(),
    region,
    kk: words,
    ru: words,
    latin: words,
    aliases: z.array(words).readonly(),
    lat: latitude,
    lon: longitude,
    population: z.number().int().positive().nullable(),
    seat: z.enum(["region", "city", "district"]).nullable(),
    name_confidence: z.enum(["high", "check"]),
    coord_source: words,
    district_kk: words.nullable(),
    district_ru: words.nullable(),
    note: words.optional(),
    town: z.boolean(),
  })
  .transform((one) => ({
    id: one.id,
    region: one.region,
    name: { kk: one.kk, ru: one.ru },
    latin: one.latin,
    aliases: one.aliases,
    lat: one.lat,
    lon: one.lon,
    population: one.population,
    /** Of what it is the seat; a city of regional rank is the seat of itself. */
    seat: one.seat,
    /** The file marks three villages as towns because they share a town's name; they are the seat of nothing. */
    town: one.town && one.seat !== null,
    district: one.district_kk && one.district_ru ? { kk: one.district_kk, ru: one.district_ru } : null,
  }))
  .readonly();
export type Place = z.output<typeof placeSchema>;

/** A region or a city of republican significance. */
const regionSchema = z
  .strictObject({
    code: region,
    kk: words,
    ru: words,
    latin: words,
    aliases: z.array(words).readonly(),
    seat: placeId,
    neighbours: z.array(region).readonly(),
  })
  .transform(({ kk, ru, ...rest }) => ({ ...rest, name: { kk, ru } }))
  .readonly();
export type Region = z.output<typeof regionSchema>;

/** @throws {Fault} `services/broken` with the number of entries' faults; the cause says which. */
function parseAll<T>(schema: z.ZodType<T>, raw: unknown): readonly T[] {
  const result = z.array(schema).safeParse(raw);
  if (result.success) return Object.freeze(result.data);
  throw new Fault("services/broken", { issues: result.error.issues.length }, result.error);
}

/** Reads a file of services as it is, for the build step of the pages. @throws {Fault} `services/broken` */
export function parseServiceRecords(raw: unknown): readonly ServiceRecord[] {
  return parseAll(serviceRecordSchema, raw);
}

/** Reads a file of services, or what `publicRecords` made of it. @throws {Fault} `services/broken` */
export function parseServices(raw: unknown): readonly KnownService[] {
  return parseAll(knownServiceSchema, raw);
}

/** @throws {Fault} `services/broken` */
export function parsePlaces(raw: unknown): readonly Place[] {
  return parseAll(placeSchema, raw);
}

/** @throws {Fault} `services/broken` */
export function parseRegions(raw: unknown): readonly Region[] {
  return parseAll(regionSchema, raw);
}
