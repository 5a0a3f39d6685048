import { canDelete } from "../../domain/chat.ts";
import { useTexts } from "../ui/texts-context.tsx";
import { roughlyLeft } from "../ui/time-words.ts";
import type { OpenedCase } from "./port.ts";
import { windowWordOf } from "./reply-state.ts";

interface ReplyWindowProps {
  readonly contact: OpenedCase["contact"];
  /** ms. */
  readonly now: number;
}

/** What her messenger does with an answer: until when it takes one, and that it keeps it for whoever looks. */
export function ReplyWindow({ contact, now }: ReplyWindowProps) {
  const texts = useTexts();
  const word = windowWordOf({ contact }, now);
  const { channel } = contact;
  return (
    <>
      {word?.says === "open" && (
        <p class="small">{texts.text("reply.window.open", { left: roughlyLeft(texts, word.endsAt, now) })}</p>
      )}
      {word?.says === "knocks" && <p class="small">{texts.text("reply.window.knocks")}</p>}
      {channel !== null && !canDelete(channel) && <p class="small soft">{texts.text("reply.keeps")}</p>}
    </>
  );
}
