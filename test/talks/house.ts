import { join } from "node:path";
import { labelOf, type Reader, renderText } from "../../src/app/render.ts";
import { fold } from "../../src/distress/fold.ts";
import type { Locale } from "../../src/domain/chat.ts";
import { DEFAULT_PERSONA, loadWords } from "../../src/i18n/load-locales.ts";
import { textsOf } from "../../src/i18n/texts.ts";
import { openDirectory } from "../../src/services/help-near.ts";
import { shownServices } from "../../src/services/may-show.ts";
import { loadPlaces, loadRegions } from "../../src/services/shipped-places.ts";
import { loadServices } from "../../src/services/shipped-services.ts";
import { talkNamed } from "../../src/talks/advance.ts";
import { talksOver } from "../../src/talks/all-talks.ts";
import type { Option, Said } from "../../src/talks/question.ts";
import type { Talk, TalkName } from "../../src/talks/talk.ts";

/** The shipped texts and the shipped towns: what a person would see, not samples. */
export const catalogue = loadWords(join(import.meta.dirname, "../../locales"), DEFAULT_PERSONA);
export const directory = openDirectory(shownServices(loadServices()), loadPlaces(), loadRegions(), fold);
export const talks = talksOver(directory);
export const parts = { texts: textsOf(catalogue), retention: { untouchedDays: 30, closedDays: 90 } };

export function talk(name: TalkName): Talk {
  return talkNamed(talks, name);
}

/** A sentence as a person reads it. Throws when a text or a placeholder is missing. */
export function sentence(reader: Reader, { key, params }: Said): string {
  return renderText(parts, reader, key, params);
}

/** The words on a button. */
export function label(option: Option, locale: Locale): string {
  return labelOf(parts, locale, option);
}
