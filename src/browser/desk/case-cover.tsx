import { canDelete } from "../../domain/chat.ts";
import type { CoverState } from "../../domain/desk/cover-state.ts";
import { Icon } from "../ui/icon.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { clockOf, momentOf } from "../ui/time-words.ts";
import { CaseLegend } from "./case-legend.tsx";
import type { OpenedCase } from "./port.ts";

interface CaseCoverProps {
  readonly opened: OpenedCase;
  readonly cover: CoverState;
}

/** What cover means, what the chat shows at this moment, and what may not be written. */
export function CaseCover({ opened, cover }: CaseCoverProps) {
  const texts = useTexts();
  const { text } = texts;
  const { covert } = opened.row;
  return (
    <Notice tone="covert" title={text(covert ? "case.covert.title" : "case.cover.label")}>
      <CoverLine cover={cover} />
      {cover.steps.length > 0 && <p>{text(`case.cover-now.${cover.isLapsed ? "lapsed" : cover.now}`)}</p>}
      {cover.duressAt !== null && cover.now !== "duress" && (
        <p>{text("case.cover.duress-given", { when: momentOf(texts, cover.duressAt, Date.now()) })}</p>
      )}
      {opened.contact.channel !== null && !canDelete(opened.contact.channel) && <p>{text("case.cover.keeps")}</p>}
      <p>{text("case.covert.screen")}</p>
      {covert && (
        <>
          <p>{text("case.covert.text")}</p>
          <p>
            <strong>{text("case.covert.never")}</strong>
          </p>
          <p>{text("case.covert.no-open")}</p>
          <CaseLegend opened={opened} />
        </>
      )}
    </Notice>
  );
}

/** How the chat went in and out of the shop; the last step is where it stands. */
function CoverLine({ cover }: Pick<CaseCoverProps, "cover">) {
  const { text } = useTexts();
  const { steps, isLapsed, now } = cover;
  if (steps.length === 0) return null;
  const shown = isLapsed ? [...steps, { now, at: null }] : steps;
  return (
    <ol class="cover-line" aria-label={text("case.cover.label")}>
      {shown.map((step, i) => (
        <li key={`${step.now} ${step.at}`} class={step.now === "duress" ? "cover-step cover-duress" : "cover-step"}>
          {i > 0 && <Icon name="next" />}
          <span aria-current={i === shown.length - 1 ? "step" : undefined}>{text(`case.cover.${step.now}`)}</span>
          {step.at !== null && (
            <time class="small" dateTime={new Date(step.at).toISOString()}>
              {clockOf(step.at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
