import { enterConversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import { labelOf, type RenderParts } from "../app/render.ts";
import type { Answer } from "../domain/answers.ts";
import { type Heard, hear } from "../talks/hear.ts";
import type { Question } from "../talks/question.ts";

/** What the engine needs to run apart from any middleware. */
export type EngineBase = Pick<Context, "api" | "me">;

/**
 * Has the chat engine take one question: it is entered with the update, understands it or skips it as not meant for it,
 * and its log is thrown away at once. So the log is never longer than one question and never holds a word of hers:
 * the update was stripped before, and what was heard is passed beside it. [Note: One question at a time]
 *
 * @throws whatever understanding throws; the chat is not left in any state by it.
 */
export async function hearQuestion(
  parts: RenderParts,
  base: EngineBase,
  update: Context["update"],
  question: Question,
  heard: Heard,
): Promise<Answer> {
  let answer: Answer = { kind: "unclear" };
  const result = await enterConversation<Context, Context>(
    async (conversation) => {
      answer = hear(question, heard, (option, locale) => labelOf(parts, locale, option));
      if (answer.kind === "unclear") await conversation.skip({ next: false });
    },
    { update, api: { token: base.api.token, ...(base.api.options && { options: base.api.options }) }, me: base.me },
  );
  if (result.status === "error") throw result.error;
  return answer;
}
