import type { Api } from "grammy";
import type { Texts } from "../i18n/texts.ts";

/** The kinds of update that are asked for. Nothing else is even sent to us. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "channel_post",
] as const;

/**
 * Makes the bot look like nothing in particular: no commands that speak, a description that tells only how to begin.
 * Set at every start, so that a change by hand does not stay.
 */
export async function setUpBot(api: Api, texts: Texts): Promise<void> {
  const commands = [{ command: "start", description: texts.text("ru", "bot.start") }];
  await api.setMyCommands(commands);
  for (const locale of ["ru", "kk"] as const) {
    await api.setMyCommands([{ command: "start", description: texts.text(locale, "bot.start") }], {
      language_code: locale,
    });
    await api.setMyDescription(texts.text(locale, "bot.description"), { language_code: locale });
    await api.setMyShortDescription(texts.text(locale, "bot.short-description"), { language_code: locale });
  }
  await api.setMyDescription(`${texts.text("kk", "bot.description")}\n${texts.text("ru", "bot.description")}`);
  await api.setMyShortDescription(texts.text("ru", "bot.short-description"));
}
