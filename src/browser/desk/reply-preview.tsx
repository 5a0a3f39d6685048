import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import type { OpenedCase } from "./port.ts";

interface ReplyPreviewProps {
  readonly opened: Pick<OpenedCase, "shop" | "locale">;
  readonly words: string;
}

/** Exactly what she will see: the shop's name over the chat, the words, and the two doors under them. */
export function ReplyPreview({ opened: { shop, locale }, words }: ReplyPreviewProps) {
  const { text } = useTexts();
  if (shop === null || words.trim() === "") return null;
  const doors = [shop.says.cancel, shop.says.urgent].flatMap((door) => (door === undefined ? [] : [door[locale]]));
  return (
    <figure class="preview" lang={locale}>
      <figcaption class="small soft">{text("reply.preview")}</figcaption>
      <p class="preview-name small">{shop.name[locale]}</p>
      <div class="bubble bubble-ours">
        <PersonText text={words.trim()} />
      </div>
      <ul class="preview-doors small">
        {doors.map((door) => (
          <li key={door}>{door}</li>
        ))}
      </ul>
    </figure>
  );
}
