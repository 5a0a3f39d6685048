import { type LocalName, REGION_CODES, type RegionCode } from "../domain/service-records.ts";

/** Names for buttons, 20 characters at most: the narrowest button of the channels. Towns of the same name read differently. */
const SHORT_NAMES: Readonly<Record<RegionCode, LocalName>> = {
  "KZ-10": { kk: "Абай облысы", ru: "область Абай" },
  "KZ-11": { kk: "Ақмола облысы", ru: "Акмолинская обл." },
  "KZ-15": { kk: "Ақтөбе облысы", ru: "Актюбинская обл." },
  "KZ-19": { kk: "Алматы облысы", ru: "Алматинская обл." },
  "KZ-23": { kk: "Атырау облысы", ru: "Атырауская обл." },
  "KZ-27": { kk: "Батыс Қазақстан", ru: "Западный Казахстан" },
  "KZ-31": { kk: "Жамбыл облысы", ru: "Жамбылская обл." },
  "KZ-33": { kk: "Жетісу облысы", ru: "область Жетісу" },
  "KZ-35": { kk: "Қарағанды облысы", ru: "Карагандинская обл." },
  "KZ-39": { kk: "Қостанай облысы", ru: "Костанайская обл." },
  "KZ-43": { kk: "Қызылорда облысы", ru: "Кызылординская обл." },
  "KZ-47": { kk: "Маңғыстау облысы", ru: "Мангистауская обл." },
  "KZ-55": { kk: "Павлодар облысы", ru: "Павлодарская обл." },
  "KZ-59": { kk: "Солтүстік Қазақстан", ru: "Северный Казахстан" },
  "KZ-61": { kk: "Түркістан облысы", ru: "Туркестанская обл." },
  "KZ-62": { kk: "Ұлытау облысы", ru: "область Ұлытау" },
  "KZ-63": { kk: "Шығыс Қазақстан", ru: "Восточный Казахстан" },
  "KZ-71": { kk: "Астана қаласы", ru: "город Астана" },
  "KZ-75": { kk: "Алматы қаласы", ru: "город Алматы" },
  "KZ-79": { kk: "Шымкент қаласы", ru: "город Шымкент" },
};

/** At most 20 characters, different for every region in either language. */
export function regionShortName(code: RegionCode): LocalName {
  return SHORT_NAMES[code];
}

/** Astana, Almaty and Shymkent: regions of their own that lie inside another. */
export function isCity(code: RegionCode): boolean {
  return code === "KZ-71" || code === "KZ-75" || code === "KZ-79";
}

/**
 * Cities first, then the regions by code. One order for both languages, so that "7" typed after a change of
 * language is still the seventh; the codes follow the alphabet of the Latin names.
 */
export function regionsList(): readonly { readonly code: RegionCode; readonly name: LocalName }[] {
  const codes = [...REGION_CODES].sort((a, b) => Number(isCity(b)) - Number(isCity(a)));
  return codes.map((code) => ({ code, name: SHORT_NAMES[code] }));
}
