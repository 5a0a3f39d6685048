import { type Api, InputFile } from "grammy";
import type { Texts } from "../i18n/texts.ts";

/** The kinds of update that are asked for. Nothing else is even sent to us. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "channel_post",
] as const;

/** null: everybody whose language is neither. */
const LANGUAGES = ["kk", "ru", null] as const;
type Language = (typeof LANGUAGES)[number];

/** Telegram takes no longer description. */
const MOST_ABOUT = 512;

/**
 * Makes the bot look like the cover that it wears, in the list of chats and before the first message: its name, what it says
 * of itself and of its one command. Set at every start, so that a change by hand does not stay.
 *
 * @param of the bot's own number, and the words.
 * @returns whether its picture is due: it has none, or had another name, so that the picture is of another cover.
 */
export async function setUpBot(api: Api, of: { readonly id: number; readonly texts: Texts }): Promise<boolean> {
  for (const language of LANGUAGES) await describe(api, of.texts, language);
  const hadOtherName = await rename(api, of.texts);
  return hadOtherName || !(await hasPicture(api, of.id));
}

/** The picture of the cover; it goes last, for a name that is missing tells more. */
export async function showPicture(api: Api, avatar: string): Promise<void> {
  await api.setMyProfilePhoto({ type: "static", photo: new InputFile(avatar) });
}

async function describe(api: Api, texts: Texts, language: Language): Promise<void> {
  const only = onlyFor(language);
  await api.setMyCommands(
    [{ command: "start", description: texts.text(language ?? "ru", "shop.counter.order") }],
    only,
  );
  await api.setMyDescription(about(texts, language), only);
  await api.setMyShortDescription(texts.text(language ?? "ru", "shop.about-short"), only);
}

/** Where the language is not known, both, as far as there is room. */
function about(texts: Texts, language: Language): string {
  if (language !== null) return texts.text(language, "shop.about");
  const both = `${texts.text("kk", "shop.about")}\n${texts.text("ru", "shop.about")}`;
  return [...both].length > MOST_ABOUT ? texts.text("ru", "shop.about") : both;
}

/** Telegram lets a name be changed a few times a day only, so it is asked for first. */
async function rename(api: Api, texts: Texts): Promise<boolean> {
  let hadOther = false;
  for (const language of LANGUAGES) {
    const wanted = texts.text(language ?? "ru", "shop.name");
    const { name } = await api.getMyName(onlyFor(language));
    if (name === wanted) continue;
    await api.setMyName(wanted, onlyFor(language));
    hadOther = true;
  }
  return hadOther;
}

async function hasPicture(api: Api, id: number): Promise<boolean> {
  return (await api.getUserProfilePhotos(id, { limit: 1 })).total_count > 0;
}

function onlyFor(language: Language): { readonly language_code?: "kk" | "ru" } {
  return language === null ? {} : { language_code: language };
}
