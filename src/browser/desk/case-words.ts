import type { PlaceAnswer } from "../../domain/answers.ts";
import type { Channel } from "../../domain/chat.ts";
import type { FaultCode } from "../../domain/faults.ts";
import type { ContactPolicy } from "../../domain/link.ts";
import type { Place } from "../../domain/service-records.ts";
import type { TextLocale } from "../../i18n/catalogue.ts";
import type { DeskTexts } from "../../i18n/desk-texts.ts";
import { indexPlaces, isInCountry, nearestPlace } from "../../services/place-index.ts";
import { placeById } from "../../services/places.ts";
import { regionsList } from "../../services/region-names.ts";
import { loadPlaces } from "../../services/shipped-places.ts";

/** What staff read for the id of an answer; the id itself where there is no word for it, so that nothing is hidden. */
export function wordFor(texts: DeskTexts, prefix: "case.sign" | "case.question" | "audit.act", id: string): string {
  return texts.find(`${prefix}.${id}`) ?? id;
}

/** What staff read for a chosen answer to a question of a talk. */
export function answerWord(texts: DeskTexts, question: string, option: string): string {
  if (question === "signs") return wordFor(texts, "case.sign", option);
  return texts.find(`case.answer.${question}.${option}`) ?? option;
}

/** When she may be written to, in a few words. */
export function mayWriteWord(texts: DeskTexts, policy: ContactPolicy): string {
  return texts.text(`case.may.${policy.may}`, policy.may === "hours" ? { from: policy.from, to: policy.to } : {});
}

/** Why words did not reach her. On WhatsApp her chat is closed to us with the number, be it that she did it or not. */
export function failureWord(texts: DeskTexts, reason: FaultCode, channel: Channel | null): string {
  const isNumber = channel === "whatsapp" && reason === "channel/blocked";
  return isNumber ? texts.text("reply.delivery.no-messages") : texts.fault(reason);
}

/** A place for reading: her own words, and what our lists know of it. */
export interface PlaceWords {
  /** As she wrote it; null: she chose it from a list, or shared a point. */
  readonly own: string | null;
  /** From our lists. */
  readonly known: string | null;
  readonly point: { readonly lat: string; readonly lon: string } | null;
  readonly isAbroad: boolean;
}

const index = indexPlaces(loadPlaces());

/** Kazakh names in Kazakh, Russian ones in any other language. */
function nameIn(locale: TextLocale, name: { readonly kk: string; readonly ru: string }): string {
  return locale === "kk" ? name.kk : name.ru;
}

function regionName(locale: TextLocale, code: string | undefined): string | null {
  const region = regionsList().find((one) => one.code === code);
  return region === undefined ? null : nameIn(locale, region.name);
}

/** The town, with the region behind it; null: in no list. */
function townName(locale: TextLocale, id: string | undefined): string | null {
  const town = id === undefined ? null : placeById(index.places, id);
  return town === null ? null : withRegion(locale, town);
}

function withRegion(locale: TextLocale, town: Place): string {
  const name = nameIn(locale, town.name);
  const region = regionName(locale, town.region);
  return region === null || region.includes(name) ? name : `${name}, ${region}`;
}

/** Says a place in the language of the reader; a point with the nearest place that we know. */
export function placeWords(texts: DeskTexts, place: PlaceAnswer): PlaceWords {
  const { locale } = texts;
  const none = { own: null, known: null, point: null, isAbroad: false };
  switch (place.place) {
    case "town":
      return { ...none, known: townName(locale, place.id) ?? place.id };
    case "region":
      return { ...none, known: regionName(locale, place.code) ?? place.code };
    case "words":
      return { ...none, own: place.words, known: townName(locale, place.town) ?? regionName(locale, place.region) };
    case "point": {
      const near = isInCountry(index, place) ? nearestPlace(index, place) : null;
      const point = { lat: place.lat.toFixed(5), lon: place.lon.toFixed(5) };
      return {
        ...none,
        point,
        known: near === null ? null : withRegion(locale, near.place),
        isAbroad: near === null || place.abroad === true,
      };
    }
  }
}

/** A town of a card by the id that it published; null: none. */
export function townWord(texts: DeskTexts, id: string | null): string | null {
  const town = id === null ? null : placeById(index.places, id);
  return town === null ? null : nameIn(texts.locale, town.name);
}
