import { useMemo } from "preact/hooks";
import { useTexts } from "./texts-context.tsx";
import { visiblePieces } from "./visible-text.ts";

/**
 * The only way to show anything that came from a person, a member or another organisation.
 *
 * Literal, apart from what stands around it, with everything unseen made visible; nothing becomes a link.
 */
export function PersonText({ text, lang }: { readonly text: string; readonly lang?: string }) {
  const texts = useTexts();
  const pieces = useMemo(() => visiblePieces(text), [text]);
  return (
    <bdi dir="auto" class="person-text" {...(lang === undefined ? {} : { lang })}>
      {pieces.map((piece, i) =>
        piece.kind === "words" ? (
          piece.text
        ) : (
          <span key={i} class="unseen" title={texts.text("action.invisible", { code: piece.text })}>
            {piece.text}
          </span>
        ),
      )}
    </bdi>
  );
}
