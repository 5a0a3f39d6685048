import type { PlaceAnswer } from "../../domain/answers.ts";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { placeWords } from "./case-words.ts";
import { CopyButton } from "./copy-button.tsx";

/** A place: her words first, and what we know of it beside them. */
export function CasePlace({ place }: { readonly place: PlaceAnswer }) {
  const texts = useTexts();
  const { own, known, point, isAbroad } = placeWords(texts, place);
  return (
    <span class="place">
      {own !== null && <PersonText text={own} />}
      {point !== null && <span>{texts.text("case.place.point", point)}</span>}
      {known !== null && own === null && point === null && <span>{known}</span>}
      {known !== null && own !== null && (
        <span class="small soft">{texts.text("case.place.understood", { place: known })}</span>
      )}
      {known !== null && point !== null && (
        <span class="small soft">{texts.text("case.place.near", { place: known })}</span>
      )}
      {isAbroad && <span class="small">{texts.text("case.place.abroad")}</span>}
      {point !== null && <CopyButton words={`${point.lat}, ${point.lon}`} label={texts.text("case.place.copy")} />}
    </span>
  );
}
