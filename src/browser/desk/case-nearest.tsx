import { Badge } from "../ui/badge.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { dateOf } from "../ui/time-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import { intakeWord } from "./intake-word.ts";
import type { OpenedCase } from "./port.ts";
import { RefusalNotice } from "./refusal-notice.tsx";
import { useReading } from "./use-call.ts";

/** The nearest that can take her, by the place in the case. */
export function CaseNearest({ opened }: { readonly opened: OpenedCase }) {
  const texts = useTexts();
  const { text } = texts;
  const { port, organisations } = useWorkplace();
  const { caseId } = opened.row;
  const places = opened.lines.filter((line) => line.ok && line.body.entry === "location").length;
  const { reading } = useReading(() => port.cases.nearest(caseId), [port, caseId, places, organisations]);
  if (reading === null) return null;
  if ("refused" in reading) return <RefusalNotice refusal={reading} />;
  const { near, place } = reading.value;
  return (
    <section class="card stack-small" aria-labelledby="near-title">
      <h2 id="near-title">{text("case.near.title")}</h2>
      <p class="small soft">{place === null ? text("case.near.no-place") : text("case.near.from", { place })}</p>
      {place !== null && near.length === 0 && <p>{text("case.near.none")}</p>}
      <ul class="near-list">
        {near.map((one) => (
          <li key={one.id} class="near">
            <span class="near-name">
              <PersonText text={one.name} />
            </span>
            <span class="line small">
              <Badge tone={one.intake === "open" ? "accent" : "calm"}>{intakeWord(texts, one)}</Badge>
              {one.km !== null && <span class="soft">{text("case.near.km", { km: Math.round(one.km) })}</span>}
            </span>
            {one.checked !== "" && (
              <span class="small soft">{text("case.near.checked", { date: dateWord(one.checked) })}</span>
            )}
            {one.organisation === null && <span class="small soft">{text("case.near.not-here")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Services carry their date as 2026-11-25. */
function dateWord(checked: string): string {
  const at = Date.parse(`${checked}T12:00:00Z`);
  return Number.isNaN(at) ? checked : dateOf(at);
}
